package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.SettableClock;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows out of the engine: what they are, how they are stopped, and what the engine refuses. */
final class CursorTest {

    private static final List<String> COLUMNS = List.of(
            "id BIGINT",
            "ticket_id BIGINT",
            "time TIMESTAMP",
            "start_time BIGINT",
            "type VARCHAR",
            "metric VARCHAR",
            "instance_id BIGINT",
            "event_type VARCHAR",
            "updater_id BIGINT",
            "via VARCHAR",
            "client VARCHAR",
            "location VARCHAR",
            "latitude DOUBLE",
            "longitude DOUBLE",
            "metadata VARCHAR",
            "child_events VARCHAR",
            "other VARCHAR");

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

    @Test
    void relationsHaveTheColumnsOfTheTableWithAndWithoutEvents() throws Exception {
        api.add(Events.audit(1, startSec));
        try (Reading reading = reading(Cancellation.never())) {
            assertEquals(COLUMNS, columnsOf(reading, TimeRanges.none()));
            assertEquals(COLUMNS, columnsOf(reading, TimeRanges.of(5, 10)));
            assertEquals(COLUMNS, columnsOf(reading, TimeRanges.every()));
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
                "{\"deleted\":true}"));
        try (Reading reading = reading(Cancellation.never());
                Cursor cursor = reading.query("SELECT * FROM " + reading.relation(TimeRanges.every()))) {
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
        api.add(new TicketEvent(
                1, startSec, null, null, null, null, null, null, null, null, null, null, null, null, null, null));
        try (Reading reading = reading(Cancellation.never());
                Cursor cursor = reading.query("SELECT COLUMNS(* EXCLUDE (id, \"time\", start_time)) FROM "
                        + reading.relation(TimeRanges.every()))) {
            assertTrue(cursor.next());
            for (int column = 1; column <= COLUMNS.size() - 3; column++) {
                assertEquals(null, cursor.resultSet().getObject(column), "column " + column);
            }
        }
    }

    @Test
    void aQueryThatHasNotYetGivenARowIsStoppedByCancellation() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        // Not yet when the query starts, but soon.
        Cancellation soon = () -> looks.incrementAndGet() > 2;
        try (Reading reading = reading(soon)) {
            SQLException stopped = assertThrows(
                    SQLException.class,
                    () -> reading.query("SELECT SUM(a.range * b.range) FROM range(10000000) a, range(10000000) b"));
            assertEquals("the statement was cancelled", stopped.getMessage());
            assertEquals("57014", stopped.getSQLState());
        }
    }

    @Test
    void aQueryWhoseRowsStreamIsStoppedByCancellation() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Reading reading = reading(cancelled::get);
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
        try (Reading reading = reading(Cancellation.never())) {
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
        Reading reading = reading(Cancellation.never());
        Cursor cursor = reading.query("SELECT id FROM " + reading.relation(TimeRanges.every()));
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
        try (Reading reading = reading(Cancellation.never())) {
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
        try (Reading reading = reading(Cancellation.never())) {
            assertThrows(SQLException.class, () -> reading.query(sql));
        }
    }

    @Test
    void directoryNamesMayHoldAnything() throws Exception {
        api.add(Events.audit(1, startSec));
        Path odd = Files.createDirectory(directory.resolve("it's [a] *mirror*, Zürich {東京}"));
        try (Mirror other = Mirror.open(odd, Asking.SMALL, clock)) {
            assertEquals(List.of(1L), Asking.ids(other, Asking.settings(api), TimeRanges.every()));
        }
    }

    private Reading reading(Cancellation cancellation) {
        return mirror.read(Asking.settings(api), cancellation);
    }

    private static List<String> columnsOf(Reading reading, TimeRanges wanted) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Cursor cursor = reading.query(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + reading.relation(wanted) + ")")) {
            while (cursor.next()) {
                columns.add(cursor.resultSet().getString(1) + " "
                        + cursor.resultSet().getString(2));
            }
        }
        return columns;
    }
}
