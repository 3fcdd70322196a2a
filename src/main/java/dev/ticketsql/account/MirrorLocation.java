package dev.ticketsql.account;

import dev.ticketsql.files.FileSharing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Directories of an account's files.
 *
 * @param mirrors one directory for the mirrors of all accounts, absolute; empty for a temporary one
 * @param sharing who may use the files
 * @param rateLimits directory of the files through which processes share the rate limits of accounts; empty where the
 *     user has none
 */
record MirrorLocation(Optional<Path> mirrors, FileSharing sharing, Optional<Path> rateLimits) {

    private static final String NONE = "none";
    private static final String OWN_DIRECTORY = "ticketsql";
    private static final String RATE_LIMITS = "pace";

    /**
     * The values of options {@code mirror} and {@code mirrorMode}; by default {@code ticketsql} in the user's cache
     * directory.
     *
     * <p>An embedded sandbox is always temporary. One user's processes share the rate limits there too, whatever option
     * {@code mirror} says, so that connections with different mirrors share a limit. A group that shares a mirror has
     * no other place in common: its limits lie in the mirror's directory.
     */
    static MirrorLocation of(OptionReader options, ServerAddress server, Map<String, String> environment) {
        FileSharing sharing =
                options.text(Option.MIRROR_MODE).map(MirrorLocation::sharing).orElse(FileSharing.PRIVATE);
        if (server instanceof ServerAddress.Embedded) {
            return temporary();
        }
        Optional<Path> own = cacheDirectory(environment).map(cache -> cache.resolve(OWN_DIRECTORY));
        Optional<String> value = options.text(Option.MIRROR);
        boolean isTemporary = value.isPresent() && value.get().equalsIgnoreCase(NONE);
        Optional<Path> mirrors = isTemporary
                ? Optional.empty()
                : Optional.of(value.map(MirrorLocation::given).or(() -> own).orElseThrow(MirrorLocation::homeless));
        Optional<Path> limits = sharing == FileSharing.GROUP && mirrors.isPresent() ? mirrors : own;
        return new MirrorLocation(mirrors, sharing, limits.map(directory -> directory.resolve(RATE_LIMITS)));
    }

    /** That of an embedded sandbox. */
    static MirrorLocation temporary() {
        return new MirrorLocation(Optional.empty(), FileSharing.PRIVATE, Optional.empty());
    }

    private static FileSharing sharing(String text) {
        for (FileSharing sharing : FileSharing.values()) {
            if (sharing.word().equalsIgnoreCase(text)) {
                return sharing;
            }
        }
        throw OptionReader.malformed(Option.MIRROR_MODE, text, Option.MIRROR_MODE.unit());
    }

    private static Path given(String text) {
        return UserPath.of(text)
                .orElseThrow(
                        () -> OptionReader.malformed(Option.MIRROR, text, "a directory, or none for a temporary one"));
    }

    /** Cache directory of the XDG Base Directory Specification, by which a relative value counts as absent. */
    private static Optional<Path> cacheDirectory(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> UserPath.home(environment).map(home -> home.resolve(".cache")))
                .map(Path::normalize);
    }

    private static IllegalArgumentException homeless() {
        return new IllegalArgumentException("option mirror is not given, and this user has no home directory, as in a"
                + " container: give option mirror a directory, or none for a temporary one, or set XDG_CACHE_HOME");
    }
}
