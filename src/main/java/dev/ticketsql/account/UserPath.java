package dev.ticketsql.account;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Paths in options: relative ones are of the working directory, and {@code ~} is the user's home. */
public final class UserPath {

    private static final String HOME = "~";

    private UserPath() {}

    /** The absolute path; empty if the text is none. */
    static Optional<Path> of(String text) {
        try {
            boolean underHome = text.equals(HOME) || text.startsWith(HOME + "/");
            Optional<Path> path = underHome
                    ? home(System.getenv()).map(home -> Path.of(home + text.substring(HOME.length())))
                    : Optional.of(Path.of(text));
            return path.map(found -> found.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The user's home directory: {@code HOME}, as shells and other programs take it, else that of the user's entry in
     * the system, which a user without a name, as in many a container, does not have.
     */
    public static Optional<Path> home(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home", ""))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst();
    }
}
