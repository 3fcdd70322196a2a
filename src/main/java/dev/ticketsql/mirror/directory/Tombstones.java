package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and adds the tombstones of a mirror's directory. None is ever removed. Every read lists the directory, so that
 * another process's tombstone counts at once.
 */
public final class Tombstones {

    private final MirrorDirectory directory;

    public Tombstones(MirrorDirectory directory) {
        this.directory = directory;
    }

    /**
     * Reads the purged events.
     *
     * @throws IOException if the directory cannot be read, or has something else than files that this version can parse
     */
    public PurgedEvents read() throws IOException {
        List<Tombstone> found = new ArrayList<>();
        PlainFiles.requireDirectory(directory.tombstones());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.tombstones())) {
            for (Path file : files) {
                PlainFiles.requireFile(file);
                // Fails rather than shows events that may be purged.
                found.add(Tombstone.parse(file.getFileName().toString())
                        .orElseThrow(() -> new ClassifiedIOException(
                                ErrorKind.MIRROR_FORMAT,
                                file + " is no tombstone that this TicketSQL knows: use the"
                                        + " newer one that wrote it, or remove the file if it is a stranger")));
            }
        } catch (NoSuchFileException e) {
            return PurgedEvents.nothing();
        }
        return PurgedEvents.of(found);
    }

    /**
     * Adds a tombstone, durable when this returns.
     *
     * @throws IOException if the directory cannot be written
     */
    public void add(Tombstone tombstone) throws IOException {
        PlainFiles.requireDirectory(directory.tombstones());
        directory.newFiles().createDirectories(directory.tombstones());
        directory.newFiles().createFile(directory.tombstones().resolve(tombstone.fileName()));
        NewFiles.forceDirectory(directory.tombstones());
    }
}
