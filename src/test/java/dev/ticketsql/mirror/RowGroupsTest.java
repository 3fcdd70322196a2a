package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wide rows get smaller row groups, so that writing them fits into the engine's memory. */
final class RowGroupsTest {

    @TempDir
    private Path directory;

    @Test
    void aGroupHoldsSixtyFourMebibytesOfRowsAndNeitherMoreThanIsScannedAtATimeNorLess() {
        assertEquals(122_880, RowGroups.rows(300_000, 1_000));
        assertEquals(10_922, RowGroups.rows(6_144_000, 1_000));
        assertEquals(2_048, RowGroups.rows(1_000_000_000, 1_000));
        assertEquals(122_880, RowGroups.rows(0, 0));
    }

    @Test
    void whatIsMeasuredIsTheRowsBeforeTheyAreCompressed() throws Exception {
        try (Engine engine = new Engine(Asking.SMALL, directory.resolve("spill"), List.of(directory))) {
            Path narrow = write(engine, "SELECT range AS id, 'open' AS value FROM range(5000)", "narrow.parquet");
            Path wide = write(
                    engine,
                    "SELECT range AS id, repeat(md5(range::VARCHAR), 1000) AS body FROM range(500)",
                    "wide.parquet");
            assertEquals(122_880, RowGroups.rows(engine, List.of()));
            assertEquals(122_880, RowGroups.rows(engine, List.of(narrow)));
            assertEquals(2_096, RowGroups.rows(engine, List.of(wide)), 5);

            Path wider = write(
                    engine,
                    "SELECT range AS id, repeat(md5(range::VARCHAR), 1100) AS body FROM range(500)",
                    "wider.parquet");
            assertEquals(Set.of(wider), RowGroups.tooWide(engine, List.of(narrow, wide, wider)));
            assertEquals(Set.of(), RowGroups.tooWide(engine, List.of()));
        }
    }

    /** Even tickets first and odd ones then, which no smallest and largest number tells apart. */
    @ParameterizedTest
    @CsvSource({"40000, false", "40001, true"})
    void aTicketIsLookedForInTheRowGroupsThatHaveIt(long ticketId, boolean isOdd) throws Exception {
        try (Engine engine = new Engine(Asking.SMALL, directory.resolve("spill"), List.of(directory))) {
            Path file = directory.resolve("tickets.parquet");
            new EngineQueries(engine)
                    .update(
                            EventSql.writeEvents(
                                    "(SELECT range AS id, 2 * (range * 7919 % 40960) + range // 122880 AS ticket_id"
                                            + " FROM range(245760))",
                                    file, 122_880, 245_760),
                            Cancellation.never());
            try (Connection connection = engine.connect();
                    Statement statement = connection.createStatement();
                    ResultSet groups = statement.executeQuery("SELECT list(bloom_filter_excludes ORDER BY row_group_id)"
                            + "::VARCHAR FROM parquet_bloom_probe('" + file + "', 'ticket_id', " + ticketId + ")")) {
                assertTrue(groups.next());
                assertEquals("[" + isOdd + ", " + !isOdd + "]", groups.getString(1));
            }
        }
    }

    @Test
    void groupsAreWrittenOfSoManyRows() throws Exception {
        try (Engine engine = new Engine(Asking.SMALL, directory.resolve("spill"), List.of(directory))) {
            Path file = directory.resolve("groups.parquet");
            new EngineQueries(engine)
                    .update(EventSql.write("(SELECT * FROM range(10000))", file, 4_096), Cancellation.never());
            try (Connection connection = engine.connect();
                    Statement statement = connection.createStatement();
                    ResultSet groups = statement.executeQuery(
                            "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + file + "')")) {
                assertTrue(groups.next());
                assertEquals(3, groups.getInt(1));
            }
        }
    }

    private Path write(Engine engine, String select, String name) throws Exception {
        Path file = directory.resolve(name);
        new EngineQueries(engine)
                .update(EventSql.write("(" + select + ")", file, RowGroups.MAX_ROWS), Cancellation.never());
        return file;
    }
}
