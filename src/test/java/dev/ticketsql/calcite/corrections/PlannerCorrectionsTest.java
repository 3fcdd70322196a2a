package dev.ticketsql.calcite.corrections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Mistakes of stock Calcite 1.42 in planner rules and in the conversion from SQL to plans. */
final class PlannerCorrectionsTest {

    @AutoClose
    private static final StockCalcite CALCITE = StockCalcite.connect();

    /** No issue was found. */
    @Test
    void aYearAndItsQuarterFindNoRows() {
        CALCITE.answers(
                "SELECT COUNT(*) FROM events WHERE EXTRACT(YEAR FROM \"time\") = 2026"
                        + " AND EXTRACT(QUARTER FROM \"time\") = 1",
                "0",
                "calcite.corrections.CorrectedRules");
        CALCITE.fails(
                "SELECT id FROM events WHERE FLOOR(\"time\" TO QUARTER) = TIMESTAMP '2026-01-01 00:00:00'",
                "unexpected timeUnitRange: QUARTER",
                "calcite.corrections.CorrectedRules");
    }

    /** No issue was found. */
    @Test
    void aJoinWithTheCountOfNoRowsHasNoRows() {
        CALCITE.answers(
                "SELECT e.id FROM events e CROSS JOIN (SELECT COUNT(*) AS n FROM events WHERE id < 0) t",
                "",
                "calcite.corrections.CorrectedRules");
    }

    /** No issue was found. */
    @Test
    void rowsOfOneDayAreNotOrderedByTheNextKey() {
        CALCITE.answers(
                "SELECT CAST(\"time\" AS DATE), id FROM events ORDER BY 1, 2 DESC LIMIT 1",
                "2026-02-01, 1",
                "calcite.corrections.CorrectedRules");
    }

    /** CALCITE-7616, corrected after 1.42. */
    @Test
    void aWindowFunctionOverATableOfAnotherDatabaseIsNotPlanned() throws SQLException {
        String url = "jdbc:hsqldb:mem:calcite-corrections";
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement();
                StockCalcite session = StockCalcite.connect()) {
            statement.execute("CREATE TABLE channels (name VARCHAR(20))");
            SchemaPlus root =
                    session.connection().unwrap(CalciteConnection.class).getRootSchema();
            root.add(
                    "office",
                    JdbcSchema.create(
                            root,
                            "office",
                            JdbcSchema.dataSource(url, "org.hsqldb.jdbc.JDBCDriver", "SA", ""),
                            metadata -> PostgresqlSqlDialect.DEFAULT,
                            null,
                            "PUBLIC"));
            session.fails(
                    "SELECT COUNT(*) OVER (ORDER BY name) FROM office.channels",
                    "does not implement the required interface",
                    "calcite.corrections.CorrectedRules");
        }
    }

    /** CALCITE-7405. */
    @Test
    void aSubqueryInSelectComputesTheColumnsBelowItTwice() {
        CALCITE.answers(
                "SELECT r.s, (SELECT COUNT(*) FROM (VALUES (1)) AS d(o) WHERE d.o = r.t)"
                        + " FROM (SELECT k AS t, v + 1 AS s FROM (VALUES (1, 10), (2, 7)) AS z(k, v)) r",
                "12, 1 | 9, 0",
                "calcite.TicketSqlPrepare");
    }

    /** CALCITE-7070 and CALCITE-7598; an assertion. */
    @Test
    void aDistinctJoinOnAComparisonWithNullIsNotConverted() {
        CALCITE.fails(
                "SELECT DISTINCT 1, e.id FROM events e JOIN events f"
                        + " ON e.id = f.id AND CAST(NULL AS DOUBLE) IS NOT DISTINCT FROM -9E1",
                "Comparison with NULL in pulledUpPredicates",
                "calcite.TicketSqlPrepare");
    }

    /** No issue was found. */
    @Test
    void aCastThatCutsIsLeftOutBelowAnother() {
        CALCITE.answers(
                "SELECT CAST(CAST(via AS VARCHAR(3)) AS VARCHAR(10)) FROM events",
                "Email | Web form | null",
                "calcite.corrections.CastTruncation");
    }

    /** No issue was found. */
    @Test
    void anAverageOverAWindowIsASumThatOverflows() {
        CALCITE.answers(
                "SELECT AVG(a) OVER () FROM (VALUES 9223372036854775807, 9223372036854775807) AS t(a)",
                "-1 | -1",
                "calcite.corrections.WindowFunctionPreserver");
    }

    /** No issue was found. */
    @Test
    void theTextOfAViewIsReadInUpperCase() throws SQLException {
        try (StockCalcite session = StockCalcite.connect()) {
            session.addView("SELECT id FROM s.events");
            session.fails("SELECT * FROM ids", "Object 'S' not found", "calcite.ReadyView");
        }
    }

    /** No issue was found. */
    @Test
    void theColumnsOfATableAreListedWithThoseOfEveryView() throws SQLException {
        try (StockCalcite session = StockCalcite.connect()) {
            session.addView("SELECT \"id\" AS \"number\" FROM \"s\".\"events\"");
            DatabaseMetaData metadata = session.connection().getMetaData();
            try (ResultSet columns = metadata.getColumns(null, "s", "events", "number")) {
                assertTrue(columns.next(), StockCalcite.mayGo("calcite.ReadyViewTable"));
            }
        }
    }

    /** No issue was found. */
    @Test
    void aChangeOfATableThatCannotBeChangedLacksRules() {
        CALCITE.fails("DELETE FROM events", "There are not enough rules", "calcite.ReadOnlyTables");
    }
}
