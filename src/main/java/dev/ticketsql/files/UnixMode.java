package dev.ticketsql.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Owner, group and mode of a path, as of POSIX. By numbers: in containers many a user has no name.
 *
 * @param uid the owner's number
 * @param gid the group's number
 * @param mode with the type of the file; octal 0777 and the bits above
 */
record UnixMode(int uid, int gid, int mode) {

    static final int GROUP_AND_OTHERS = 0077;
    static final int OTHERS = 0007;
    static final int SET_GROUP = 02000;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0002;
    private static final int WRITE_BY_MORE_THAN_THE_OWNER = 0022;
    private static final int READ_OR_WRITE_BY_MORE_THAN_THE_OWNER = 0066;

    /** That of a path, not of what a link names; empty where the file system has none, as on Windows. */
    static Optional<UnixMode> of(Path path) throws IOException {
        if (!isKnownFor(path)) {
            return Optional.empty();
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        return Optional.of(new UnixMode(number(found, "uid"), number(found, "gid"), number(found, "mode")));
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (int) requireNonNull(attributes.get(name), name);
    }

    static boolean isKnownFor(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Sets the bits that {@code chmod} sets, those above 0777 too. */
    static void set(Path path, int bits) throws IOException {
        Files.setAttribute(path, "unix:mode", bits);
    }

    boolean isOfRoot() {
        return uid == 0;
    }

    /** True if the group or others may do anything. */
    boolean isOpen() {
        return (mode & GROUP_AND_OTHERS) != 0;
    }

    /** True if the group or others may add, rename and remove files. */
    boolean isChangedByMore() {
        return (mode & WRITE_BY_MORE_THAN_THE_OWNER) != 0;
    }

    /** True if the group or others may read or write the file. */
    boolean isSharedFile() {
        return (mode & READ_OR_WRITE_BY_MORE_THAN_THE_OWNER) != 0;
    }

    /** True if everybody may rename and remove the files of others: writable, without the sticky bit of /tmp. */
    boolean isChangedByEverybody() {
        return (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    }

    /** Its bits of permission in octal, as of {@code ls} and {@code chmod}. */
    String octal() {
        return String.format("%04o", mode & 07777);
    }
}
