package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Halves of surrogate pairs, NUL, and escape characters of all kinds, wherever a text comes in: the right answer or a
 * refusal. UTF-8 has no half, and a question mark in its place would make different texts equal.
 */
final class OddCharactersTest {

    private static final String HALF = "\uD800";
    private static final String OTHER_HALF = "\uD801";
    private static final String EMOJI = "\uD83D\uDE00";
    private static final String NUL = "\0";

    private static Connection connection;

    @TempDir
    private Path directory;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=1'");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a~'",
                "SELECT 'a~' = 'a?'",
                "SELECT id FROM ticket_events WHERE via = '~'",
                "SELECT 1 AS \"a~\"",
                "SELECT 1 -- ~",
                "SELECT ~",
                "SELECT x LIKE 'a~%' ESCAPE '~' FROM (VALUES ('a%')) AS t (x)",
                "SELECT JSON_VALUE(x, '$.\"~\"') FROM (VALUES ('{\"?\": 1}')) AS t (x)",
                "SET application_name = '~'",
                "SET search_path TO \"~\"",
                "SHOW TABLES LIKE '~'",
                "EXPLAIN PLAN FOR SELECT '~'",
                "~",
            })
    void aStatementWithHalfOfACharacterIsRefusedAtItsPlace(String template) {
        int place = template.indexOf('~') + 1;
        for (String half : List.of(HALF, "\uDFFF", "\uDE00\uD83D")) {
            assertEquals(
                    "22021 the text of the statement has U+%04X at position %d, which is half of a character: give the"
                                    .formatted((int) half.charAt(0), place)
                            + " whole of it",
                    refusal(template.replace("~", half)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT U&'\\D800' = U&'\\D801' FROM ticket_events",
                "SELECT U&'a\\DE00\\D83D'",
                "SELECT 'x' || U&'\\D83D'",
                "SELECT COUNT(*) FROM ticket_events WHERE via IN (U&'\\D83D', 'x')",
                "SELECT x LIKE U&'\\D83D%' FROM (VALUES ('a')) AS t (x)",
                "SELECT STRING_AGG(via, U&'\\D83D') FROM ticket_events",
                "SELECT CAST(ROW(1) AS ROW(U&\"\\D83D\" INTEGER))",
                "SELECT CHR(CAST(id - id + 55296 AS INTEGER)) FROM ticket_events",
                "SELECT JSON_VALUE(x, U&'$.\\D83D') FROM (VALUES ('{}')) AS t (x)",
            })
    void soIsHalfOfACharacterThatIsWrittenAsAnEscapeOrComputed(String sql) {
        String refusal = refusal(sql);
        assertTrue(refusal.matches("22021 .* which is half of a character: give the whole of it"), refusal);
    }

    @Test
    void soIsOneInAParameterAndTwoOfThemAreNeverEqual() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS VARCHAR) = ?")) {
            statement.setString(1, "a" + EMOJI);
            SQLException refusal = assertThrows(SQLException.class, () -> statement.setString(2, "a" + OTHER_HALF));
            assertEquals(
                    "the text of parameter 2 has U+D801 at position 2, which is half of a character: give the whole of"
                            + " it",
                    refusal.getMessage());
            assertEquals("22021", refusal.getSQLState());
            statement.setObject(2, "a" + EMOJI);
            assertEquals(List.of("true"), rows(statement.executeQuery()));
        }
    }

    @Test
    void calcitesOwnDriverRefusesItToo() throws SQLException {
        try (TestAccount account = TestAccount.of(
                        List.of(EventBuilder.audit(1, 1_700_000_000, 1, "?").build()));
                CalciteConnection plain = account.connectPlainly()) {
            String sql = "SELECT id FROM ticket_events WHERE via = '";
            assertThrows(SQLException.class, () -> rows(plain, sql + HALF + "'"));
            assertEquals(List.of("1"), rows(plain, sql + "?'"));
        }
    }

    @Test
    void aTextOfAnotherSchemaWithOneIsRefused() throws Exception {
        Path model = Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "zendesk", "schemas": [{"type": "jdbc", "name": "other",
                 "jdbcUrl": "jdbc:hsqldb:mem:half", "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver", "jdbcUser": "SA", "jdbcPassword": ""},
                 {"name": "zendesk", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                 "operand": {"baseUrl": "sandbox:?events=10&seed=1"}}]}
                """);
        try (Connection other = DriverManager.getConnection("jdbc:hsqldb:mem:half", "SA", "");
                Statement statement = other.createStatement();
                Connection both = DriverManager.getConnection("jdbc:ticketsql:model=" + model)) {
            statement.execute("CREATE TABLE halves (id BIGINT, x VARCHAR(10))");
            statement.execute("INSERT INTO halves VALUES (1, U&'a\\D800'), (2, 'a?')");
            String sql = "SELECT x, COUNT(*) FROM other.\"HALVES\" JOIN ticket_events e ON e.id > -1" + " GROUP BY x";
            SQLException refusal = assertThrows(SQLException.class, () -> rows(both, sql));
            assertEquals(
                    "rows of another schema cannot be read: a text has U+D800 at position 2, which is half of a"
                            + " character: give the whole of it",
                    refusal.getMessage());
            statement.execute("DELETE FROM halves WHERE id = 1");
            assertEquals(List.of("a?,10"), rows(both, sql));
        }
    }

    @Test
    void anOptionWithOneIsRefusedAndASecretIsNotShown() {
        for (String option : List.of("subdomain", "email", "password", "clientSecret", "mirror", "since")) {
            Properties properties = new Properties();
            properties.setProperty("oauthToken", "t");
            properties.setProperty(option, "hush" + HALF);
            SQLException refusal = assertThrows(
                    SQLException.class, () -> DriverManager.getConnection("jdbc:ticketsql:", properties), option);
            String message = String.valueOf(refusal.getMessage());
            assertEquals(
                    "option " + option
                            + " has U+D800 at position 5, which is half of a character: give the whole of it",
                    message);
            assertFalse(message.contains("hush"), message);
        }
    }

    @Test
    void eventsCutInsideAnEmojiAreReadByAllFunctionsOfJson() throws SQLException {
        try (TestAccount account = TestAccount.of(List.of(EventBuilder.audit(1, 1_700_000_000, 1, "Email")
                .childEvents("[{\"id\":1,\"event_type\":\"Comment\",\"body\":\"cut \uFFFD\"}]")
                .build()))) {
            account.sql("SELECT JSON_VALUE(child_events, '$[0].event_type'), JSON_VALUE(child_events, '$[0].body')"
                            + " FROM ticket_events")
                    .returns("Comment, cut \uFFFD");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    U&'\\+01F600'                         | 😀
                    U&'a\\+01F600b\\00E9'                 | a😀bé
                    U&'\\D83D\\DE00'                      | 😀
                    U&'!+01F600!!' UESCAPE '!'            | 😀!
                    U&'\\\\\\\\+01F600'                   | \\\\+01F600
                    U&'it\\0027s'                        | it's
                    (U&'a' , 'b') = ('a', 'b')             | true
                    CASE WHEN 'dat' = U&'d\\0061t' THEN 1 END | 1
                    U&'\\+000041'                         | A
                    CHR(128512)                           | 😀
                    TRANSLATE('xyz', 'xy', '😀é')         | 😀éz
                    TRANSLATE('😀a😀', '😀', 'b')          | bab
                    TRANSLATE('abc', 'ac', '')            | b
                    """)
    void characters(String expression, String expected) throws SQLException {
        String sql = expression.replace("\\\\", "\\");
        assertEquals(List.of(expected.replace("\\\\", "\\")), rows(connection, "SELECT " + sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT U&'\\+01F60'  | 42000 behind \\ in a text with U& stand four hexadecimal digits, a plus and six, or another \\",
                "SELECT U&'x\\'       | 42000 behind \\ in a text with U& stand four hexadecimal digits, a plus and six, or another \\",
                "SELECT U&'x' UESCAPE 'ab' | 42000 UESCAPE takes one character that is no digit, space, quote or plus, not 'ab'",
                "SELECT U&'\\+110000' | 42000 there is no character U+110000: the last is U+10FFFF",
                "SELECT €             | 42000 SQL has no € at line 1, column 9: text stands in single quotes, 'Web', a name in double, \"time\"",
            })
    void whatIsNoCharacterIsRefused(String sql, String expected) {
        assertEquals(expected, refusal(sql));
    }

    @Test
    void theNulOutsideOfATextIsRefusedByItsNumber() {
        for (String sql : List.of("SELECT \0", "SELECT \0 1", "\0", "SELECT 1 \0")) {
            String refusal = refusal(sql);
            assertTrue(refusal.matches("42000 SQL has no U\\+0000 at line 1, column \\d+: .*"), refusal);
        }
        assertEquals(
                "22021 a name of a column or of a field has the character NUL: leave it out",
                refusal("SELECT CAST(ROW(1) AS ROW(\"a\0\" INTEGER))"));
    }

    @Test
    void theNulInATextIsACharacterLikeAnyOther() throws SQLException {
        String values = " FROM (VALUES ('a\0b'), ('a\0c'), ('a')) AS t (x)";
        assertEquals(List.of("a", "a\0b", "a\0c"), rows(connection, "SELECT x" + values + " ORDER BY x"));
        assertEquals(List.of("a\0b"), rows(connection, "SELECT x" + values + " WHERE x LIKE '%\0b'"));
        assertEquals(List.of("3"), rows(connection, "SELECT COUNT(DISTINCT x)" + values));
        assertEquals(List.of("2"), rows(connection, "SELECT POSITION('\0' IN x)" + values + " WHERE x = 'a\0c'"));
        try (PreparedStatement statement = connection.prepareStatement("SELECT x" + values + " WHERE x = ?")) {
            statement.setString(1, "a" + NUL + "c");
            assertEquals(List.of("a\0c"), rows(statement.executeQuery()));
        }
    }

    /** Patterns with an escape, what they match, and what they do not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a§%    | §  | a%   | ab",
                "a§§    | §  | a§   | a",
                "§_%    | §  | _x   | xx",
                "\\§%\\ | §  | \\%\\ | \\x\\",
                "a😀%   | 😀 | a%   | ab",
                "😀😀_  | 😀 | 😀x  | 😀",
                "a#%    | #  | a%   | ab",
                "a\\%   | §  | a\\x | a%",
                "a\\_   | `` | a\\x | a_",
                "a§b    | §  | ab   | a§b",
                "a%%    | %  | a%   | ab",
            })
    void likeTakesEveryCharacterAsItsEscape(String pattern, String escape, String match, String other)
            throws SQLException {
        for (boolean isParameter : List.of(false, true)) {
            String sql = "SELECT x FROM (VALUES ('" + match + "'), ('" + other + "')) AS t (x) WHERE x LIKE "
                    + (isParameter ? "? ESCAPE ?" : "'" + pattern + "' ESCAPE '" + escape + "'");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (isParameter) {
                    statement.setString(1, pattern);
                    statement.setString(2, escape);
                }
                assertEquals(List.of(match), rows(statement.executeQuery()), sql);
            }
        }
        assertEquals(
                List.of(match),
                rows(
                        connection,
                        "SELECT x FROM (VALUES ('" + match + "', '" + pattern + "', '" + escape + "'), ('" + other
                                + "', '" + pattern + "', '" + escape + "')) AS t (x, p, e) WHERE x LIKE p ESCAPE e"));
    }

    @Test
    void anEscapeOfTwoCharactersAndALastOneAreRefused() {
        assertEquals(
                "22023 ESCAPE takes one character or none, not '§§'",
                refusal("SELECT x LIKE 'a' ESCAPE '§§' FROM (VALUES ('a')) AS t (x)"));
        assertEquals(
                "22000 a pattern of LIKE ends with its escape character: write it twice to find the character itself",
                refusal("SELECT x LIKE 'a§' ESCAPE '§' FROM (VALUES ('a')) AS t (x)"));
    }

    @Test
    void noTextsThatDifferAreEqualInTheEngine() throws SQLException {
        List<String> texts = List.of("a", "a\0", "a\0b", "a?", "a\uFFFD", "a" + EMOJI, "A", "a ", "\u00E9", "e\u0301");
        String values = Stream.of(texts)
                .flatMap(List::stream)
                .map(text -> "('" + text + "')")
                .toList()
                .toString();
        assertEquals(
                List.of(Integer.toString(texts.size())),
                rows(
                        connection,
                        "SELECT COUNT(*) FROM (VALUES " + values.substring(1, values.length() - 1) + ") AS a (x),"
                                + " (VALUES " + values.substring(1, values.length() - 1)
                                + ") AS b (x) WHERE a.x = b.x"));
    }

    private static String refusal(String sql) {
        SQLException refusal = assertThrows(SQLException.class, () -> rows(connection, sql), sql);
        return refusal.getSQLState() + " " + refusal.getMessage();
    }

    private static List<String> rows(Connection asked, String sql) throws SQLException {
        try (Statement statement = asked.createStatement()) {
            return statement.execute(sql) ? rows(statement.getResultSet()) : List.of();
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(",", row));
            }
        }
        return rows;
    }
}
