package dev.ticketsql.mirror.export;

import dev.ticketsql.files.PlainFiles;
import dev.ticketsql.mirror.directory.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the export as it was written, so that a later change to it is noticed.
 *
 * @param rows rows in it
 * @param bytes its size
 * @param modified time of its last modification
 * @param checksum CRC-32C of its content and its name
 */
record ExportedFile(long rows, long bytes, Instant modified, long checksum) {

    /**
     * Describes a finished file, which a rename does not change.
     *
     * @param name path that it will have inside of the export
     */
    static ExportedFile of(Path file, String name, long rows) throws IOException {
        BasicFileAttributes found = PlainFiles.attributes(file);
        return new ExportedFile(rows, found.size(), found.lastModifiedTime().toInstant(), Checksum.of(name, file));
    }

    /**
     * Finds the file as it was written, perhaps with another time, as in a copy of the export; empty if it is missing
     * or another. Its content is read only where the size is the same and the time is not.
     */
    Optional<ExportedFile> find(Path root, String name) throws IOException {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        BasicFileAttributes found = PlainFiles.attributes(file);
        Instant now = found.lastModifiedTime().toInstant();
        return found.size() == bytes && (now.equals(modified) || Checksum.of(name, file) == checksum)
                ? Optional.of(new ExportedFile(rows, bytes, now, checksum))
                : Optional.empty();
    }
}
