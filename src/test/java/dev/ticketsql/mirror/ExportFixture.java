package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.export.ExportReport;
import dev.ticketsql.mirror.export.MirrorExport;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mirror of some months in pages of ten events, and an export of it, which plain DuckDB reads. */
abstract class ExportFixture {

    static final String ACCOUNT = "acme.zendesk.com";

    static final List<EventTable> TABLES = List.of(
            EventTable.TICKET_EVENTS,
            EventTable.TICKET_FIELD_CHANGES,
            EventTable.TICKET_COMMENTS,
            EventTable.TICKET_CHILD_EVENTS);

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    final PagedEvents api = new PagedEvents(clock, 10);

    @TempDir
    Path temporary;

    Path mirrors;

    Path export;

    @AutoClose
    Mirror mirror;

    private long nextId = 1;

    @BeforeEach
    void openMirror() throws IOException {
        mirrors = temporary.toRealPath().resolve("mirrors");
        export = temporary.toRealPath().resolve("export");
        mirror = Mirror.open(mirrors.resolve(ACCOUNT), Asking.SMALL, clock);
    }

    /** Adds events, one a minute. */
    void add(String from, int count) {
        for (int i = 0; i < count; i++) {
            api.add(Events.audit(nextId++, sec(from) + 60L * i));
        }
    }

    /** Adds some in December, in the last and the first second of months, and up to the tail in March. */
    void addFourMonths() {
        add("2025-12-30T10:00:00Z", 25);
        add("2025-12-31T23:59:59Z", 1);
        add("2026-01-01T00:00:00Z", 25);
        add("2026-02-10T00:00:00Z", 25);
        add("2026-02-28T23:58:59Z", 3);
        add("2026-03-01T11:40:00Z", 15);
    }

    static long sec(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    void sync() throws IOException {
        mirror.maintenance().sync(Asking.settings(api), TimeRanges.every());
    }

    void refresh(String from, String to) throws IOException {
        clock.advance(Duration.ofMinutes(1));
        mirror.maintenance()
                .refresh(api, TimeRanges.of(sec(from), sec(to)).asList().get(0));
    }

    MirrorExport.Target target() {
        return new MirrorExport.Target(export, mirrors, ACCOUNT, FileSharing.PRIVATE);
    }

    ExportReport export() throws IOException {
        return mirror.maintenance().export(target(), 0, line -> {});
    }

    ExportReport export(DurableFiles durableFiles) throws IOException {
        return mirror.maintenance().export(target(), 0, line -> {}, durableFiles);
    }

    /** Fails unless the export has the mirror's rows, without a request. */
    void assertExported() throws Exception {
        int requests = api.requests().size();
        SortedMap<String, List<String>> expected = new TreeMap<>();
        try (Snapshot snapshot =
                mirror.read(Asking.settings(api, Duration.ofDays(1_000)), Cancellation.never(), warning -> {})) {
            for (EventTable table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (Cursor cursor = snapshot.query("SELECT t.*, strftime(\"time\", '%Y-%m') AS month FROM "
                        + snapshot.relation(table, mirrored()) + " t ORDER BY ALL")) {
                    int width = cursor.resultSet().getMetaData().getColumnCount();
                    while (cursor.next()) {
                        List<String> row = new ArrayList<>();
                        for (int column = 1; column <= width; column++) {
                            row.add(String.valueOf(cursor.resultSet().getString(column)));
                        }
                        rows.add(String.join("|", row));
                    }
                }
                expected.put(table.tableName(), rows);
            }
        }
        assertEquals(requests, api.requests().size());
        assertEquals(expected, exported());
    }

    private TimeRanges mirrored() throws IOException {
        return TimeRanges.of(mirror.mirroredRanges().stream()
                .map(range -> new TimeRange(range.fromSec(), range.toSec()))
                .toList());
    }

    /** The rows of each table, as plain DuckDB reads them. */
    SortedMap<String, List<String>> exported() throws SQLException {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        for (EventTable table : TABLES) {
            rows.put(table.tableName(), plain("SELECT * FROM " + relation(table.tableName()) + " ORDER BY ALL"));
        }
        return rows;
    }

    String relation(String table) {
        return "read_parquet('" + export + "/" + table + "/*/*.parquet', hive_partitioning = true,"
                + " hive_types = {'month': VARCHAR})";
    }

    static List<String> plain(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            return RowTexts.asWritten(statement.executeQuery(sql));
        }
    }

    /** Every file below the export with its time and size, so that one that is written again differs. */
    Map<String, String> files() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(export)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        export.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " " + Files.size(file) + " "
                                + Files.getAttribute(file, "unix:ino"));
            }
        }
        return files;
    }

    /** The months of lines such as {@code ticket_events/month=2026-03: 812 rows, 41234 bytes}, of events alone. */
    static List<String> months(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("ticket_events/month="))
                .map(line -> line.substring("ticket_events/month=".length(), "ticket_events/month=2026-03".length()))
                .toList();
    }
}
