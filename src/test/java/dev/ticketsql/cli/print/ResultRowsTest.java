package dev.ticketsql.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results of the driver in each format. */
final class ResultRowsTest {

    private static final String THREE =
            "SELECT n, CAST(NULL AS VARCHAR) AS nothing, '' AS blank FROM (VALUES (1), (2), (3)) t(n)";

    private final List<String> printed = new ArrayList<>();

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10'");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void separatedValuesQuoteTextsAloneAndTellNullFromTheEmptyText() throws Exception {
        assertEquals(3, print(THREE, ResultFormat.SEPARATED, false, () -> 0));
        assertEquals("\"n\",\"nothing\",\"blank\"", printed.get(0));
        assertEquals("1,,\"\"", printed.get(1));
    }

    @Test
    void separatedValuesBeginWithAMarkWhereItIsAskedFor() throws Exception {
        print("SELECT 'é \"x\"' AS t", ResultFormat.SEPARATED, true, () -> 0);
        assertEquals(List.of("\uFEFF\"t\"", "\"é \"\"x\"\"\""), printed);
    }

    @Test
    void separatedValuesOfNoRowsAreTheirHeader() throws Exception {
        assertEquals(
                0, print("SELECT n AS a FROM (VALUES (1)) t(n) WHERE n > 1", ResultFormat.SEPARATED, false, () -> 0));
        assertEquals(List.of("\"a\""), printed);
    }

    @Test
    void recordsStandBelowEachOtherWithTheirLines() throws Exception {
        print("SELECT 1 AS n, 'a\nb' AS long_name, '' AS e, NULL AS u", ResultFormat.RECORDS, false, () -> 0);
        assertEquals("""
                -[ RECORD 1 ]
                n         | 1
                long_name | a
                          | b
                e         |
                u         | NULL""", String.join("\n", printed));
    }

    @Test
    void aPlanIsItsLines() throws Exception {
        print("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events", ResultFormat.LINES, false, () -> 0);
        assertEquals("DuckDbStatement(price=[requests=?, no rate limit known])", printed.get(0));
        assertEquals(
                "    EventScan(window=every, mirrored=0%, requests=?, table=[[zendesk, ticket_events]])",
                printed.get(2));
    }

    @Test
    void rowsThatAreThereArePrintedWhenTheNextIsLongInComing() throws Exception {
        long[] nanos = {0};
        List<Integer> linesWhenAsked = new ArrayList<>();
        print(THREE, ResultFormat.TABLE, false, () -> {
            linesWhenAsked.add(printed.size());
            nanos[0] += ResultRows.PATIENCE.plus(Duration.ofNanos(1)).toNanos();
            return nanos[0];
        });
        // The clock is read at the first row, the second and the third.
        assertEquals(List.of(0, 0, 5), linesWhenAsked);
    }

    private long print(String sql, ResultFormat format, boolean marked, LongSupplier nanoTime) throws SQLException {
        PrintOptions options = new PrintOptions(80, Integer.MAX_VALUE, true, "NULL", false, ",", '"', marked, "");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return new ResultRows(rows, nanoTime).print(format, options, true, printed::add);
        }
    }
}
