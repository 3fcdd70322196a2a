package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that stream out of the engine, their cancellation, and the statements that the engine refuses. */
final class CursorTest extends MirrorFixture {

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
    void aFailureAtRunTimeHasTheEnginesReason() throws Exception {
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
}
