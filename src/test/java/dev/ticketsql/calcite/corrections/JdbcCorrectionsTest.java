package dev.ticketsql.calcite.corrections;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Mistakes of stock Calcite 1.42 and Avatica 1.28 behind the interfaces of JDBC. */
final class JdbcCorrectionsTest {

    @AutoClose
    private static final StockCalcite CALCITE = StockCalcite.connect();

    /** No issue was found. */
    @Test
    void aYearAfter9999IsPrintedAsAnother() {
        CALCITE.answers(
                "SELECT TIMESTAMP '9999-12-31 00:00:00' + INTERVAL '1' MONTH",
                "0000-01-31 00:00:00",
                "calcite.execute.RowDecoder");
    }

    /** No issue was found. */
    @Test
    void theTypesOfJavaTimeAreNotKnown() throws SQLException {
        try (PreparedStatement statement = CALCITE.connection().prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
            statement.setTimestamp(1, new Timestamp(0));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThrows(
                        SQLException.class,
                        () -> rows.getObject(1, LocalDateTime.class),
                        StockCalcite.mayGo("jdbc.value.ParameterTimes"));
            }
            statement.setObject(1, LocalDateTime.parse("2026-01-01T00:00:00"));
            assertThrows(
                    ClassCastException.class,
                    () -> StockCalcite.firstOf(statement),
                    StockCalcite.mayGo("jdbc.value.ParameterTimes"));
        }
    }

    /** No issue was found. */
    @Test
    void theTypeOfAColumnIsListedWithItsConstraintAndWithoutItsSize() throws SQLException {
        try (ResultSet columns = CALCITE.connection().getMetaData().getColumns(null, "s", "events", "id")) {
            assertTrue(columns.next());
            assertEquals(
                    "BIGINT NOT NULL", columns.getString("TYPE_NAME"), StockCalcite.mayGo("jdbc.metadata.ColumnType"));
            assertEquals(-1, columns.getInt("COLUMN_SIZE"), StockCalcite.mayGo("jdbc.metadata.ColumnType"));
        }
    }

    /** No issue was found. */
    @Test
    void aParameterOfAnotherTypeFailsAmongTheRowsOrIsTakenForANumber() throws SQLException {
        try (PreparedStatement statement =
                CALCITE.connection().prepareStatement("SELECT id FROM events WHERE id < ?")) {
            statement.setString(1, "x");
            assertThrows(
                    SQLException.class,
                    () -> StockCalcite.firstOf(statement),
                    StockCalcite.mayGo("jdbc.ParameterChecks"));
            statement.setTimestamp(1, new Timestamp(99_000_000));
            assertEquals("1", StockCalcite.firstOf(statement), StockCalcite.mayGo("jdbc.ParameterChecks"));
        }
    }

    /** No issue was found. */
    @Test
    void aPlanIsShownOnlyWithValuesForItsParameters() throws SQLException {
        try (PreparedStatement statement =
                CALCITE.connection().prepareStatement("EXPLAIN PLAN FOR SELECT id FROM events WHERE id < ?")) {
            assertThrows(
                    SQLException.class,
                    () -> StockCalcite.firstOf(statement),
                    StockCalcite.mayGo("jdbc.ParameterChecks"));
        }
    }

    /** No issue was found. */
    @Test
    void aStatementThatWasCancelledBeforeItRunsFailsWhenItRuns() throws SQLException {
        try (PreparedStatement statement = CALCITE.connection().prepareStatement("SELECT id FROM events")) {
            statement.cancel();
            assertThrows(
                    SQLException.class,
                    () -> StockCalcite.firstOf(statement),
                    StockCalcite.mayGo("jdbc.OpenStatements"));
        }
    }

    /** No issue was found. */
    @Test
    void aClosedConnectionLetsItsStatementsRun() throws SQLException {
        Connection session = StockCalcite.connect().connection();
        ResultSet rows = session.createStatement().executeQuery("SELECT id FROM events");
        assertTrue(rows.next());
        session.close();
        assertTrue(
                assertDoesNotThrow(rows::next, StockCalcite.mayGo("jdbc.OpenStatements")),
                StockCalcite.mayGo("jdbc.OpenStatements"));
        assertFalse(rows.getStatement().isClosed(), StockCalcite.mayGo("jdbc.OpenStatements"));
    }

    /** No issue was found. */
    @Test
    void aPreparedStatementForgetsItsLimit() throws SQLException {
        try (PreparedStatement statement = CALCITE.connection().prepareStatement("SELECT id FROM events")) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(List.of("1", "2", "3"), RowTexts.read(rows), StockCalcite.mayGo("jdbc.ResultSetCalls"));
            }
        }
    }

    /** No issue was found. */
    @Test
    void theEndOfATransactionIsRefusedWithoutASentence() {
        for (Executable end : List.<Executable>of(CALCITE.connection()::commit, CALCITE.connection()::rollback)) {
            assertThrows(UnsupportedOperationException.class, end, StockCalcite.mayGo("jdbc.ConnectionCalls"));
        }
    }

    /** No issue was found. */
    @Test
    void rowsFailWithAnExceptionThatIsNoneOfJdbc() {
        assertThrows(
                ArithmeticException.class,
                () -> CALCITE.rows("SELECT 1 / (id - id) FROM events"),
                StockCalcite.mayGo("jdbc.JdbcCalls"));
    }

    /** No issue was found. */
    @Test
    void aFailureRepeatsTheStatement() {
        CALCITE.fails("SELECT x FROM nowhere", "SQL \"SELECT x FROM nowhere\"", "jdbc.message.SqlErrors");
    }

    /** No issue was found. */
    @Test
    void aStatementMayNotEndWithASemicolon() {
        CALCITE.fails("SELECT 1;", "Encountered \";\"", "jdbc.StatementText");
    }

    /** No issue was found. */
    @Test
    void aQueryTimeoutEndsNothingThatComputes() throws SQLException {
        try (Statement statement = CALCITE.connection().createStatement()) {
            statement.setQueryTimeout(1);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM slow_events")) {
                assertEquals(List.of("1", "2", "3"), RowTexts.read(rows), StockCalcite.mayGo("jdbc.TimedExecution"));
            }
        }
    }

    /** No issue was found. */
    @Test
    void theStatementsOfAConnectionAreInAMapForOneThread() throws ReflectiveOperationException {
        Field server =
                Class.forName("org.apache.calcite.jdbc.CalciteConnectionImpl").getDeclaredField("server");
        server.setAccessible(true);
        Object ofConnection = server.get(CALCITE.connection());
        Field statements = ofConnection.getClass().getDeclaredField("statementMap");
        statements.setAccessible(true);
        assertEquals(
                HashMap.class,
                statements.get(ofConnection).getClass(),
                StockCalcite.mayGo("calcite.SynchronizedServer"));
    }
}
