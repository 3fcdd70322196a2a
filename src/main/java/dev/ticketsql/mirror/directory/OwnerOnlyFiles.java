package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes directories and files that nobody but their owner can read: ticket events are other people's mail. Where the
 * file system knows no POSIX permissions, its own defaults apply.
 */
final class OwnerOnlyFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnlyFiles() {}

    /**
     * Makes the directory and every missing one above it, all mode 0700, and forces them to disk; existing ones are
     * left as they are.
     */
    static Path createDirectories(Path directory) throws IOException {
        List<Path> parents = new ArrayList<>();
        Path parent = directory.toAbsolutePath();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
            if (parent != null) {
                parents.add(parent);
            }
        }
        Path made = Files.createDirectories(directory, attributes("rwx------"));
        for (Path changed : parents) {
            forceDirectory(changed);
        }
        return made;
    }

    /**
     * Forces the names in a directory to disk. Windows opens no directories; there the file system's own journal keeps
     * renames in order.
     *
     * @throws IOException if the disk refuses
     */
    static void forceDirectory(Path directory) throws IOException {
        if (POSIX && Files.isReadable(directory)) {
            force(directory, StandardOpenOption.READ);
        }
    }

    /** Forces a file's bytes to disk. */
    static void forceFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    /** Makes the directory, mode 0700; its parent must exist. */
    static Path createDirectory(Path directory) throws IOException {
        return Files.createDirectory(directory, attributes("rwx------"));
    }

    /** For files that are made while they are opened: mode 0600. */
    static FileAttribute<?>[] file() {
        return attributes("rw-------");
    }

    /** Takes an existing file away from everybody else: mode 0600. */
    static void restrict(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
