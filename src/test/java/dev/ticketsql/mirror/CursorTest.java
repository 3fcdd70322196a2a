package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors: their rows, their cancellation, and SQL that the engine rejects. */
final class CursorTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path directory;

    private Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = Mirror.open(directory, Asking.SMALL, clock);
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @ParameterizedTest
    @EnumSource
    void relationsHaveTheColumnsOfTheTableWithAndWithoutEvents(EventTable table) throws Exception {
        api.add(Events.audit(2, startSec));
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.none()));
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.of(5, 10)));
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.every()));
        }
    }

    @Test
    void whatAnEventSaysOfFieldsAndCommentsComesBackInItsColumns() throws Exception {
        TicketEvent audit = Events.audit(4, startSec);
        FieldChange status = new FieldChange(71L, "Change", "status", "open", "new", null, null, "Mail");
        FieldChange tags = new FieldChange(null, null, "tags", "[\"a\"]", null, "[\"a\"]", "[]", null);
        TicketComment comment = new TicketComment(
                72L, 9L, false, "Grüße 🦆", "<p>Grüße</p>", "Grüße", "{\"channel\":\"api\"}", "[{}]", 1_700_000_000L);
        TicketComment presence = new TicketComment(null, null, null, null, null, null, null, null, null);
        api.add(EventBuilder.withChildren(audit, List.of(status, tags), List.of(comment, presence)));
        String at = LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec + "|71|Change|status|open|new|null|null|-1|Mail",
                            "4|4|" + at + ":00.0|" + startSec + "|null|null|tags|[\"a\"]|null|[\"a\"]|[]|-1|null"),
                    rows(snapshot, EventTable.TICKET_FIELD_CHANGES));
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec
                                    + "|72|9|false|Grüße 🦆|<p>Grüße</p>|Grüße|{\"channel\":\"api\"}|[{}]"
                                    + "|2023-11-14 22:13:20.0",
                            "4|4|" + at + ":00.0|" + startSec + "|null|null|null|null|null|null|null|null|null"),
                    rows(snapshot, EventTable.TICKET_COMMENTS));
        }
    }

    @Test
    void ofAnEventThatComesTwiceOnAPageTheLastReadingsChildrenStay() throws Exception {
        FieldChange before = new FieldChange(1L, "Change", "subject", "before", null, null, null, null);
        FieldChange after = new FieldChange(1L, "Change", "subject", "redacted", null, null, null, null);
        api.add(EventBuilder.withChildren(Events.audit(4, startSec), List.of(before, before), List.of()));
        api.add(EventBuilder.withChildren(Events.audit(4, startSec), List.of(after), List.of()));
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query("SELECT new_value FROM "
                        + snapshot.relation(EventTable.TICKET_FIELD_CHANGES, TimeRanges.every()))) {
            assertTrue(cursor.next());
            assertEquals("redacted", cursor.resultSet().getString(1));
            assertFalse(cursor.next());
        }
    }

    @Test
    void everyComponentOfAnEventComesBackInItsColumn() throws Exception {
        api.add(new TicketEvent(
                9_007_199_254_740_993L,
                startSec,
                2L,
                "breach",
                "reply_time",
                3L,
                "Audit",
                -1L,
                "Web form",
                "Mozilla/5.0",
                "Zürich, 東京, 🦆 'quoted'",
                47.3769,
                -122.4194,
                "{\"a\":1}",
                "[{\"id\":1}]",
                "{\"deleted\":true}",
                List.of(),
                List.of()));
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query(
                        "SELECT * FROM " + snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
            assertTrue(cursor.next());
            ResultSet row = cursor.resultSet();
            assertEquals(9_007_199_254_740_993L, row.getLong("id"));
            assertEquals(2, row.getLong("ticket_id"));
            assertEquals(
                    LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC),
                    row.getObject("time", LocalDateTime.class));
            assertEquals(startSec, row.getLong("start_time"));
            assertEquals("breach", row.getString("type"));
            assertEquals("reply_time", row.getString("metric"));
            assertEquals(3, row.getLong("instance_id"));
            assertEquals("Audit", row.getString("event_type"));
            assertEquals(-1, row.getLong("updater_id"));
            assertEquals("Web form", row.getString("via"));
            assertEquals("Mozilla/5.0", row.getString("client"));
            assertEquals("Zürich, 東京, 🦆 'quoted'", row.getString("location"));
            assertEquals(47.3769, row.getDouble("latitude"));
            assertEquals(-122.4194, row.getDouble("longitude"));
            assertEquals("{\"a\":1}", row.getString("metadata"));
            assertEquals("[{\"id\":1}]", row.getString("child_events"));
            assertEquals("{\"deleted\":true}", row.getString("other"));
            assertFalse(cursor.next());
        }
    }

    @Test
    void whatAnEventDoesNotHaveIsNull() throws Exception {
        api.add(EventBuilder.event(1, startSec).build());
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query("SELECT COLUMNS(* EXCLUDE (id, \"time\", start_time)) FROM "
                        + snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
            assertTrue(cursor.next());
            for (int column = 1; column <= EventTable.TICKET_EVENTS.columns().size() - 3; column++) {
                assertEquals(null, cursor.resultSet().getObject(column), "column " + column);
            }
        }
    }

    @Test
    void aQueryThatHasNotYetGivenARowIsStoppedByCancellation() throws Exception {
        CancellationSource cancelled = new CancellationSource();
        try (Snapshot snapshot = snapshot(cancelled)) {
            // Before the query starts, perhaps: DuckDB forgets that, and is called back again.
            new Thread(cancelled::cancel).start();
            SQLException stopped = assertThrows(
                    SQLException.class,
                    () -> snapshot.query("SELECT SUM(a.range * b.range) FROM range(10000000) a, range(10000000) b"));
            assertEquals("the statement was cancelled; every page that had arrived is kept", stopped.getMessage());
            assertEquals("57014", stopped.getSQLState());
        }
    }

    @Test
    void aQueryWhoseRowsStreamIsStoppedByCancellation() throws Exception {
        CancellationSource cancelled = new CancellationSource();
        try (Snapshot snapshot = snapshot(cancelled);
                Cursor cursor = snapshot.query("SELECT range FROM range(100000000000)")) {
            assertTrue(cursor.next());
            cancelled.cancel();
            SQLException stopped = assertThrows(SQLException.class, () -> {
                while (cursor.next()) {
                    assertTrue(cursor.resultSet().getLong(1) < 100_000, "streamed on");
                }
            });
            assertEquals("57014", stopped.getSQLState());
        }
    }

    @Test
    void aCursorClosedInTheMiddleStopsItsQuery() throws Exception {
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            Cursor cursor = snapshot.query("SELECT range FROM range(100000000000)");
            assertTrue(cursor.next());
            cursor.close();
            cursor.close();
            assertThrows(SQLException.class, cursor::next);
        }
    }

    @Test
    void openStatementsAndCursorsOutliveTheMirror() throws Exception {
        for (int i = 0; i < 100; i++) {
            api.add(Events.audit(i, startSec + i));
        }
        Snapshot snapshot = snapshot(Cancellation.never());
        Cursor cursor =
                snapshot.query("SELECT id FROM " + snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every()));
        assertTrue(cursor.next());
        mirror.close();
        assertEquals(100, Asking.ids(snapshot, TimeRanges.every()).size());
        snapshot.close();
        int rows = 1;
        while (cursor.next()) {
            rows++;
        }
        assertEquals(100, rows);
        cursor.close();
        assertThrows(IllegalStateException.class, () -> snapshot(Cancellation.never()));
        assertThrows(IllegalStateException.class, () -> snapshot.query("SELECT 1"));
    }

    @Test
    void aFailureAtRunTimeSaysWhatFailed() throws Exception {
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            SQLException failure = assertThrows(
                    SQLException.class, () -> snapshot.query("SELECT CAST('x' || range AS BIGINT) FROM range(10)"));
            assertTrue(
                    String.valueOf(failure.getMessage())
                            .startsWith("Conversion Error: Could not convert string 'x0' to INT64"),
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET threads = 1",
                "SET enable_external_access = true",
                "INSTALL httpfs",
                "LOAD spatial",
                "ATTACH 'other.db'",
                "COPY (SELECT 1) TO 'other.csv'",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM 'https://example.org/events.parquet'"
            })
    void theEngineReachesNothingButItsMirror(String sql) throws Exception {
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            assertThrows(SQLException.class, () -> snapshot.query(sql));
        }
    }

    @Test
    void directoryNamesMayHoldAnything() throws Exception {
        api.add(Events.audit(1, startSec));
        String name = "it's [a] *mirror*, Zürich {東京}";
        Charset ofFileNames = Charset.forName(System.getProperty("sun.jnu.encoding"));
        assumeTrue(ofFileNames.newEncoder().canEncode(name), "file names are in " + ofFileNames + " here");
        Path odd = Files.createDirectory(directory.resolve(name));
        try (Mirror other = Mirror.open(odd, Asking.SMALL, clock)) {
            assertEquals(List.of(1L), Asking.ids(other, Asking.settings(api), TimeRanges.every()));
        }
    }

    private Snapshot snapshot(Cancellation cancellation) {
        return mirror.read(Asking.settings(api), cancellation);
    }

    /** In the order in which they come. */
    private static List<String> rows(Snapshot snapshot, EventTable table) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = snapshot.query("SELECT * FROM " + snapshot.relation(table, TimeRanges.every()))) {
            while (cursor.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= table.columns().size(); column++) {
                    row.add(cursor.resultSet().getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static List<String> columnsOf(Snapshot snapshot, EventTable table, TimeRanges wanted) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Cursor cursor = snapshot.query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "
                + snapshot.relation(table, wanted) + ")")) {
            while (cursor.next()) {
                columns.add(cursor.resultSet().getString(1) + " "
                        + cursor.resultSet().getString(2));
            }
        }
        return columns;
    }
}
