package dev.ticketsql.account;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Directory of the mirrors.
 *
 * @param directory one directory for the mirrors of all accounts, absolute; empty for a temporary one
 */
record MirrorLocation(Optional<Path> directory) {

    private static final String NONE = "none";

    /** The value of option {@code mirror}; by default {@code ticketsql} in the user's cache directory. */
    static MirrorLocation of(OptionReader options, Map<String, String> environment) {
        Optional<String> value = options.text(Option.MIRROR);
        if (value.isEmpty()) {
            return in(cacheDirectory(environment).resolve("ticketsql"));
        }
        if (value.get().equalsIgnoreCase(NONE)) {
            return temporary();
        }
        return in(UserPath.of(value.get())
                .orElseThrow(() -> OptionReader.malformed(
                        Option.MIRROR, value.get(), "a directory, or none for a temporary one")));
    }

    /**
     * Directory of the files through which the processes of this user share the rate limits of accounts. It does not
     * depend on option {@code mirror}, so that connections with different mirrors share a limit too.
     */
    static Path rateLimitDirectory(Map<String, String> environment) {
        return cacheDirectory(environment).resolve("ticketsql").resolve("pace");
    }

    static MirrorLocation temporary() {
        return new MirrorLocation(Optional.empty());
    }

    private static MirrorLocation in(Path directory) {
        return new MirrorLocation(Optional.of(directory.toAbsolutePath().normalize()));
    }

    /** Cache directory of the XDG Base Directory Specification, by which a relative value counts as absent. */
    private static Path cacheDirectory(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(UserPath.home(), ".cache"));
    }
}
