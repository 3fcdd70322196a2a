package dev.ticketsql.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates directories and files with the permissions that ticket events need, which hold private mail: for their owner
 * alone, or, below a directory that a group shares, with its group and its bits for owner and group. On file systems
 * without POSIX permissions, the defaults apply. Immutable.
 */
public final class NewFiles {

    private static final Logger LOG = LoggerFactory.getLogger(NewFiles.class);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final int FILE_BITS = 0660;
    private static final int GROUPS_DIRECTORY = UnixMode.SET_GROUP | 0770;

    /** Mode and group of directories; empty for private ones. */
    private final Optional<UnixMode> model;

    private NewFiles(Optional<UnixMode> model) {
        this.model = model;
    }

    /** For their owner alone: mode 0700 and 0600. */
    public static NewFiles forOwner() {
        return new NewFiles(Optional.empty());
    }

    /**
     * For whom {@code directory} admits.
     *
     * @param directory the model of a group's files; if it is missing, the one above; if that is missing too, the owner
     *     and the group of the process
     * @throws IOException if they cannot be read
     */
    public static NewFiles of(FileSharing sharing, Path directory) throws IOException {
        if (sharing == FileSharing.PRIVATE || !POSIX) {
            return forOwner();
        }
        Path above = directory.toAbsolutePath().getParent();
        for (Path model : above == null ? List.of(directory) : List.of(directory, above)) {
            if (Files.isDirectory(model)) {
                UnixMode found = UnixMode.of(model.toRealPath()).orElseThrow();
                int bits = UnixMode.SET_GROUP | (found.mode() & 0777 & ~UnixMode.OTHERS);
                return new NewFiles(Optional.of(new UnixMode(found.uid(), found.gid(), bits)));
            }
        }
        return new NewFiles(Optional.of(new UnixMode(0, -1, GROUPS_DIRECTORY)));
    }

    /** Creates the directory and its missing parents, and forces them to disk; existing ones are not changed. */
    public Path createDirectories(Path directory) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path at = directory.toAbsolutePath();
        while (at != null && !Files.exists(at)) {
            missing.add(0, at);
            at = at.getParent();
        }
        for (Path created : missing) {
            try {
                Files.createDirectory(created, attributes("rwx------"));
                share(created, 07777);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster, unless it is no directory.
                PlainFiles.requireDirectory(created);
            }
            Path parent = created.getParent();
            if (parent != null) {
                forceDirectory(parent);
            }
        }
        return directory;
    }

    /** Creates the directory; its parent must exist. */
    public Path createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, attributes("rwx------"));
        share(directory, 07777);
        return directory;
    }

    /** Creates an empty file, unless there is one. */
    public void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes("rw-------"));
            share(file, FILE_BITS);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster, unless it is no file.
            PlainFiles.requireFile(file);
        }
    }

    /** Gives a file that others have written its mode. */
    public void settle(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            share(file, FILE_BITS);
        }
    }

    private void share(Path path, int mask) throws IOException {
        if (model.isEmpty()) {
            return;
        }
        int gid = model.get().gid();
        if (gid >= 0 && UnixMode.of(path).orElseThrow().gid() != gid) {
            try {
                Files.setAttribute(path, "unix:gid", gid);
            } catch (IOException e) {
                LOG.debug("{} keeps the group of this process: it is no member of group {}", path, gid, e);
            }
        }
        UnixMode.set(path, model.get().mode() & mask);
    }

    /** Attributes for files that are created by opening them: mode 0600. */
    public static FileAttribute<?>[] ownersFile() {
        return attributes("rw-------");
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Forces the names in a directory to disk. Windows opens no directories; there the file system's own journal keeps
     * renames in order.
     *
     * @throws IOException if it fails
     */
    public static void forceDirectory(Path directory) throws IOException {
        if (POSIX && Files.isReadable(directory)) {
            force(directory, StandardOpenOption.READ);
        }
    }

    /** Forces a file's bytes to disk. */
    public static void forceFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
