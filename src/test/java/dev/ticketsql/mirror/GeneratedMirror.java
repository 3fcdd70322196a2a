package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.CompactionPolicy;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.testing.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Mirrors of audits that DuckDB makes, written as segments with the mirror's own classes, without a request. A history
 * is one audit every {@value #SECONDS_PER_EVENT} seconds until {@link #END_SEC}: a larger one is longer, and its last
 * month has as many events. Every eighth creates a ticket; the others are of tickets of the days before.
 */
public final class GeneratedMirror {

    /** Seconds from one event to the next. */
    public static final long SECONDS_PER_EVENT = 8;

    /** The second after the last event. */
    public static final long END_SEC = 1_767_225_600;

    /** Events that a ticket has on average; its creation is one. */
    public static final int EVENTS_PER_TICKET = 8;

    /** Half of the largest: a mirror that was fetched has smaller ones between the largest. */
    private static final long EVENTS_PER_FILE = CompactionPolicy.MAX_EVENTS / 2;

    private static final String ID = "(1000000000 + 10 * i)";

    /** Created by this event, or by one of the four thousand tickets before. */
    private static final String TICKET = "CASE WHEN i % 8 = 0 THEN i // 8 + 1"
            + " ELSE greatest(1, i // 8 + 1 - (hash(i) % 64)::BIGINT * (hash(i + 1) % 64)::BIGINT) END";

    private static final String AUTHOR = "(2000 + (hash(i + 2) % 5000)::BIGINT)";

    private static final String VIA = "['Web form', 'Email', 'Chat', 'Web service'][1 + (hash(i + 3) % 4)::BIGINT]";

    private static final String STATUS =
            "['new', 'open', 'pending', 'hold', 'solved'][2 + (hash(i + %d) %% 4)::BIGINT]";

    private static final Map<String, String> OF_EVENT = Map.of(
            "ticket_id",
            TICKET,
            "updater_id",
            AUTHOR,
            "via",
            VIA,
            "metadata",
            "'{\"custom\":{},\"trusted\":true,\"suspension_type_id\":null,\"flags\":[' || hash(i + 4) % 9 || ']}'");

    /** By column; others are NULL. */
    private static final Map<EventTable, Map<String, String>> VALUES = Map.of(
            EventTable.TICKET_EVENTS,
            Map.of(
                    "id",
                    ID,
                    "event_type",
                    "'Audit'",
                    "child_events",
                    "'[{\"id\":' || " + ID + " + 1 || ',\"via\":\"' || " + VIA
                            + " || '\",\"via_reference_id\":null,\"type\":\"Comment\",\"author_id\":' || " + AUTHOR
                            + " || ',\"public\":true,\"event_type\":\"Comment\"},{\"id\":' || " + ID
                            + " + 2 || ',\"status\":\"' || " + STATUS.formatted(5)
                            + " || '\",\"event_type\":\"Change\",\"previous_value\":\"new\"}]'"),
            EventTable.TICKET_FIELD_CHANGES,
            Map.of(
                    "event_id",
                    ID,
                    "change_id",
                    ID + " + 1 + p",
                    "event_type",
                    "CASE WHEN i % 8 = 0 THEN 'Create' ELSE 'Change' END",
                    "field",
                    "['status', 'priority', 'group_id'][p + 1]",
                    "new_value",
                    "CASE WHEN p > 0 THEN hash(i + p) % 4 || '' WHEN i % 8 = 0 THEN 'new' ELSE " + STATUS.formatted(5)
                            + " END",
                    "previous_value",
                    "CASE WHEN i % 8 > 0 THEN " + STATUS.formatted(6) + " END",
                    "position",
                    "p"),
            EventTable.TICKET_COMMENTS,
            Map.of(
                    "event_id",
                    ID,
                    "comment_id",
                    ID + " + 1",
                    "author_id",
                    AUTHOR,
                    "is_public",
                    "i % 3 > 0",
                    "type",
                    "'Comment'",
                    "position",
                    "0"),
            EventTable.TICKET_CHILD_EVENTS,
            Map.of(
                    "event_id",
                    ID,
                    "child_id",
                    ID + " + 1 + p",
                    "position",
                    "p",
                    "event_type",
                    "['Comment', 'Change', 'Notification'][1 + (hash(i + p) % 3)::BIGINT]",
                    "author_id",
                    AUTHOR,
                    "is_public",
                    "i % 3 > 0",
                    "attributes",
                    "'{\"value\":\"' || " + STATUS.formatted(5) + " || '\",\"previous_value\":\"new\"}'"));

    /** The children of an event, and which it has. */
    private static final Map<EventTable, String> ROWS = Map.of(
            EventTable.TICKET_EVENTS, "(VALUES (0)) AS c(p) WHERE TRUE",
            EventTable.TICKET_FIELD_CHANGES,
                    "(VALUES (0), (1), (2)) AS c(p) WHERE i % 8 = 0 OR (p = 0 AND hash(i + 7) % 3 = 0)",
            EventTable.TICKET_COMMENTS, "(VALUES (0)) AS c(p) WHERE i % 2 = 0",
            EventTable.TICKET_CHILD_EVENTS, "(VALUES (0), (1)) AS c(p) WHERE TRUE");

    private static final List<EventTable> WRITTEN = Arrays.stream(EventTable.values())
            .filter(table -> !table.isOptional())
            .toList();

    private GeneratedMirror() {}

    /**
     * Writes a whole history, and that nothing came since.
     *
     * @param directory the mirror's, new
     * @param events events of the history
     */
    public static void history(Path directory, long events) throws IOException, SQLException {
        writing(directory, DurableFiles.real(), (files, duckDb) -> {
            long beginSec = END_SEC - events * SECONDS_PER_EVENT;
            long fromSec = 0;
            for (long first = 0; first < events; first += EVENTS_PER_FILE) {
                long next = Math.min(events, first + EVENTS_PER_FILE);
                long toSec = beginSec + next * SECONDS_PER_EVENT;
                seal(files, duckDb, new TimeRange(fromSec, toSec), new Batch(first, next, beginSec));
                fromSec = toSec;
            }
            long nowSec = InstantSource.system().instant().getEpochSecond();
            files.add(
                    SegmentKind.EDGE,
                    new TimeRange(END_SEC, nowSec - 60),
                    nowSec,
                    (table, file) -> table.isOptional()
                            ? 0
                            : duckDb.executeLargeUpdate(
                                    EventSql.write(new Batch(0, 0, beginSec).sql(table), file, RowGroups.MAX_ROWS)));
        });
    }

    /**
     * Writes windows with as long a gap after each, none of their files large enough for a merge. They are not forced
     * to disk, which takes longer than to write them.
     *
     * @param directory the mirror's, new
     * @param eventsPerFile events of a file of events
     * @return the last window
     */
    public static TimeRange windows(Path directory, int windows, int filesPerWindow, int eventsPerFile)
            throws IOException, SQLException {
        long fileSec = eventsPerFile * SECONDS_PER_EVENT;
        long beginSec = END_SEC - 2L * windows * filesPerWindow * fileSec;
        Path parts = Files.createTempDirectory(directory.toAbsolutePath().getParent(), "parts");
        writing(directory, new UnforcedFiles(), (files, duckDb) -> {
            for (int window = 0; window < windows; window++) {
                long first = 2L * window * filesPerWindow * eventsPerFile;
                long fromSec = beginSec + first * SECONDS_PER_EVENT;
                Batch batch = new Batch(first, first + (long) filesPerWindow * eventsPerFile, beginSec);
                Path ofWindow = parts.resolve(Integer.toString(window));
                for (EventTable table : WRITTEN) {
                    duckDb.execute(batch.copyInParts(table, fromSec, fileSec, ofWindow.resolve(table.tableName())));
                }
                for (int part = 0; part < filesPerWindow; part++) {
                    String name = "part=" + part + "/data_0.parquet";
                    TimeRange range = new TimeRange(fromSec + part * fileSec, fromSec + (part + 1) * fileSec);
                    files.add(SegmentKind.SEALED, range, END_SEC, (table, file) -> {
                        if (table.isOptional()) {
                            return 0;
                        }
                        Files.move(ofWindow.resolve(table.tableName()).resolve(name), file);
                        return eventsPerFile;
                    });
                }
            }
        });
        Directories.delete(parts);
        long lastSec = beginSec + 2L * (windows - 1) * filesPerWindow * fileSec;
        return new TimeRange(lastSec, lastSec + filesPerWindow * fileSec);
    }

    /** Writes segments. */
    @FunctionalInterface
    private interface Writing {
        void write(SegmentFiles files, Statement duckDb) throws IOException, SQLException;
    }

    /**
     * Consecutive events.
     *
     * @param from number of the first
     * @param to number after the last
     * @param beginSec instant of the event 0, epoch seconds
     */
    private record Batch(long from, long to, long beginSec) {

        String sql(EventTable table) {
            String startSec = "(" + beginSec + " + i * " + SECONDS_PER_EVENT + ")";
            String columns = table.columns().stream()
                    .map(column -> "CAST(" + value(table, column.name(), startSec) + " AS " + column.type() + ") AS \""
                            + column.name() + "\"")
                    .collect(Collectors.joining(", "));
            return "(SELECT " + columns + " FROM range(" + from + ", " + to + ") AS r(i), " + ROWS.get(table)
                    + " ORDER BY i, p)";
        }

        /** COPY into a directory of files, each of so many seconds. */
        String copyInParts(EventTable table, long fromSec, long fileSec, Path directory) throws IOException {
            Files.createDirectories(directory.getParent());
            return "COPY (SELECT *, (start_time - " + fromSec + ") // " + fileSec + " AS part FROM " + sql(table)
                    + ") TO " + SqlText.literal(directory) + " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part))";
        }

        private static String value(EventTable table, String column, String startSec) {
            return switch (column) {
                case "start_time" -> startSec;
                case "time", "created_at" -> "make_timestamp(" + startSec + " * 1000000)";
                default ->
                    VALUES.getOrDefault(table, Map.of()).getOrDefault(column, OF_EVENT.getOrDefault(column, "NULL"));
            };
        }
    }

    private static void writing(Path directory, DurableFiles durableFiles, Writing writing)
            throws IOException, SQLException {
        try (MirrorDirectory to = MirrorDirectory.open(directory, FileSharing.PRIVATE, durableFiles);
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            writing.write(new SegmentFiles(to, InstantSource.system()), duckDb);
        }
    }

    private static void seal(SegmentFiles files, Statement duckDb, TimeRange range, Batch batch) throws IOException {
        files.add(SegmentKind.SEALED, range, END_SEC, (table, file) -> {
            if (table.isOptional()) {
                return 0;
            }
            return duckDb.executeLargeUpdate(
                    table == EventTable.TICKET_EVENTS
                            ? EventSql.writeEvents(
                                    batch.sql(table), file, RowGroups.MAX_ROWS, batch.to() - batch.from())
                            : EventSql.write(batch.sql(table), file, RowGroups.MAX_ROWS));
        });
    }

    /** Renames files without forcing them to disk. */
    private static final class UnforcedFiles implements DurableFiles {

        private final DurableFiles real = DurableFiles.real();

        @Override
        public void force(Path file) {}

        @Override
        public void rename(Path file, Path name) throws IOException {
            real.rename(file, name);
        }

        @Override
        public void link(Path file, Path name) throws IOException {
            real.link(file, name);
        }

        @Override
        public void forceDirectory(Path directory) {}
    }
}
