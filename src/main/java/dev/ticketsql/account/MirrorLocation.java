package dev.ticketsql.account;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where mirrors are kept.
 *
 * @param directory one directory for the mirrors of all accounts, absolute; empty for a temporary one
 */
record MirrorLocation(Optional<Path> directory) {

    private static final String NONE = "none";
    private static final String HOME = "~";

    /** What option {@code mirror} says; by default {@code ticketsql} in the user's cache directory. */
    static MirrorLocation of(OptionReader options, Map<String, String> environment) {
        Optional<String> said = options.text(Option.MIRROR);
        if (said.isEmpty()) {
            return in(cacheDirectory(environment).resolve("ticketsql"));
        }
        if (said.get().equalsIgnoreCase(NONE)) {
            return temporary();
        }
        try {
            boolean underHome = said.get().equals(HOME) || said.get().startsWith(HOME + "/");
            return in(underHome ? Path.of(home() + said.get().substring(HOME.length())) : Path.of(said.get()));
        } catch (InvalidPathException e) {
            throw OptionReader.malformed(Option.MIRROR, said.get(), "a directory, or none for a temporary one");
        }
    }

    /**
     * Where the processes of this user keep within the accounts' limits together, wherever the mirrors are and also
     * without any.
     */
    static Path paceDirectory(Map<String, String> environment) {
        return cacheDirectory(environment).resolve("ticketsql").resolve("pace");
    }

    static MirrorLocation temporary() {
        return new MirrorLocation(Optional.empty());
    }

    private static MirrorLocation in(Path directory) {
        return new MirrorLocation(Optional.of(directory.toAbsolutePath().normalize()));
    }

    /** As the XDG Base Directory Specification says: a relative value counts as absent. */
    private static Path cacheDirectory(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(home(), ".cache"));
    }

    private static String home() {
        return System.getProperty("user.home");
    }
}
