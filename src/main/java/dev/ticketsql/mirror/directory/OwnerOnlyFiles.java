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
 * Creates directories and files with permissions for their owner only, since ticket events hold private mail. On file
 * systems without POSIX permissions, the defaults apply.
 */
final class OwnerOnlyFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnlyFiles() {}

    /**
     * Creates the directory and its missing parents, mode 0700, and forces them to disk; existing ones are not changed.
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
     * @throws IOException if it fails
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

    /** Creates the directory, mode 0700; its parent must exist. */
    static Path createDirectory(Path directory) throws IOException {
        return Files.createDirectory(directory, attributes("rwx------"));
    }

    /** Attributes for files that are created by opening them: mode 0600. */
    static FileAttribute<?>[] file() {
        return attributes("rw-------");
    }

    /** Restricts an existing file to its owner: mode 0600. */
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
