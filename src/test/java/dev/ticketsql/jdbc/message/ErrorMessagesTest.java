package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Sandboxes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads failures as programs and people get them: SQLExceptions of one line, whatever Calcite throws. */
final class ErrorMessagesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private static Sandbox sandbox;

    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults(CLOCK).withEventCount(3500), CLOCK);
        connection = open("2");
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT nme FROM ticket_events       | 42000 | From line 1, column 8 to line 1, column 10: Column 'nme' not found in any table
                    SELECT FROM ticket_events           | 42000 | what to select is missing before FROM at line 1, column 8: write columns, or * for all of them
                    SELECT MEDAIN(id) FROM ticket_events | 42000 | From line 1, column 8 to line 1, column 17: TicketSQL has no function MEDAIN: write MEDIAN
                    SELECT strin_agg(via) FROM ticket_events | 42000 | From line 1, column 8 to line 1, column 21: TicketSQL has no function STRIN_AGG: write STRING_AGG
                    SELECT Frobnicate(id) FROM ticket_events | 42000 | From line 1, column 8 to line 1, column 21: TicketSQL has no function FROBNICATE
                    SELECT SUMIF(id, id > 1) FROM ticket_events | 42000 | From line 1, column 8 to line 1, column 24: TicketSQL has no function SUMIF: write SUM(x) FILTER (WHERE condition)
                    SELECT MEDIAN(via, 2) FROM ticket_events | 42000 | From line 1, column 8 to line 1, column 21: MEDIAN takes other operands than (text, NUMERIC)
                    SELECT 1 FROM nowhere               | 42000 | From line 1, column 15 to line 1, column 21: Object 'nowhere' not found
                    create table t (id BIGINT)          | 42000 | TicketSQL only reads: it has no CREATE statement
                    DROP TABLE ticket_events            | 42000 | TicketSQL only reads: it has no DROP statement
                    DELETE FROM ticket_events           | 42000 | ticket_events is read-only: Zendesk writes the events, TicketSQL only reads them
                    SELECT CAST('x' AS INTEGER) AS a    | 22018 | 'x' is not a number: compare texts with texts, written '5', and numbers with numbers, written 5
                    SELECT 1/0                          | 22012 | division by zero
                    SELECT 1/(id - id) FROM (VALUES 7) AS t (id)   | 22012 | division by zero
                    SELECT CAST('x' AS BOOLEAN)         | 22018 | 'x' is neither true nor false: write TRUE or FALSE
                    WITH RECURSIVE t(p) AS (SELECT 1 UNION ALL SELECT p * 1.5 FROM t WHERE p < 4) SELECT * FROM t | 42000 | a column of a recursive query, or of another set operation, has longer text or more digits in one part than in another: write CAST(... AS VARCHAR) or CAST(... AS DOUBLE) in its first part
                    SELECT CAST('abc' AS DATE)          | 22007 | 'abc' is not a date or timestamp: write DATE '2026-01-31' or TIMESTAMP '2026-01-31 12:00:00'
                    """)
    void aFailureIsOneLineWithAStateAndACause(String sql, String state, String message) throws Exception {
        SQLException failure = failure(connection, sql);
        assertEquals(message, failure.getMessage());
        assertEquals(state, failure.getSQLState());
        assertNotNull(failure.getCause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    id FORM ticket_events                       | At line 1, column 16: "ticket_events" is not expected here: did you mean FROM instead of FORM? Expected: FROM, ORDER BY, LIMIT, a comma, the end or UNION
                    id FROM ticket_events WHERE id = 1 GROUP via | At line 1, column 43: "GROUP via" is not expected here. Expected: BY
                    id FROM ticket_events ORDER id              | Incorrect syntax near the keyword 'ORDER' at line 1, column 30. Expected: BY
                    id,, via FROM ticket_events                 | At line 1, column 10: ", ," is not expected here. Expected: a value, as a column, a number or a text in single quotes
                    COUNT(* FROM ticket_events                  | At line 1, column 16: "FROM" is not expected here. Expected: a closing parenthesis
                    COUNT( FROM ticket_events                   | Incorrect syntax near the keyword 'FROM' at line 1, column 15. Expected: a value, as a column, a number or a text in single quotes
                    id FROM FROM ticket_events                  | Incorrect syntax near the keyword 'FROM' at line 1, column 11. Expected: a name or an opening parenthesis
                    EXTRACT(HOUR, "time") FROM ticket_events    | At line 1, column 20: "," is not expected here. Expected: FROM
                    CASE WHEN 1 = 1 THEN 2 FROM ticket_events   | At line 1, column 31: "FROM" is not expected here. Expected: an operator, WHEN, ELSE, END, AND or OR
                    id FROM ticket_events WHERE id IN 1, 2      | At line 1, column 39: "IN 1" is not expected here. Expected: an opening parenthesis
                    id FROM ticket_events ORDER BY id DSC       | At line 1, column 42: "DSC" is not expected here: did you mean DESC instead of DSC? Expected: an operator, AS, AND, OR, ASC, DESC, LIMIT or a comma
                    """)
    void aSyntaxErrorSaysWhatWasExpected(String select, String message) throws Exception {
        assertEquals(message, failure(connection, "SELECT " + select).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    (SELECT n FROM (VALUES (1), (2)) AS t (n)) | a subquery in this place may give one row, and gave more: write LIMIT 1, MAX(...) or IN (SELECT ...)
                    (SELECT 1, 2)                   | From line 1, column 8 to line 1, column 20: a subquery in this place has one column: select one, or compare rows, as (a, b) IN (SELECT c, d FROM t)
                    STRFTIME(NOW(), '%Q')           | '%Q' is not a format: write the letters of strftime, as '%Y-%m-%d %H:%M:%S'
                    STRPTIME('2026', '%Q')          | '%Q' is not a format: write the letters of strftime, as '%Y-%m-%d %H:%M:%S'
                    JSON_EXTRACT_STRING('{}', '$[') | a JSON path cannot be read from '[' on: write one such as '$.a.b' or '$.a[0]'
                    LOCAL_TIME(NOW(), 'Nowhere/City') | 'Nowhere/City' is not a time zone: write one such as 'UTC' or 'Europe/Berlin'
                    (SELECT COUNT(*) FROM GENERATE_SERIES(1, 3, 0)) | a series never ends with steps of 0: write another step
                    MAKE_DATE(2026, 13, 1)          | there is no date 2026-13-1: months are 1 to 12, days those of the month
                    REPEAT('ab', 1000000000)         | a text of 2000000000 bytes: REPEAT, LPAD and RPAD make at most a million
                    REPEAT('a', 10000000000)        | a text of 10000000000 bytes: REPEAT, LPAD and RPAD make at most a million
                    LPAD('a', 1000001)              | a text of 1000001 bytes: REPEAT, LPAD and RPAD make at most a million
                    REGEXP_LIKE('a', '(?=a)')       | a regular expression cannot have '(?=': there is no look-ahead and look-behind; write two conditions, joined with AND
                    REGEXP_LIKE('a', 'a(')          | a regular expression cannot be read from 'a(' on: missing )
                    TO_TIMESTAMP('Email', 'YYYY')   | 'Email' is not written in the format 'YYYY': write the format of the texts, and leave out others by a condition
                    TO_DATE('Email', 'YYYY')        | 'Email' is not written in the format 'YYYY': write the format of the texts, and leave out others by a condition
                    TO_DATE('2026', via) FROM ticket_events | TO_DATE takes a format that is a literal: STRPTIME takes one that is computed, as in '%Y-%m-%d'
                    EXP(10000)                      | EXP(10000.0) does not fit into a DOUBLE
                    10 ^ 400                        | POWER(10.0, 400.0) does not fit into a DOUBLE
                    'ab' LIKE 'a\\'               | a pattern of LIKE ends with its escape character: write it twice to find the character itself
                    1 FROM ticket_events LIMIT -1   | Incorrect syntax near the keyword 'LIMIT' at line 1, column 29. LIMIT takes a whole number from 0 on, as LIMIT 10
                    1 FROM ticket_events limit 'a'  | At line 1, column 29: "limit \\'a\\'" is not expected here. LIMIT takes a whole number from 0 on, as LIMIT 10
                    STRFTIME(n, f) FROM (VALUES (DATE '2026-01-01', '%Y'), (DATE '2026-01-02', '%m')) AS t (n, f) | the format of a time is a literal here: TO_CHAR takes one that is computed
                    STRING_AGG(a, b) FROM (VALUES ('a', 'b'), ('c', 'd')) AS t (a, b) | STRING_AGG takes a separator that is a literal, as ', '
                    """)
    void whatAFunctionCannotTakeIsRefusedInOneSentence(String expression, String message) throws Exception {
        assertEquals(message, failure(connection, "SELECT " + expression).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n + 1 FROM (VALUES 9223372036854775807) AS t (n)",
                "SELECT SUM(n) FROM (VALUES 9223372036854775807, 1) AS t (n)",
                "SELECT -CAST('-9223372036854775808' AS BIGINT)",
                "SELECT CAST(start_time * 10 AS INTEGER) FROM ticket_events",
                // Computed by Calcite, and by the mirror's engine.
                "SELECT SUM(start_time * 1000000000) FROM ticket_events",
                "SELECT SUM(CASE WHEN id IS NULL THEN 0 ELSE 9223372036854775807 END) FROM ticket_events",
            })
    void aNumberThatDoesNotFitIsRefusedWithAnAlternative(String sql) throws Exception {
        assertEquals(
                "a number does not fit into the type that it is computed in: cast what it is computed from to a wider"
                        + " one, as CAST(id AS DOUBLE)",
                failure(connection, sql).getMessage());
    }

    @Test
    void whatCannotBeComputedFailsAlikeWhenItIsAskedAgain() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1/0")) {
            for (int time = 0; time < 2; time++) {
                SQLException failure = assertThrows(SQLException.class, statement::executeQuery);
                assertEquals("division by zero", failure.getMessage());
            }
        }
    }

    @Test
    void aStatementThatIsNestedTooDeeplyEndsNoProcess() throws Exception {
        assertEquals(
                "the statement is nested too deeply: an expression may have 1000 levels; split it into parts, as a sum"
                        + " into several in parentheses",
                failure(connection, "SELECT id" + " + id".repeat(3_000) + " FROM ticket_events")
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW v AS SELECT 1",
                "drop table ticket_events",
                "ALTER TABLE ticket_events ADD COLUMN a INTEGER",
                "ALTER SYSTEM SET a = 1",
                "TRUNCATE TABLE ticket_events",
                "GRANT SELECT ON ticket_events TO ann",
                "REVOKE SELECT ON ticket_events FROM ann",
                "ANALYZE ticket_events",
                "/* what\n is */ -- this\n // about?\n DROP TABLE ticket_events",
                "\n\tDrop/**/TABLE ticket_events"
            })
    void aStatementThatOnlyWritersHaveIsRefusedByItsFirstWord(String sql) throws Exception {
        String word = Pattern.compile("(?i)create|drop|alter|truncate|grant|revoke|analyze")
                .matcher(sql)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        String message = "TicketSQL only reads: it has no " + word.toUpperCase(Locale.ROOT) + " statement";
        for (SQLException failure : List.of(
                failure(connection, sql),
                assertThrows(
                        SQLException.class,
                        () -> connection.prepareStatement(sql).execute(),
                        sql))) {
            assertEquals(message, failure.getMessage());
            assertEquals("42000", failure.getSQLState());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROPS", "-- DROP TABLE t", "/* DROP TABLE t", "'DROP TABLE t'", ""})
    void otherNonsenseIsNotTakenForWriting(String sql) throws Exception {
        String message = String.valueOf(failure(connection, sql).getMessage());
        assertFalse(message.contains("only reads"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events WHERE TIME '12:00:00' FROM",
                "SELECT \"time\" FROM FROM ticket_events",
                "SELECT id FROM ticket_events WHERE AND TIME '12:00:00' > NULL",
                "SELECT timeline FROM FROM"
            })
    void otherMistakesAreNotBlamedOnTime(String sql) throws Exception {
        String message = String.valueOf(failure(connection, sql).getMessage());
        assertFalse(message.contains("reserved"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "time" > '2026-10'        | '2026-10' is not a date or timestamp: write DATE '2026-01-31' or TIMESTAMP '2026-01-31 12:00:00'
                    "time" > '2026-13-01'     | '2026-13-01' is not a date or timestamp: write DATE '2026-01-31' or TIMESTAMP '2026-01-31 12:00:00'
                    start_time > '2026-01-01' | '2026-01-01' is not a number: start_time counts epoch seconds; write a condition on "time", as "time" >= TIMESTAMP '2026-01-31 12:00:00'
                    id = 'x'                  | 'x' is not a number: compare texts with texts, written '5', and numbers with numbers, written 5
                    via = 5                   | 'Web form' is not a number: compare texts with texts, written '5', and numbers with numbers, written 5
                    via > 5.5                 | 'Web form' is not a number: compare texts with texts, written '5', and numbers with numbers, written 5
                    id = CAST('9999999999' AS INTEGER) | a number does not fit into the type that it is computed in: cast what it is computed from to a wider one, as CAST(id AS DOUBLE)
                    """)
    void aValueOfTheWrongKindIsNamedWithWhatToWrite(String condition, String message) throws Exception {
        // One event is one page; the connection that the others share may ask for two.
        SandboxEvent event = new SandboxEvent(
                1_772_000_000, "{\"id\":1,\"created_at\":\"2026-02-25T06:13:20Z\",\"via\":\"Web form\"}");
        try (Sandbox own = Sandboxes.serving(List.of(event), CLOCK);
                Connection asked =
                        DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='" + own.baseUrl() + "'")) {
            assertEquals(
                    message,
                    failure(asked, "SELECT id FROM ticket_events WHERE " + condition)
                            .getMessage());
        }
    }

    @Test
    void tooMuchMemoryIsRefusedWithTheLimitAndAdvice() throws Exception {
        try (Connection small = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = small.createStatement()) {
            statement.execute("SET memory_limit = '64MB'");
            SQLException failure = assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery("WITH RECURSIVE c(n) AS (SELECT 1 UNION SELECT c.n * 10 + x FROM c,"
                            + " (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS v(x)) SELECT COUNT(*) FROM c"));
            assertEquals(
                    "the statement needs more memory than the 61.0 MiB that it may use: read fewer columns or a shorter"
                            + " time, and give a recursion a condition that ends it",
                    SqlErrors.of(failure).getMessage());
        }
    }

    @Test
    void rowsThatFailWhileTheyAreReadAreAnSqlException() throws Exception {
        SQLException failure = failure(connection, "SELECT id FROM ticket_events");
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("maxRequests"), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Connection open(String maxRequests) throws SQLException {
        return DriverManager.getConnection("jdbc:ticketsql:", options(maxRequests));
    }

    private static Properties options(String maxRequests) {
        Properties options = new Properties();
        options.setProperty("baseUrl", sandbox.baseUrl().toString());
        options.setProperty("mirror", "none");
        options.setProperty("maxRequests", maxRequests);
        return options;
    }

    private static SQLException failure(Connection asked, String sql) throws SQLException {
        try (Statement statement = asked.createStatement()) {
            return assertThrows(
                    SQLException.class,
                    () -> {
                        try (ResultSet result = statement.executeQuery(sql)) {
                            while (result.next()) {
                                result.getLong(1);
                            }
                        }
                    },
                    sql);
        }
    }
}
