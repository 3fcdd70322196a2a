package dev.ticketsql.mirror.directory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a segment, one for each {@link EventTable}, which are there together or not at all: the events' file
 * commits the others. It comes last and goes first, and nobody looks for the others without it. Knows nothing of which
 * segments there should be.
 */
public final class FileSets {

    private final MirrorDirectory directory;

    public FileSets(MirrorDirectory directory) {
        this.directory = directory;
    }

    /** Where the segment's file of a table lies. */
    public Path pathOf(Segment segment, EventTable table) {
        return directory.files(table).resolve(segment.fileName());
    }

    /** How many bytes a segment's files have together. */
    public long bytesOf(Segment segment) throws IOException {
        long bytes = 0;
        for (EventTable table : EventTable.values()) {
            bytes += Files.size(pathOf(segment, table));
        }
        return bytes;
    }

    /**
     * Gives finished files their name.
     *
     * @throws IOException if the disk refuses; nothing is left then, of a segment that was not there before
     */
    void publish(Segment segment, Map<EventTable, Path> finished) throws IOException {
        try {
            for (EventTable table : EventTable.eventsLast()) {
                Path file = requireNonNull(finished.get(table), "a file for each table");
                directory.publish(file, table, segment.fileName());
            }
        } catch (IOException e) {
            if (!Files.exists(pathOf(segment, EventTable.TICKET_EVENTS))) {
                delete(segment);
            }
            throw e;
        }
    }

    /** Deletes the files of a segment. */
    public void delete(Segment segment) throws IOException {
        for (EventTable table : EventTable.values()) {
            Files.deleteIfExists(pathOf(segment, table));
        }
    }

    /** Files that readers of the plain data set take for some of ours. */
    public List<Path> strangers() throws IOException {
        List<Path> strangers = new ArrayList<>();
        for (EventTable table : EventTable.values()) {
            try (Stream<Path> all = Files.list(directory.files(table))) {
                all.filter(file -> file.toString().endsWith(".parquet"))
                        .filter(file ->
                                Segment.parse(file.getFileName().toString()).isEmpty())
                        .sorted()
                        .forEach(strangers::add);
            }
        }
        return List.copyOf(strangers);
    }

    /** Deletes what a process that was killed in the middle has left of other segments than {@code committed}. */
    public void deleteUncommitted(Collection<Segment> committed) throws IOException {
        for (EventTable table : List.of(EventTable.TICKET_FIELD_CHANGES, EventTable.TICKET_COMMENTS)) {
            try (Stream<Path> all = Files.list(directory.files(table))) {
                for (Path file : all.toList()) {
                    Optional<Segment> segment = Segment.parse(file.getFileName().toString());
                    if (segment.isPresent() && !committed.contains(segment.get())) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
