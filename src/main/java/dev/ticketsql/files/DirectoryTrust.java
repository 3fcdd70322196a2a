package dev.ticketsql.files;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Judges who else could read or change a directory of private data, as {@code sshd} does with StrictModes. The owner
 * must be this process's user or root, who can do anything; root itself takes the directory of any user, as containers
 * do with a volume. Access by more people than the owner is closed, or refused where it cannot be.
 *
 * <p>Above it, a directory in which everybody may rename others' files, without the sticky bit of {@code /tmp}, is
 * refused: another directory could take the place of ours while we write. The owners above are not judged: an image of
 * a container may belong to anybody.
 *
 * <p>Where a group shares the directory, its owner and its bits are somebody's decision, and only a directory that
 * everybody may change gets a warning.
 */
public final class DirectoryTrust {

    private static final String GROUP_REMEDY = "mirrorMode=group trusts whom its mode admits";

    private final FileSharing sharing;
    private final Consumer<String> warnings;

    /**
     * A judge.
     *
     * @param warnings takes a sentence for what was closed, or is open to everybody
     */
    public DirectoryTrust(FileSharing sharing, Consumer<String> warnings) {
        this.sharing = sharing;
        this.warnings = warnings;
    }

    /**
     * Judges an existing directory and those above it.
     *
     * @param directory a real path
     * @throws ClassifiedIOException if it is refused; the message says why and what to do
     * @throws IOException if it cannot be looked at
     */
    public void require(Path directory) throws IOException {
        requireAbove(directory);
        Optional<UnixMode> found = UnixMode.of(directory);
        if (found.isEmpty()) {
            return;
        }
        if (sharing == FileSharing.GROUP) {
            if (found.get().isChangedByEverybody()) {
                warnings.accept(directory + " can be changed by every user of this machine (mode "
                        + found.get().octal() + "): chmod o-rwx closes it to all but its group");
            }
            return;
        }
        requireOwner(directory, found.get());
    }

    /**
     * Judges the directories above a path, whether or not it exists.
     *
     * @throws ClassifiedIOException if one is refused
     */
    public void requireAbove(Path path) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                Optional<UnixMode> found = UnixMode.of(above);
                if (found.isPresent() && found.get().isChangedByEverybody() && sharing == FileSharing.PRIVATE) {
                    throw refused("every user of this machine may replace what is in " + above + " (mode "
                            + found.get().octal() + "): close it with chmod o-w, or chmod +t, or give option mirror"
                            + " another directory; in a container of one user, " + GROUP_REMEDY);
                }
            }
        }
    }

    private void requireOwner(Path directory, UnixMode found) throws IOException {
        int ownUid = OwnUser.uid();
        boolean isOurs = found.uid() == ownUid || ownUid == 0 || OwnUser.ownsWhatItCreatesIn(directory);
        if (!isOurs && !found.isOfRoot()) {
            throw refused(directory + " belongs to "
                    + Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName() + ", who could change the answers;"
                    + " give option mirror a directory of your own, or, where a group shares it, " + GROUP_REMEDY);
        }
        if (isOurs && found.isOpen()) {
            close(directory, found);
        } else if (!isOurs && found.isChangedByMore()) {
            throw refused(directory + " is root's, and others may change it (mode " + found.octal()
                    + "); give option mirror a directory of your own, or, where a group shares it, " + GROUP_REMEDY);
        }
    }

    private void close(Path directory, UnixMode found) throws IOException {
        String before = directory + " could be " + (found.isChangedByMore() ? "changed" : "read")
                + " by others than its owner (mode " + found.octal() + ")";
        String after = found.isChangedByMore() ? "; bin/mirror verify --against-api tells if somebody did" : "";
        try {
            UnixMode.set(directory, found.mode() & 07777 & ~UnixMode.GROUP_AND_OTHERS & ~UnixMode.SET_GROUP);
        } catch (IOException e) {
            warnings.accept(before + ", and its mode cannot be changed: " + e.getMessage());
            return;
        }
        boolean isClosed = !UnixMode.of(directory).orElseThrow().isOpen();
        warnings.accept(before
                + (isClosed
                        ? ": it is closed to them now (0700)" + after + ". Where a group shares it, " + GROUP_REMEDY
                                + " and leaves it open"
                        : ", and its file system lets nobody close it"));
    }

    /**
     * True if a file may be read or written by others than its owner; false where there are no such permissions, as on
     * Windows, which keeps the user's own directories closed.
     *
     * @throws IOException if it cannot be looked at
     */
    public static boolean isShared(Path file) throws IOException {
        Path real = file.toRealPath();
        return UnixMode.of(real).map(UnixMode::isSharedFile).orElse(false);
    }

    private static ClassifiedIOException refused(String message) {
        return new ClassifiedIOException(ErrorKind.FILES, message);
    }
}
