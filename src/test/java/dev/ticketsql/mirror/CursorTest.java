package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows out of the engine: what they are, how they are stopped, and what the engine refuses. */
final class CursorTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path directory;

    @AutoClose
    private Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = Mirror.open(directory, Asking.SMALL, clock);
    }

    @ParameterizedTest
    @EnumSource
    void relationsHaveTheColumnsOfTheTableWithAndWithoutEvents(EventTable table) throws Exception {
        api.add(Events.audit(2, startSec));
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        try (Snapshot reading = reading(Cancellation.never())) {
            assertEquals(columns, columnsOf(reading, table, TimeRanges.none()));
            assertEquals(columns, columnsOf(reading, table, TimeRanges.of(5, 10)));
            assertEquals(columns, columnsOf(reading, table, TimeRanges.every()));
        }
    }

    @Test
    void whatAnEventSaysOfFieldsAndCommentsComesBackInItsColumns() throws Exception {
        FieldChange status = new FieldChange(71L, "Change", "status", "open", "new", null, null, "Mail");
        FieldChange tags = new FieldChange(null, null, "tags", "[\"a\"]", null, "[\"a\"]", "[]", null);
        TicketComment comment = new TicketComment(
                72L, 9L, false, "Grüße 🦆", "<p>Grüße</p>", "Grüße", "{\"channel\":\"api\"}", "[{}]", 1_700_000_000L);
        TicketComment presence = new TicketComment(null, null, null, null, null, null, null, null, null);
        api.add(audit(List.of(status, tags), List.of(comment, presence)));
        String at = LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
        try (Snapshot reading = reading(Cancellation.never())) {
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec + "|71|Change|status|open|new|null|null|-1|Mail",
                            "4|4|" + at + ":00.0|" + startSec + "|null|null|tags|[\"a\"]|null|[\"a\"]|[]|-1|null"),
                    rows(reading, EventTable.TICKET_FIELD_CHANGES));
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec
                                    + "|72|9|false|Grüße 🦆|<p>Grüße</p>|Grüße|{\"channel\":\"api\"}|[{}]"
                                    + "|2023-11-14 22:13:20.0",
                            "4|4|" + at + ":00.0|" + startSec + "|null|null|null|null|null|null|null|null|null"),
                    rows(reading, EventTable.TICKET_COMMENTS));
        }
    }

    @Test
    void ofAnEventThatComesTwiceOnAPageTheLastReadingsChildrenStay() throws Exception {
        FieldChange before = new FieldChange(1L, "Change", "subject", "before", null, null, null, null);
        FieldChange after = new FieldChange(1L, "Change", "subject", "redacted", null, null, null, null);
        api.add(audit(List.of(before, before), List.of()));
        api.add(audit(List.of(after), List.of()));
        try (Snapshot reading = reading(Cancellation.never());
                Cursor cursor = reading.query("SELECT new_value FROM "
                        + reading.relation(EventTable.TICKET_FIELD_CHANGES, TimeRanges.every()))) {
            assertTrue(cursor.next());
            assertEquals("redacted", cursor.resultSet().getString(1));
            assertFalse(cursor.next());
        }
    }

    private TicketEvent audit(List<FieldChange> changes, List<TicketComment> comments) {
        return EventBuilder.audit(4, startSec, 4, "Web form")
                .children(changes, comments)
                .build();
    }

    @Test
    void everyComponentOfAnEventComesBackInItsColumn() throws Exception {
        api.add(EventBuilder.event(9_007_199_254_740_993L, startSec)
                .ticket(2L)
                .metric("breach", "reply_time", 3L)
                .audit("Audit", -1L, "Web form")
                .from("Mozilla/5.0", "Zürich, 東京, 🦆 'quoted'", 47.3769, -122.4194)
                .metadata("{\"a\":1}")
                .childEvents("[{\"id\":1}]")
                .other("{\"deleted\":true}")
                .build());
        try (Snapshot reading = reading(Cancellation.never());
                Cursor cursor = reading.query(
                        "SELECT * FROM " + reading.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
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
        try (Snapshot reading = reading(Cancellation.never());
                Cursor cursor = reading.query("SELECT COLUMNS(* EXCLUDE (id, \"time\", start_time)) FROM "
                        + reading.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
            assertTrue(cursor.next());
            for (int column = 1; column <= EventTable.TICKET_EVENTS.columns().size() - 3; column++) {
                assertEquals(null, cursor.resultSet().getObject(column), "column " + column);
            }
        }
    }

    @Test
    void aQueryThatHasNotYetGivenARowIsStoppedByCancellation() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        // Not yet when the query starts, but soon.
        Cancellation soon = () -> looks.incrementAndGet() > 2;
        try (Snapshot reading = reading(soon)) {
            SQLException stopped = assertThrows(
                    SQLException.class,
                    () -> reading.query("SELECT SUM(a.range * b.range) FROM range(10000000) a, range(10000000) b"));
            assertEquals("the statement was cancelled; every page that had arrived is kept", stopped.getMessage());
            assertEquals("57014", stopped.getSQLState());
        }
    }

    @Test
    void aQueryWhoseRowsStreamIsStoppedByCancellation() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Snapshot reading = reading(cancelled::get);
                Cursor cursor = reading.query("SELECT range FROM range(100000000000)")) {
            assertTrue(cursor.next());
            cancelled.set(true);
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
        try (Snapshot reading = reading(Cancellation.never())) {
            Cursor cursor = reading.query("SELECT range FROM range(100000000000)");
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
        Snapshot reading = reading(Cancellation.never());
        Cursor cursor =
                reading.query("SELECT id FROM " + reading.relation(EventTable.TICKET_EVENTS, TimeRanges.every()));
        assertTrue(cursor.next());
        mirror.close();
        assertEquals(100, Asking.ids(reading, TimeRanges.every()).size());
        reading.close();
        int rows = 1;
        while (cursor.next()) {
            rows++;
        }
        assertEquals(100, rows);
        cursor.close();
        assertThrows(IllegalStateException.class, () -> reading(Cancellation.never()));
        assertThrows(IllegalStateException.class, () -> reading.query("SELECT 1"));
    }

    @Test
    void aFailureAtRunTimeSaysWhatFailed() throws Exception {
        try (Snapshot reading = reading(Cancellation.never())) {
            SQLException failure = assertThrows(
                    SQLException.class, () -> reading.query("SELECT CAST('x' || range AS BIGINT) FROM range(10)"));
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
        try (Snapshot reading = reading(Cancellation.never())) {
            assertThrows(SQLException.class, () -> reading.query(sql));
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

    private Snapshot reading(Cancellation cancellation) {
        return mirror.read(Asking.settings(api), cancellation);
    }

    /** In the order in which they come. */
    private static List<String> rows(Snapshot reading, EventTable table) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = reading.query("SELECT * FROM " + reading.relation(table, TimeRanges.every()))) {
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

    private static List<String> columnsOf(Snapshot reading, EventTable table, TimeRanges wanted) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Cursor cursor = reading.query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "
                + reading.relation(table, wanted) + ")")) {
            while (cursor.next()) {
                columns.add(cursor.resultSet().getString(1) + " "
                        + cursor.resultSet().getString(2));
            }
        }
        return columns;
    }
}
