package dev.ticketsql.cli;

import dev.ticketsql.account.UserPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Directory of sqlline's history and settings: {@code ticketsql} below {@code XDG_CONFIG_HOME}, else below
 * {@code .config} in the user's home. What was typed is for its owner alone.
 */
final class ConfigurationDirectory {

    /** sqlline's property, which it reads when its classes are loaded. */
    private static final String PROPERTY = "x.sqlline.basedir";

    private static final String HISTORY = "history";

    private static final Set<PosixFilePermission> OF_OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private ConfigurationDirectory() {}

    static void apply(Map<String, String> environment) {
        if (System.getProperty(PROPERTY) == null) {
            of(environment).ifPresent(directory -> System.setProperty(PROPERTY, directory.toString()));
        }
    }

    /** The directory; empty for a user who has no home. */
    static Optional<Path> of(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("XDG_CONFIG_HOME", ""))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst()
                .or(() -> UserPath.home(environment).map(home -> home.resolve(".config")))
                .map(path -> path.resolve("ticketsql"));
    }

    /** Makes the history one that others cannot read, before anything is written to it. */
    static void protectHistory() {
        String directory = System.getProperty(PROPERTY);
        if (directory == null) {
            return;
        }
        Path history = Path.of(directory, HISTORY);
        try {
            Files.createDirectories(history.getParent());
            if (!Files.exists(history)) {
                Files.createFile(history);
            }
            Files.setPosixFilePermissions(history, OF_OWNER);
        } catch (IOException | UnsupportedOperationException e) {
            // Without a directory to write to, the session has no history either.
            System.setProperty("sqlline.historyfile", "");
        }
    }
}
