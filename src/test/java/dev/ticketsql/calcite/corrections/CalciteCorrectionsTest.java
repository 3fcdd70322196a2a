package dev.ticketsql.calcite.corrections;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.impl.ViewTable;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Mistakes of stock Calcite 1.42 and Avatica 1.28 that this project corrects or avoids. Each test runs them alone,
 * without a schema of ours, and names the correction: if it fails with the next version, the correction may go.
 */
final class CalciteCorrectionsTest {

    private static final String THREE = "(VALUES (1, 10), (1, 20), (2, 5)) AS t(a, b)";

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = stock();
    }

    // Rules of the planner.

    /** No issue was found. */
    @Test
    void aYearAndItsQuarterFindNoRows() {
        answers(
                "SELECT COUNT(*) FROM events WHERE EXTRACT(YEAR FROM \"time\") = 2026"
                        + " AND EXTRACT(QUARTER FROM \"time\") = 1",
                "0",
                "calcite.corrections.CorrectedRules");
        fails(
                "SELECT id FROM events WHERE FLOOR(\"time\" TO QUARTER) = TIMESTAMP '2026-01-01 00:00:00'",
                "unexpected timeUnitRange: QUARTER",
                "calcite.corrections.CorrectedRules");
    }

    /** No issue was found. */
    @Test
    void aJoinWithTheCountOfNoRowsHasNoRows() {
        answers(
                "SELECT e.id FROM events e CROSS JOIN (SELECT COUNT(*) AS n FROM events WHERE id < 0) t",
                "",
                "calcite.corrections.CorrectedRules");
    }

    /** No issue was found. */
    @Test
    void rowsOfOneDayAreNotOrderedByTheNextKey() {
        answers(
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
                Connection session = stock()) {
            statement.execute("CREATE TABLE channels (name VARCHAR(20))");
            SchemaPlus root = session.unwrap(CalciteConnection.class).getRootSchema();
            root.add(
                    "office",
                    JdbcSchema.create(
                            root,
                            "office",
                            JdbcSchema.dataSource(url, "org.hsqldb.jdbc.JDBCDriver", "SA", ""),
                            metadata -> PostgresqlSqlDialect.DEFAULT,
                            null,
                            "PUBLIC"));
            fails(
                    session,
                    "SELECT COUNT(*) OVER (ORDER BY name) FROM office.channels",
                    "does not implement the required interface",
                    "calcite.corrections.CorrectedRules");
        }
    }

    // From SQL to plans.

    /** CALCITE-7405. */
    @Test
    void aSubqueryInSelectComputesTheColumnsBelowItTwice() {
        answers(
                "SELECT r.s, (SELECT COUNT(*) FROM (VALUES (1)) AS d(o) WHERE d.o = r.t)"
                        + " FROM (SELECT k AS t, v + 1 AS s FROM (VALUES (1, 10), (2, 7)) AS z(k, v)) r",
                "12, 1 | 9, 0",
                "calcite.TicketSqlPrepare");
    }

    /** CALCITE-7070 and CALCITE-7598; an assertion. */
    @Test
    void aDistinctJoinOnAComparisonWithNullIsNotConverted() {
        fails(
                "SELECT DISTINCT 1, e.id FROM events e JOIN events f"
                        + " ON e.id = f.id AND CAST(NULL AS DOUBLE) IS NOT DISTINCT FROM -9E1",
                "Comparison with NULL in pulledUpPredicates",
                "calcite.TicketSqlPrepare");
    }

    /** No issue was found. */
    @Test
    void aCastThatCutsIsLeftOutBelowAnother() {
        answers(
                "SELECT CAST(CAST(via AS VARCHAR(3)) AS VARCHAR(10)) FROM events",
                "Email | Web form | null",
                "calcite.corrections.CastTruncation");
    }

    /** No issue was found. */
    @Test
    void anAverageOverAWindowIsASumThatOverflows() {
        answers(
                "SELECT AVG(a) OVER () FROM (VALUES 9223372036854775807, 9223372036854775807) AS t(a)",
                "-1 | -1",
                "calcite.corrections.WindowFunctionPreserver");
    }

    /** No issue was found. */
    @Test
    void theTextOfAViewIsReadInUpperCase() throws SQLException {
        try (Connection session = stock()) {
            addView(session, "SELECT id FROM s.events");
            fails(session, "SELECT * FROM ids", "Object 'S' not found", "calcite.ReadyView");
        }
    }

    /** No issue was found. */
    @Test
    void theColumnsOfATableAreListedWithThoseOfEveryView() throws SQLException {
        try (Connection session = stock()) {
            addView(session, "SELECT \"id\" AS \"number\" FROM \"s\".\"events\"");
            DatabaseMetaData metadata = session.getMetaData();
            try (ResultSet columns = metadata.getColumns(null, "s", "events", "number")) {
                assertTrue(columns.next(), mayGo("calcite.ReadyViewTable"));
            }
        }
    }

    /** No issue was found. */
    @Test
    void aChangeOfATableThatCannotBeChangedLacksRules() {
        fails("DELETE FROM events", "There are not enough rules", "calcite.ReadOnlyTables");
    }

    // Names.

    /** No issue was found. */
    @Test
    void aNameInsideAnExpressionOfOrderByIsTakenForTheAlias() {
        answers(
                "SELECT -b AS b FROM " + THREE + " ORDER BY b * 2 LIMIT 1",
                "-20",
                "calcite.parser.PostgresNameResolution");
        fails(
                "SELECT a, MAX(b) AS b FROM " + THREE + " GROUP BY a ORDER BY MAX(b)",
                "Unable to implement EnumerableCalc",
                "calcite.parser.PostgresNameResolution");
    }

    /** No issue was found. */
    @Test
    void theCommonColumnOfAJoinIsAmbiguousInWhere() {
        fails(
                "SELECT a FROM " + THREE + " JOIN (VALUES 1) AS u(a) USING (a) WHERE a = 1",
                "Column 'a' is ambiguous",
                "calcite.parser.CommonJoinColumns");
    }

    /** No issue was found. */
    @Test
    void aJoinOfJoinsComparesTheFirstColumnOfTheName() {
        answers(
                "SELECT COUNT(*) FROM " + THREE
                        + " RIGHT JOIN (VALUES 7) AS u(a) USING (a) JOIN (VALUES 7) AS v(a) USING (a)",
                "0",
                "calcite.parser.CommonJoinColumns");
    }

    // Words of statements.

    /** No issue was found. */
    @Test
    void aWindowFunctionInASubqueryOfHavingIsTakenForOneOfHaving() {
        fails(
                "SELECT a FROM " + THREE + " GROUP BY a HAVING COUNT(*) IN (SELECT ROW_NUMBER() OVER (ORDER BY c)"
                        + " FROM (VALUES (1)) AS u(c))",
                "Window expressions are not permitted in the HAVING clause",
                "calcite.parser.PostgresNameResolution");
    }

    /** No issue was found. Without Java's assertions the text is cut. */
    @Test
    void aTextOfARecursionHasTheLengthOfTheFirstRows() {
        fails(
                "WITH RECURSIVE c(p) AS (SELECT UPPER('a') UNION ALL SELECT p || 'b' FROM c WHERE CHAR_LENGTH(p) < 2)"
                        + " SELECT p FROM c ORDER BY p LIMIT 2",
                "Conversion to relational algebra failed to preserve datatypes",
                "calcite.parser.RecursiveColumn");
    }

    /** CALCITE-4748 and CALCITE-4665 are about GROUPING SETS; of ROLLUP and CUBE no issue was found. */
    @Test
    void aRollupHasEachOfItsSetsOnce() {
        answers(
                "SELECT a, COUNT(*) FROM " + THREE + " GROUP BY ROLLUP (a, a)",
                "1, 2 | 2, 1 | null, 3",
                "calcite.corrections.GroupingSetsExpander");
    }

    /** No issue was found. */
    @Test
    void aNamedWindowForgetsTheFrameThatIsWrittenWithIt() {
        answers(
                "SELECT b, SUM(b) OVER (w ROWS 1 PRECEDING) FROM " + THREE + " WINDOW w AS (ORDER BY b)",
                "10, 15 | 20, 35 | 5, 5",
                "calcite.corrections.WindowClauseInliner");
    }

    /** CALCITE-6442; CALCITE-7595 and CALCITE-7620 add it after 1.42. */
    @Test
    void aWindowFunctionHasNoFilter() {
        fails(
                "SELECT COUNT(*) FILTER (WHERE a = 1) OVER (ORDER BY b) FROM " + THREE,
                "OVER must be applied to aggregate function",
                "calcite.corrections.WindowFilterSpelling");
    }

    /** CALCITE-6767 has percentiles run; of the two clauses together no issue was found. */
    @Test
    void aPercentileHasNoFilter() {
        fails(
                "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY b) FILTER (WHERE a = 1) FROM " + THREE,
                "UnsupportedOperationException",
                "calcite.parser.PercentileSpellings");
    }

    /** No issue was found. */
    @Test
    void aPathThatMayLeadToSeveralPlacesAlwaysExists() {
        answers("SELECT JSON_EXISTS('{\"a\": []}', '$.a[*].b')", "true", "calcite.corrections.JsonPaths");
    }

    /** No issue was found. */
    @Test
    void aFilterInTheStandardsSpellingFindsNothing() {
        answers(
                "SELECT JSON_EXISTS('[{\"a\": 1}]', '$[*]?(@.a == 1)'), JSON_QUERY('[{\"a\": 1}]', '$[*]?(@.a == 1)')",
                "false, null",
                "calcite.corrections.JsonPaths");
    }

    /** CALCITE-6685 refuses it in a conformance with checked arithmetic, instead of giving it room. */
    @Test
    void aProductOfLiteralsOverflows() {
        answers("SELECT 30 * 86400 * 1000", "-1702967296", "calcite.corrections.IntegerLiteralWidening");
    }

    /** CALCITE-5989 is about other types of the two functions; of NULL no issue was found. */
    @Test
    void aTextThatIsPaddedIsTakenForNotNull() {
        answers("SELECT id FROM events WHERE LPAD(via, 9, 'x') IS NULL", "", "calcite.function.TextFunctions");
        answers("SELECT id FROM events WHERE RPAD(via, 9, 'x') IS NULL", "", "calcite.function.TextFunctions");
    }

    /** No issue was found. */
    @Test
    void aTimestampOfIso8601IsNotRead() {
        String time = "'2026-05-01T00:00:00Z'";
        fails(
                "SELECT id FROM events WHERE \"time\" >= " + time,
                "Invalid DATE value",
                "calcite.parser.LenientTypeCoercion");
        fails("SELECT id FROM events WHERE \"time\" IN (" + time + ")", time, "calcite.parser.LenientTypeCoercion");
        fails("SELECT TIMESTAMP " + time, "Illegal TIMESTAMP literal", "calcite.parser.TimestampLiterals");
    }

    /** No issue was found; the property is documented. */
    @Test
    void aTextOutsideLatin1NeedsAProperty() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!Files.exists(Path.of(entry, "saffron.properties"))) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            // Where Calcite looks for the file.
            thread.setContextClassLoader(loader);
            Driver driver = (Driver) loader.loadClass("org.apache.calcite.jdbc.Driver")
                    .getConstructor()
                    .newInstance();
            try (Connection session = Objects.requireNonNull(driver.connect("jdbc:calcite:", new Properties()))) {
                fails(session, "SELECT '日本'", "Failed to encode", "calcite.ConnectionDefaults");
            }
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    // JDBC.

    /** No issue was found. */
    @Test
    void aYearAfter9999IsPrintedAsAnother() {
        answers(
                "SELECT TIMESTAMP '9999-12-31 00:00:00' + INTERVAL '1' MONTH",
                "0000-01-31 00:00:00",
                "calcite.execute.RowDecoder");
    }

    /** No issue was found. */
    @Test
    void theTypesOfJavaTimeAreNotKnown() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
            statement.setTimestamp(1, new Timestamp(0));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThrows(
                        SQLException.class, () -> rows.getObject(1, LocalDateTime.class), mayGo("jdbc.ParameterTimes"));
            }
            statement.setObject(1, LocalDateTime.parse("2026-01-01T00:00:00"));
            assertThrows(ClassCastException.class, () -> firstOf(statement), mayGo("jdbc.ParameterTimes"));
        }
    }

    /** No issue was found. */
    @Test
    void theTypeOfAColumnIsListedWithItsConstraintAndWithoutItsSize() throws SQLException {
        try (ResultSet columns = connection.getMetaData().getColumns(null, "s", "events", "id")) {
            assertTrue(columns.next());
            assertEquals("BIGINT NOT NULL", columns.getString("TYPE_NAME"), mayGo("jdbc.ColumnMetadata"));
            assertEquals(-1, columns.getInt("COLUMN_SIZE"), mayGo("jdbc.ColumnMetadata"));
        }
    }

    /** No issue was found. */
    @Test
    void aParameterOfAnotherTypeFailsAmongTheRowsOrIsTakenForANumber() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM events WHERE id < ?")) {
            statement.setString(1, "x");
            assertThrows(SQLException.class, () -> firstOf(statement), mayGo("jdbc.ParameterChecks"));
            statement.setTimestamp(1, new Timestamp(99_000_000));
            assertEquals("1", firstOf(statement), mayGo("jdbc.ParameterChecks"));
        }
    }

    /** No issue was found. */
    @Test
    void aPlanIsShownOnlyWithValuesForItsParameters() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("EXPLAIN PLAN FOR SELECT id FROM events WHERE id < ?")) {
            assertThrows(SQLException.class, () -> firstOf(statement), mayGo("jdbc.ParameterChecks"));
        }
    }

    /** No issue was found. */
    @Test
    void aStatementThatWasCancelledBeforeItRunsFailsWhenItRuns() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM events")) {
            statement.cancel();
            assertThrows(SQLException.class, () -> firstOf(statement), mayGo("jdbc.OpenStatements"));
        }
    }

    /** No issue was found. */
    @Test
    void aClosedConnectionLetsItsStatementsRun() throws SQLException {
        Connection session = stock();
        ResultSet rows = session.createStatement().executeQuery("SELECT id FROM events");
        assertTrue(rows.next());
        session.close();
        assertTrue(assertDoesNotThrow(rows::next, mayGo("jdbc.OpenStatements")), mayGo("jdbc.OpenStatements"));
        assertFalse(rows.getStatement().isClosed(), mayGo("jdbc.OpenStatements"));
    }

    /** No issue was found. */
    @Test
    void aPreparedStatementForgetsItsLimit() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM events")) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(List.of("1", "2", "3"), RowTexts.read(rows), mayGo("jdbc.ResultSetCalls"));
            }
        }
    }

    /** No issue was found. */
    @Test
    void theEndOfATransactionIsRefusedWithoutASentence() {
        for (Executable end : List.<Executable>of(connection::commit, connection::rollback)) {
            assertThrows(UnsupportedOperationException.class, end, mayGo("jdbc.ConnectionCalls"));
        }
    }

    /** No issue was found. */
    @Test
    void rowsFailWithAnExceptionThatIsNoneOfJdbc() {
        assertThrows(
                ArithmeticException.class,
                () -> rows(connection, "SELECT 1 / (id - id) FROM events"),
                mayGo("jdbc.JdbcCalls"));
    }

    /** No issue was found. */
    @Test
    void aFailureRepeatsTheStatement() {
        fails("SELECT x FROM nowhere", "SQL \"SELECT x FROM nowhere\"", "jdbc.message.SqlErrors");
    }

    /** No issue was found. */
    @Test
    void aStatementMayNotEndWithASemicolon() {
        fails("SELECT 1;", "Encountered \";\"", "jdbc.StatementText");
    }

    /** No issue was found. */
    @Test
    void aQueryTimeoutEndsNothingThatComputes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM slow_events")) {
                assertEquals(List.of("1", "2", "3"), RowTexts.read(rows), mayGo("jdbc.TimedExecution"));
            }
        }
    }

    private static Connection stock() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        properties.setProperty("fun", "standard,postgresql,oracle");
        Connection session =
                Objects.requireNonNull(new org.apache.calcite.jdbc.Driver().connect("jdbc:calcite:", properties));
        CalciteConnection calcite = session.unwrap(CalciteConnection.class);
        SchemaPlus schema = calcite.getRootSchema().add("s", new AbstractSchema());
        schema.add("events", new ThreeEvents(0));
        schema.add("slow_events", new ThreeEvents(500));
        calcite.setSchema("s");
        return session;
    }

    private static void addView(Connection session, String sql) throws SQLException {
        SchemaPlus schema = Objects.requireNonNull(session.unwrap(CalciteConnection.class)
                .getRootSchema()
                .subSchemas()
                .get("s"));
        schema.add("ids", ViewTable.viewMacro(schema, sql, List.of("s"), List.of("s", "ids"), false));
    }

    /** Asserts the wrong rows of Calcite 1.42, in any order. */
    private static void answers(String sql, String wrong, String correction) {
        List<String> rows = assertDoesNotThrow(() -> rows(connection, sql), mayGo(correction));
        assertEquals(
                wrong,
                String.join(" | ", rows.stream().sorted().toList()),
                () -> sql + "\n" + mayGo(correction).get());
    }

    private static void fails(String sql, String message, String correction) {
        fails(connection, sql, message, correction);
    }

    private static void fails(Connection session, String sql, String message, String correction) {
        Throwable failure = assertThrows(Throwable.class, () -> rows(session, sql), mayGo(correction));
        String messages = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .reduce("", (one, other) -> one + "\n" + other);
        assertTrue(
                messages.contains(message),
                () -> messages + "\n" + mayGo(correction).get());
    }

    private static Supplier<String> mayGo(String correction) {
        String name = "dev.ticketsql." + correction;
        assertDoesNotThrow(() -> Class.forName(name, false, CalciteCorrectionsTest.class.getClassLoader()));
        return () -> "Calcite differs from 1.42 here: if it is right now, the correction in " + name + " may go";
    }

    private static List<String> rows(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return RowTexts.read(rows);
        }
    }

    private static String firstOf(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    /** Two events of one day and one of a later day, each row after a delay. */
    private static final class ThreeEvents extends AbstractTable implements ScannableTable {

        private final long delayMillis;

        ThreeEvents(long delayMillis) {
            this.delayMillis = delayMillis;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return types.builder()
                    .add("id", SqlTypeName.BIGINT)
                    .add("time", SqlTypeName.TIMESTAMP, 0)
                    .add("via", SqlTypeName.VARCHAR)
                    .nullable(true)
                    .build();
        }

        @Override
        public Enumerable<@Nullable Object[]> scan(DataContext root) {
            return Linq4j.asEnumerable(List.of(
                            new @Nullable Object[] {1L, millis("2026-02-01T10:00:00"), "Email"},
                            new @Nullable Object[] {2L, millis("2026-02-01T11:00:00"), "Web form"},
                            new @Nullable Object[] {3L, millis("2026-05-12T10:00:00"), null}))
                    .select(this::delayed);
        }

        private @Nullable Object[] delayed(@Nullable Object[] row) {
            try {
                Thread.sleep(delayMillis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return row;
        }

        private static long millis(String time) {
            return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
