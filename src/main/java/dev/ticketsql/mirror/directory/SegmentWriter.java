package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** Writes the files of a new segment into scratch, and publishes them when all are complete. */
public final class SegmentWriter {

    private final MirrorDirectory directory;
    private final FileSets fileSets;

    public SegmentWriter(MirrorDirectory directory, FileSets fileSets) {
        this.directory = directory;
        this.fileSets = fileSets;
    }

    /** Writes the rows of a segment. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the rows of {@code table} to {@code file} and returns their number; of an optional table without rows
         * no file is needed.
         */
        long write(EventTable table, Path file) throws IOException, SQLException;
    }

    /**
     * Stores the files that {@code content} writes as a new segment, durable when this returns.
     *
     * @throws IOException if it cannot be written, as on a full disk; no file is left then
     */
    public Segment write(SegmentKind kind, TimeRange range, long asOfSec, Content content) throws IOException {
        Map<EventTable, Path> unfinished = new EnumMap<>(EventTable.class);
        try {
            long eventCount = 0;
            for (EventTable table : EventTable.values()) {
                Path file = directory.scratch().resolve(UUID.randomUUID() + ".parquet");
                unfinished.put(table, file);
                long rowCount = content.write(table, file);
                if (rowCount == 0 && table.isOptional()) {
                    Files.deleteIfExists(file);
                    unfinished.remove(table);
                }
                eventCount = table == EventTable.TICKET_EVENTS ? rowCount : eventCount;
            }
            Segment segment =
                    new Segment(kind, range, asOfSec, eventCount, new Checksums(Map.of())).withChecksumsOf(unfinished);
            fileSets.publish(segment, unfinished);
            return segment;
        } catch (IOException | SQLException e) {
            DiskSpace space = DiskSpace.of(directory.root());
            throw ClassifiedIOException.of(
                    e,
                    space.kindOf(e, ErrorKind.FILES),
                    "the events of " + range + " cannot be kept in the mirror " + directory.root() + ", which has "
                            + space.freeBytes() + " bytes free: " + e.getMessage() + "; what was kept before stays");
        } finally {
            for (Path file : unfinished.values()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
