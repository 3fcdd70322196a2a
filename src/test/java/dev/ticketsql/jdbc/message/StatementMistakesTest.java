package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes mistakes in statements, and reads sentences in the words of the statement. */
final class StatementMistakesTest {

    /** Names of our writing of the statement, of Calcite's columns and types, and of Java's classes. */
    private static final Pattern INNER = Pattern.compile(
            "\\b[ct]\\d+\\b|\\bts_\\w+|EXPR\\$|LINE \\d|Supported form|<[A-Z_]+>|java\\.|[A-Z]\\w+Exception|INTERNAL| Error: ");

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl=sandbox:?events=50&seed=7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT "time" + 1 FROM ticket_events | From line 1, column 8 to line 1, column 17: + takes two numbers, or a date or timestamp and an interval, not TIMESTAMP and INTEGER: write INTERVAL '1' DAY for a day
                    SELECT "time" + "time" FROM ticket_events | From line 1, column 8 to line 1, column 22: + takes a date or timestamp and an interval, or an interval and a date or timestamp, not TIMESTAMP and TIMESTAMP
                    SELECT "time" - via FROM ticket_events | From line 1, column 8 to line 1, column 19: - takes a date or timestamp and an interval, not TIMESTAMP and VARCHAR: write INTERVAL '1' DAY for a day
                    SELECT NOT via FROM ticket_events | From line 1, column 8 to line 1, column 14: NOT takes a condition, not VARCHAR
                    SELECT id AND ticket_id FROM ticket_events | From line 1, column 8 to line 1, column 23: AND takes two conditions, not BIGINT and BIGINT: write x <> 0
                    SELECT 1 FROM ticket_events WHERE "time" = 5 | From line 1, column 35 to line 1, column 44: TIMESTAMP and INTEGER cannot be compared: start_time counts epoch seconds, and TO_TIMESTAMP(n) makes a timestamp of them
                    SELECT 1 FROM ticket_events WHERE "time" BETWEEN 1 AND 2 | From line 1, column 35 to line 1, column 56: TIMESTAMP and INTEGER cannot be compared: start_time counts epoch seconds, and TO_TIMESTAMP(n) makes a timestamp of them
                    SELECT NULLIF(id, "time") FROM ticket_events | From line 1, column 8 to line 1, column 25: BIGINT and TIMESTAMP cannot be compared: start_time counts epoch seconds, and TO_TIMESTAMP(n) makes a timestamp of them
                    SELECT SUM("time") FROM ticket_events | From line 1, column 8 to line 1, column 18: SUM takes a number, not TIMESTAMP
                    SELECT SUM(id = 1) FROM ticket_events | From line 1, column 8 to line 1, column 18: SUM takes a number, not BOOLEAN: COUNT(*) FILTER (WHERE x) counts where a condition is true
                    SELECT EXTRACT(YEAR FROM id) FROM ticket_events | From line 1, column 8 to line 1, column 28: EXTRACT takes an interval, or a date or timestamp, not BIGINT: TO_TIMESTAMP(n) makes a timestamp of epoch seconds
                    SELECT DATE_TRUNC('day', via) FROM ticket_events | From line 1, column 8 to line 1, column 29: DATE_TRUNC takes a date, or a time, or a timestamp, not VARCHAR: CAST(x AS TIMESTAMP) makes a timestamp of text
                    SELECT TO_CHAR(id, 'YYYY') FROM ticket_events | From line 1, column 8 to line 1, column 26: TO_CHAR takes a date or timestamp and text, not BIGINT and VARCHAR: TO_TIMESTAMP(n) makes a timestamp of epoch seconds
                    SELECT ARRAY[1, 2]['a'] | From line 1, column 8 to line 1, column 23: [...] takes an array and a whole number, or a map and any value, not INTEGER ARRAY and VARCHAR
                    SELECT CAST(id AS DATE) FROM ticket_events | From line 1, column 8 to line 1, column 23: BIGINT cannot be cast to DATE: TO_TIMESTAMP(n) makes a timestamp of epoch seconds
                    SELECT CAST(ARRAY[1, 2] AS INTEGER) | From line 1, column 8 to line 1, column 35: INTEGER ARRAY cannot be cast to INTEGER
                    SELECT CAST("time" AS INTEGER) FROM ticket_events | TIMESTAMP cannot become INTEGER: the values of CASE, COALESCE, UNION or ARRAY are of one type; EXTRACT(EPOCH FROM x) makes a number of a time, TO_TIMESTAMP(n) a time of a number
                    SELECT CASE WHEN TRUE THEN 1 ELSE "time" END FROM ticket_events | INTEGER cannot become TIMESTAMP: the values of CASE, COALESCE, UNION or ARRAY are of one type; EXTRACT(EPOCH FROM x) makes a number of a time, TO_TIMESTAMP(n) a time of a number
                    SELECT GREATEST(id, via) FROM ticket_events | From line 1, column 8 to line 1, column 24: GREATEST takes values of one type, not (BIGINT, VARCHAR): CAST one to the type of the other
                    SELECT "T"."X"[1] FROM (VALUES (ROW(ROW(3, 7), ROW(4, 8)))) AS T (x, y) | the engine cannot run this statement, although it is SQL (a function, an operator or a field of a row is not given what it takes): leave parts out to find which, and write that otherwise
                    SELECT LAG(id, 'a') OVER (ORDER BY id) FROM ticket_events | LAG does not take (BIGINT, DECIMAL): CAST what it is given to the type that it takes
                    SELECT UPPER() FROM ticket_events | From line 1, column 8 to line 1, column 14: UPPER takes another number of operands: 1
                    SELECT via FROM ticket_events WHERE COUNT(*) > 1 | From line 1, column 37 to line 1, column 44: WHERE chooses rows before they are aggregated: write the condition on an aggregate in HAVING
                    SELECT via FROM ticket_events WHERE ROW_NUMBER() OVER (ORDER BY id) = 1 | From line 1, column 37 to line 1, column 67: WHERE comes before windows: write the condition on a window function in QUALIFY
                    SELECT via, COUNT(*) FROM ticket_events | From line 1, column 8 to line 1, column 10: via has several values in a group: write it in GROUP BY, or an aggregate of it, as MAX(via)
                    SELECT via, COUNT(*) FROM ticket_events GROUP BY 3 | At line 1, column 50: the select list has no column of this number: count from 1, or write its name
                    SELECT SUM(*) FROM ticket_events | At line 1, column 12: '*' stands for all columns after SELECT and in COUNT(*) alone: FROM, or an operand, is missing
                    SELECT id FROM ticket_events WHERE via = "Web" | From line 1, column 42 to line 1, column 46: Column 'Web' not found in any table; text stands in single quotes, 'Web'
                    SELECT id FROM ticket_events WHERE | the statement ends after 'WHERE' at line 1, column 30, where more must follow
                    SELECT 'abc FROM ticket_events | what begins with ' at line 1, column 8 has no ' at its end: text stands in single quotes, a name in double
                    SELECT id FROM ticket_events; SELECT 1 | one statement is run at a time: leave out what follows the semicolon at line 1, column 29
                    SELECT id /* comment | the statement ends at line 1, column 21 within a comment or a text: write */ or ' after it
                    SELECT id FROM ticket_events WHERE via = ‘Web’ | SQL has no ‘ at line 1, column 42: text stands in single quotes, 'Web', a name in double, "time"
                    EXPLAIN SELECT 1 | a plan is asked for with EXPLAIN PLAN FOR SELECT ..., at line 1, column 1
                    SELCT 1 | a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR: did you mean SELECT instead of SELCT?
                    SELECT UNNEST(ARRAY[1]) | UNNEST at line 1, column 8 makes rows: write it in FROM, as FROM UNNEST(x) AS t (a)
                    SELECT MAKE_TIMESTAMP(2026, 1, 1, 25, 0, 0) | there is no time 25:0:0.0: hours are 0 to 23, minutes and seconds 0 to 59
                    SELECT ARRAY_AGG(DISTINCT via ORDER BY id) FROM ticket_events | an aggregate of DISTINCT values is ordered by these values alone, as in ARRAY_AGG(DISTINCT x ORDER BY x)
                    """)
    void aMistakeIsExplainedInTheWordsOfTheStatement(String sql, String message) throws Exception {
        SQLException failure = failure(sql);
        assertEquals(message, failure.getMessage());
        assertNotNull(failure.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"T\".\"X\"[1] FROM (VALUES (ROW(ROW(3, 7), ROW(4, 8)))) AS T (x, y)",
                "SELECT LAG(id, 'a') OVER (ORDER BY id) FROM ticket_events",
                "SELECT ARRAY[1, \"time\"] FROM ticket_events",
                "SELECT JSON_VALUE('[1]', 'strict $.a' ERROR ON ERROR)",
                "SELECT via LIKE 'a' ESCAPE 'xx' FROM ticket_events",
                "SELECT ARRAY[1] || ARRAY['a']",
                "SELECT MAP['a', 1][2]",
                "SELECT ROW(1, 2) + 1",
                "SELECT EXISTS (SELECT 1) + 1",
                "SELECT id = ANY (ARRAY['a']) FROM ticket_events",
            })
    void noNameOfTheEnginesStatementIsShown(String sql) throws Exception {
        String message = failure(sql).getMessage();
        assertFalse(INNER.matcher(message).find(), message);
    }

    @Test
    void aPreparedStatementShowsTheFormatThatWasWritten() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT TO_DATE(a, 'dd.mm.yyyy') FROM (VALUES 'x') AS t (a)")) {
            SQLException failure = assertThrows(SQLException.class, () -> {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                }
            });
            assertEquals(
                    "'x' is not written in the format 'dd.mm.yyyy': write the format of the texts, and leave out others"
                            + " by a condition",
                    failure.getMessage());
        }
    }

    private static SQLException failure(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            return assertThrows(SQLException.class, () -> {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
            });
        }
    }
}
