package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a mirror's directory; its failures name the directory, and what to do. */
@FunctionalInterface
interface MirrorOpening {

    /** Newer versions than {@link MirrorDirectory#VERSION}. */
    Pattern NEWER_VERSION = Pattern.compile("v([3-9]|[1-9]\\d+)");

    /** Opens it. */
    MirrorDirectory open() throws IOException;

    /**
     * Opens a directory that is one, or nothing yet, and has no newer version.
     *
     * @throws IOException if it cannot be opened
     */
    static MirrorDirectory of(Path directory, MirrorOpening opening) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ClassifiedIOException(
                    ErrorKind.OPTIONS,
                    "the mirror " + directory.toAbsolutePath() + " is a file; option mirror takes a"
                            + " directory, or none for a temporary one");
        }
        refuseNewerVersion(directory);
        try {
            return opening.open();
        } catch (ClassifiedIOException e) {
            throw new ClassifiedIOException(
                    e.kind(), "the mirror " + directory.toAbsolutePath() + " is not opened: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES,
                    "the mirror " + directory.toAbsolutePath() + " cannot be opened: " + MirrorDirectory.reason(e)
                            + "; give option" + " mirror a directory that can be written, or none for a temporary one",
                    e);
        }
    }

    private static void refuseNewerVersion(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, "v*")) {
            for (Path child : children) {
                Matcher newer = NEWER_VERSION.matcher(child.getFileName().toString());
                if (newer.matches()) {
                    throw new ClassifiedIOException(
                            ErrorKind.MIRROR_FORMAT,
                            "the mirror " + directory.toAbsolutePath() + " holds format "
                                    + newer.group() + ", this TicketSQL knows " + MirrorDirectory.VERSION
                                    + ": use the newer TicketSQL that wrote it, or give option mirror another directory");
                }
            }
        }
    }
}
