package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A former format: its directory, and the names of its segments, which have fewer checksums than the present ones. */
enum FormerVersion {
    /** Events, field changes and comments. */
    V1("v1", "format v1", ""),

    /** The same and rejected events, in the directory of the present format. */
    V2("v2", "format v2 of before its child events", "_([0-9a-f]{8}|none)");

    private static final int HEXADECIMAL = 16;

    private final String directory;
    private final String description;
    private final Pattern name;

    FormerVersion(String directory, String description, String rejected) {
        this.directory = directory;
        this.description = description;
        name = Pattern.compile("([a-z]+(?:_\\d{1,18}){4})_([0-9a-f]{8})(?:_[0-9a-f]{8}){2}" + rejected + "\\.parquet");
    }

    /**
     * A segment of the format.
     *
     * @param name name of its files
     * @param segment the segment that it becomes, without checksums
     * @param checksums of its events' file, and of that of its rejected events if there is one
     */
    record FormerSegment(String name, Segment segment, Map<EventTable, Long> checksums) {}

    /** Names the format for a message: {@code format v1}. */
    String description() {
        return description;
    }

    /** True if its directory is not that of the present format. */
    boolean hasOwnDirectory() {
        return this == V1;
    }

    Path directory(Path root) {
        return root.resolve(directory);
    }

    Path files(Path root, EventTable table) {
        return directory(root).resolve(table.tableName());
    }

    /** The tables that have files, the events last. */
    List<EventTable> tables() {
        return EventTable.eventsLast().stream()
                .filter(table -> table != EventTable.TICKET_CHILD_EVENTS)
                .filter(table -> table != EventTable.REJECTED_EVENTS || this == V2)
                .toList();
    }

    /** True if there are events in the format, or its own directory for them. */
    boolean isIn(Path root) throws IOException {
        Path events = files(root, EventTable.TICKET_EVENTS);
        if (hasOwnDirectory()) {
            return Files.isDirectory(events);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(events)) {
            for (Path file : files) {
                if (parse(file.getFileName().toString()).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** True if there are events in any of the formats. */
    static boolean anyIsIn(Path root) throws IOException {
        return V1.isIn(root) || V2.isIn(root);
    }

    /**
     * Refuses a directory in which nothing can be written.
     *
     * @throws IOException naming who may open it
     */
    static void requireWritable(Path root) throws IOException {
        for (FormerVersion version : values()) {
            Path events = version.files(root, EventTable.TICKET_EVENTS);
            if (version.isIn(root) && !(Files.isWritable(root) && Files.isWritable(events))) {
                throw new ClassifiedIOException(
                        ErrorKind.MIRROR_FORMAT,
                        "the mirror " + root + " holds " + version.description()
                                + ", which this TicketSQL takes over when somebody"
                                + " opens it who may write there: have its owner open it once, or give option mirror"
                                + " another directory");
            }
        }
    }

    /** Its committed segments: those with a file of events. */
    List<FormerSegment> segments(Path root) throws IOException {
        List<FormerSegment> segments = new ArrayList<>();
        for (Path file : list(files(root, EventTable.TICKET_EVENTS))) {
            parse(file.getFileName().toString()).ifPresent(segments::add);
        }
        return List.copyOf(segments);
    }

    /** Parses a file name; empty if it is not a segment's of this format. */
    Optional<FormerSegment> parse(String fileName) {
        Matcher parts = name.matcher(fileName);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Map<EventTable, Long> checksums = Map.of(EventTable.TICKET_EVENTS, checksum(parts.group(2)));
        if (this == V2 && !parts.group(3).equals("none")) {
            checksums = Map.of(
                    EventTable.TICKET_EVENTS, checksum(parts.group(2)),
                    EventTable.REJECTED_EVENTS, checksum(parts.group(3)));
        }
        Map<EventTable, Long> found = checksums;
        return Segment.parse(parts.group(1) + "_" + new Checksums(Map.of()) + ".parquet")
                .map(segment -> new FormerSegment(fileName, segment, found));
    }

    private static long checksum(String digits) {
        return Long.parseLong(digits, HEXADECIMAL);
    }

    /** Refuses what is no directory in the place of one of its own. */
    void requireDirectories(Path root) throws IOException {
        for (EventTable table : tables()) {
            PlainFiles.requireDirectory(files(root, table));
        }
        PlainFiles.requireDirectory(directory(root).resolve(MirrorDirectory.TOMBSTONES));
    }

    /** What is in a directory, in the order of names; nothing if there is none. */
    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
