package dev.ticketsql.account;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths in options: relative ones are of the working directory, and {@code ~} is the user's home. */
final class UserPath {

    private static final String HOME = "~";

    private UserPath() {}

    /** The absolute path; empty if the text is none. */
    static Optional<Path> of(String text) {
        try {
            boolean underHome = text.equals(HOME) || text.startsWith(HOME + "/");
            Path path = underHome ? Path.of(home() + text.substring(HOME.length())) : Path.of(text);
            return Optional.of(path.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The user's home directory. */
    static String home() {
        return System.getProperty("user.home");
    }
}
