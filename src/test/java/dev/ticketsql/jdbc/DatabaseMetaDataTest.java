package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.JdbcRows;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what tools ask of a database before anything else. */
final class DatabaseMetaDataTest {

    private static final String URL = "jdbc:ticketsql:baseUrl='sandbox:?events=300&seed=1'";

    private static Connection connection;
    private static DatabaseMetaData metadata;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection(URL);
        metadata = connection.getMetaData();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    private static List<String> tables(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, String @Nullable ... types)
            throws SQLException {
        return JdbcRows.of(metadata.getTables(catalog, schema, table, types), "TABLE_NAME");
    }

    @Test
    void tablesComeByTypeAndName() throws Exception {
        assertEquals(
                List.of(
                        "TABLE ticketsql zendesk api_requests",
                        "TABLE ticketsql zendesk brands",
                        "TABLE ticketsql zendesk custom_statuses",
                        "TABLE ticketsql zendesk groups",
                        "TABLE ticketsql zendesk macros",
                        "TABLE ticketsql zendesk mirror_windows",
                        "TABLE ticketsql zendesk organizations",
                        "TABLE ticketsql zendesk rejected_events",
                        "TABLE ticketsql zendesk schedule_holidays",
                        "TABLE ticketsql zendesk schedules",
                        "TABLE ticketsql zendesk sla_policies",
                        "TABLE ticketsql zendesk ticket_child_events",
                        "TABLE ticketsql zendesk ticket_comments",
                        "TABLE ticketsql zendesk ticket_events",
                        "TABLE ticketsql zendesk ticket_field_changes",
                        "TABLE ticketsql zendesk ticket_fields",
                        "TABLE ticketsql zendesk ticket_forms",
                        "TABLE ticketsql zendesk users",
                        "VIEW ticketsql zendesk sla_breaches",
                        "VIEW ticketsql zendesk sla_events",
                        "VIEW ticketsql zendesk sla_policies_applied",
                        "VIEW ticketsql zendesk ticket_agents",
                        "VIEW ticketsql zendesk ticket_assignments",
                        "VIEW ticketsql zendesk ticket_backlog",
                        "VIEW ticketsql zendesk ticket_field_intervals",
                        "VIEW ticketsql zendesk ticket_first_replies",
                        "VIEW ticketsql zendesk ticket_messages",
                        "VIEW ticketsql zendesk ticket_reassignments",
                        "VIEW ticketsql zendesk ticket_reopens",
                        "VIEW ticketsql zendesk ticket_requester_waits",
                        "VIEW ticketsql zendesk ticket_resolutions",
                        "VIEW ticketsql zendesk ticket_satisfaction",
                        "VIEW ticketsql zendesk ticket_states",
                        "VIEW ticketsql zendesk ticket_status_intervals",
                        "VIEW ticketsql zendesk ticket_touches"),
                JdbcRows.of(
                        metadata.getTables(null, "zendesk", null, null),
                        "TABLE_TYPE",
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME"));
    }

    @Test
    void everyTypeOfATableIsListed() throws Exception {
        List<String> types = JdbcRows.of(metadata.getTableTypes(), "TABLE_TYPE");
        assertEquals(List.of("SYSTEM VIEW", "TABLE", "VIEW"), types);
        assertEquals(
                types,
                List.copyOf(new TreeSet<>(JdbcRows.of(metadata.getTables(null, null, null, null), "TABLE_TYPE"))));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket\\_events, 1",
        "ticket_events, 1",
        "TICKET_EVENTS, 1",
        "ticket%events, 2",
        "t%, 20",
        "ticket_______, 4",
        "ticket\\%, 0",
        "%\\, 0",
        "'', 0",
        "%, 35"
    })
    void patternsHaveTheirSignsAndIgnoreCaseAsNamesDo(String pattern, int found) throws Exception {
        assertEquals(found, tables(null, "Zen_esk", pattern, (String[]) null).size());
    }

    @Test
    void caseCountsWhereTheConnectionSaysSo() throws Exception {
        try (Connection strict = DriverManager.getConnection(URL + ";caseSensitive=true")) {
            DatabaseMetaData answers = strict.getMetaData();
            assertEquals(
                    List.of(), JdbcRows.of(answers.getTables(null, "zendesk", "TICKET_EVENTS", null), "TABLE_NAME"));
            assertEquals(
                    17,
                    JdbcRows.of(answers.getColumns(null, null, "ticket_events", null), "COLUMN_NAME")
                            .size());
            assertTrue(answers.supportsMixedCaseIdentifiers());
            assertFalse(answers.storesMixedCaseIdentifiers());
        }
    }

    @Test
    void thereIsOneCatalogAndItsNamesCanBeWritten() throws Exception {
        assertEquals(List.of("ticketsql"), JdbcRows.of(metadata.getCatalogs(), "TABLE_CAT"));
        assertEquals("ticketsql", connection.getCatalog());
        assertEquals(
                List.of("information_schema ticketsql", "zendesk ticketsql"),
                JdbcRows.of(metadata.getSchemas(), "TABLE_SCHEM", "TABLE_CATALOG"));
        assertEquals(List.of("ticket_events"), tables("TicketSQL", null, "ticket_events", (String[]) null));
        assertEquals(List.of(), tables("other", null, "ticket_events", (String[]) null));
        assertEquals(List.of(), tables("", null, "ticket_events", (String[]) null));
        assertTrue(metadata.supportsCatalogsInDataManipulation());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT ticketsql.zendesk.ticket_events.id FROM \"ticketsql\".\"zendesk\".\"ticket_events\""
                                + " JOIN ticketsql.zendesk.sla_breaches s ON id = s.event_id")) {
            assertEquals("ticketsql", rows.getMetaData().getCatalogName(1));
        }
    }

    @Test
    void columnsComeInTheirOrderWithTheirTypes() throws Exception {
        assertEquals(
                List.of(
                        "1 event_id -5 BIGINT 19 0 10 null 0 NO",
                        "2 ticket_id -5 BIGINT 19 0 10 null 1 YES",
                        "3 time 93 TIMESTAMP 19 0 null null 0 NO",
                        "4 start_time -5 BIGINT 19 0 10 null 0 NO",
                        "5 comment_id -5 BIGINT 19 0 10 null 1 YES",
                        "6 author_id -5 BIGINT 19 0 10 null 1 YES",
                        "7 is_public 16 BOOLEAN 1 null null null 1 YES",
                        "8 body 12 VARCHAR 2147483647 null null 2147483647 1 YES"),
                JdbcRows.of(
                                metadata.getColumns(null, "zendesk", "ticket_comments", null),
                                "ORDINAL_POSITION",
                                "COLUMN_NAME",
                                "DATA_TYPE",
                                "TYPE_NAME",
                                "COLUMN_SIZE",
                                "DECIMAL_DIGITS",
                                "NUM_PREC_RADIX",
                                "CHAR_OCTET_LENGTH",
                                "NULLABLE",
                                "IS_NULLABLE")
                        .subList(0, 8));
    }

    @Test
    void whatAColumnSaysIsWhatAResultSaysOfIt() throws Exception {
        for (String table : tables(null, null, null, (String[]) null)) {
            String schema = JdbcRows.of(metadata.getTables(null, null, table, null), "TABLE_SCHEM")
                    .get(0);
            List<String> ofResult = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT * FROM \"" + schema + "\".\"" + table + "\"")) {
                ResultSetMetaData result = statement.getMetaData();
                for (int column = 1; column <= result.getColumnCount(); column++) {
                    ofResult.add(result.getColumnName(column) + " " + result.getColumnType(column) + " "
                            + result.getColumnTypeName(column) + " " + result.getPrecision(column) + " "
                            + result.isNullable(column));
                    assertEquals(table, result.getTableName(column));
                    assertEquals(schema, result.getSchemaName(column));
                }
            }
            assertEquals(
                    JdbcRows.of(
                            metadata.getColumns(null, schema, table.replace("_", "\\_"), null),
                            "COLUMN_NAME",
                            "DATA_TYPE",
                            "TYPE_NAME",
                            "COLUMN_SIZE",
                            "NULLABLE"),
                    ofResult);
        }
    }

    @Test
    void everyTypeIsOneThatCastConvertsTo() throws Exception {
        List<String> numbers = JdbcRows.of(metadata.getTypeInfo(), "DATA_TYPE");
        List<Integer> sorted = numbers.stream().map(Integer::valueOf).sorted().toList();
        assertEquals(sorted.stream().map(String::valueOf).toList(), numbers);
        for (String type : JdbcRows.of(metadata.getTypeInfo(), "TYPE_NAME")) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(NULL AS " + type + ") AS x")) {
                String name = statement.getMetaData().getColumnTypeName(1);
                assertEquals(type.equals("CHAR") ? "VARCHAR" : type, name);
            }
        }
    }

    @Test
    void everyTypeOfAColumnIsListed() throws Exception {
        List<String> types = JdbcRows.of(metadata.getTypeInfo(), "TYPE_NAME", "DATA_TYPE");
        List<String> ofColumns = JdbcRows.of(metadata.getColumns(null, null, null, null), "TYPE_NAME", "DATA_TYPE");
        ofColumns.forEach(type -> assertTrue(types.contains(type), type));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMERIC, 'ABS(1),ACOS(1),ASIN(1),ATAN(1),ATAN2(1;1),CEILING(1.5),COS(1),COT(1),DEGREES(1),EXP(1),FLOOR(1.5),"
                + "LOG(2),LOG10(2),MOD(5;2),PI(),POWER(2;3),RADIANS(1),RAND(),ROUND(1.5;0),SIGN(1),SIN(1),SQRT(4),"
                + "TAN(1),TRUNCATE(1.5;0)'",
        "STRING, 'ASCII(''a''),CHAR(65),CHARACTER_LENGTH(''a''),CHAR_LENGTH(''a''),CONCAT(''a'';''b''),"
                + "DIFFERENCE(''a'';''b''),INSERT(''abc'';1;1;''x''),LCASE(''A''),LEFT(''a'';1),LENGTH(''a''),"
                + "LOCATE(''a'';''ba''),LTRIM('' a''),OCTET_LENGTH(''a''),REPEAT(''a'';2),REPLACE(''a'';''a'';''b''),"
                + "RIGHT(''a'';1),RTRIM(''a ''),SOUNDEX(''a''),SPACE(1),SUBSTRING(''abc'';1;2),UCASE(''a'')'",
        "SYSTEM, 'DATABASE(),IFNULL(NULL;1),USER()'",
        "TIME, 'CURDATE(),CURRENT_DATE(),CURRENT_TIME(),CURRENT_TIMESTAMP(),CURTIME(),DAYNAME({d ''2020-01-01''}),"
                + "DAYOFMONTH({d ''2020-01-01''}),DAYOFWEEK({d ''2020-01-01''}),DAYOFYEAR({d ''2020-01-01''}),"
                + "HOUR({ts ''2020-01-01 10:00:00''}),MINUTE({ts ''2020-01-01 10:00:00''}),MONTH({d ''2020-01-01''}),"
                + "MONTHNAME({d ''2020-01-01''}),NOW(),QUARTER({d ''2020-01-01''}),SECOND({ts ''2020-01-01 10:00:00''}),"
                + "TIMESTAMPADD(SQL_TSI_DAY;1;{d ''2020-01-01''}),"
                + "TIMESTAMPDIFF(SQL_TSI_DAY;{d ''2020-01-01''};{d ''2020-01-02''}),WEEK({d ''2020-01-01''}),"
                + "YEAR({d ''2020-01-01''})'"
    })
    void everyFunctionOfAnEscapeAnswers(String kind, String calls) throws Exception {
        String listed = switch (kind) {
            case "NUMERIC" -> metadata.getNumericFunctions();
            case "STRING" -> metadata.getStringFunctions();
            case "SYSTEM" -> metadata.getSystemFunctions();
            default -> metadata.getTimeDateFunctions();
        };
        List<String> names = new ArrayList<>();
        for (String call : JdbcRows.words(calls)) {
            names.add(call.replaceFirst("\\(.*", ""));
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT {fn " + call.replace(';', ',') + "}")) {
                assertTrue(rows.next());
                assertFalse(rows.getString(1).isEmpty(), call);
            }
        }
        assertEquals(listed, String.join(",", names));
    }

    @Test
    void convertConvertsWhatItSays() throws Exception {
        List<String> values = List.of("1", "1.5E0", "'1'", "TRUE", "{d '2020-01-01'}", "{ts '2020-01-01 10:00:00'}");
        List<Integer> froms =
                List.of(Types.INTEGER, Types.DOUBLE, Types.VARCHAR, Types.BOOLEAN, Types.DATE, Types.TIMESTAMP);
        List<String> names = List.of("INTEGER", "DOUBLE", "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP");
        for (int from = 0; from < values.size(); from++) {
            for (int to = 0; to < values.size(); to++) {
                String sql = "SELECT {fn CONVERT(" + values.get(from) + ", SQL_" + names.get(to) + ")}";
                boolean isPromised = metadata.supportsConvert(froms.get(from), froms.get(to));
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    assertEquals(1, statement.getMetaData().getColumnCount());
                } catch (SQLException e) {
                    assertFalse(isPromised, sql);
                }
            }
        }
        assertFalse(metadata.supportsConvert(Types.BOOLEAN, Types.DATE));
    }

    @Test
    void keywordsAreWordsOfTheGrammarThatSql2003DoesNotHave() throws Exception {
        List<String> words = JdbcRows.words(metadata.getSQLKeywords());
        assertTrue(words.containsAll(List.of("LIMIT", "QUALIFY", "TINYINT", "OFFSET")), words.toString());
        assertTrue(Collections.disjoint(words, List.of("SELECT", "WINDOW", "BIGINT", "TIME", "A", "VALUE")));
        assertEquals(words.size(), new HashSet<>(words).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ";defaultNullCollation=LOW", ";defaultNullCollation=FIRST", ";defaultNullCollation=LAST"})
    void nullsAreSortedAsItIsSaid(String property) throws Exception {
        try (Connection sorting = DriverManager.getConnection(URL + property);
                Statement statement = sorting.createStatement()) {
            DatabaseMetaData answers = sorting.getMetaData();
            boolean firstAscending = isNullFirst(statement, "ASC");
            boolean firstDescending = isNullFirst(statement, "DESC");
            assertEquals(firstAscending && firstDescending, answers.nullsAreSortedAtStart());
            assertEquals(!firstAscending && !firstDescending, answers.nullsAreSortedAtEnd());
            assertEquals(firstAscending && !firstDescending, answers.nullsAreSortedLow());
            assertEquals(!firstAscending && firstDescending, answers.nullsAreSortedHigh());
        }
    }

    private static boolean isNullFirst(Statement statement, String direction) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT x FROM (VALUES (1), (CAST(NULL AS INTEGER))) AS t(x) ORDER BY x " + direction)) {
            assertTrue(rows.next());
            rows.getInt(1);
            return rows.wasNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "supportsSubqueriesInQuantifieds, SELECT id FROM ticket_events WHERE id >= ALL (SELECT 1 AS x)",
        "supportsCorrelatedSubqueries, SELECT id FROM ticket_events e WHERE EXISTS (SELECT 1 FROM ticket_comments"
                + " WHERE event_id = e.id)",
        "supportsFullOuterJoins, SELECT 1 FROM ticket_events FULL JOIN ticket_comments ON id = event_id",
        "supportsGroupByUnrelated, SELECT COUNT(*) FROM ticket_events GROUP BY via",
        "supportsOrderByUnrelated, SELECT id FROM ticket_events ORDER BY via",
        "supportsLikeEscapeClause, SELECT id FROM ticket_events WHERE via LIKE 'a!%' ESCAPE '!'",
        "supportsUnionAll, SELECT 1 UNION ALL SELECT 2",
        "supportsSelectForUpdate, SELECT id FROM ticket_events FOR UPDATE",
        "supportsPositionedDelete, DELETE FROM ticket_events WHERE CURRENT OF c",
        "supportsStoredProcedures, CALL f()"
    })
    void whatIsSupportedRunsAndWhatIsNotIsRefused(String method, String sql) throws Exception {
        boolean isSupported = (boolean) DatabaseMetaData.class.getMethod(method).invoke(metadata);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(isSupported && rows.getMetaData().getColumnCount() == 1, sql);
        } catch (SQLException e) {
            assertFalse(isSupported, e.getMessage());
        }
    }

    @Test
    void resultsAreReadForwardAndStayOverACommit() throws Exception {
        assertTrue(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY));
        assertFalse(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE));
        assertTrue(metadata.supportsResultSetConcurrency(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
        assertFalse(metadata.supportsResultSetConcurrency(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE));
        assertFalse(metadata.ownUpdatesAreVisible(ResultSet.TYPE_FORWARD_ONLY));
        assertFalse(metadata.supportsBatchUpdates());
        assertTrue(metadata.supportsOpenCursorsAcrossCommit());
        assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, metadata.getResultSetHoldability());
        assertTrue(metadata.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT));
        assertFalse(metadata.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
        try (Connection own = DriverManager.getConnection(URL);
                Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM ticket_events")) {
            own.setAutoCommit(false);
            assertTrue(rows.next());
            own.commit();
            assertTrue(rows.next());
        }
    }

    @Test
    void theLongestNameIsOneThatTheParserTakes() throws Exception {
        String longest = "a".repeat(metadata.getMaxColumnNameLength());
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 AS " + longest)) {
            assertEquals(longest, statement.getMetaData().getColumnName(1));
        }
        assertThrows(SQLException.class, () -> connection.prepareStatement("SELECT 1 AS " + longest + "a"));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 AS a" + metadata.getExtraNameCharacters())) {
            assertEquals("a$", statement.getMetaData().getColumnName(1));
        }
    }

    @Test
    void theUrlIsTheGivenOneWithoutSecrets() throws Exception {
        String given = URL + ";email=ann@example.com;apiToken=geheim;password=;mirror=none";
        try (Connection own = DriverManager.getConnection(given)) {
            String shown = own.getMetaData().getURL();
            assertFalse(shown.contains("geheim") || shown.contains("apiToken"), shown);
            assertTrue(shown.startsWith("jdbc:ticketsql:") && shown.contains("mirror=none"), shown);
            try (Connection again = DriverManager.getConnection(shown, "ann@example.com", "other")) {
                assertEquals(shown, again.getMetaData().getURL());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', sandbox",
        ";email=ann@example.com;password=x, ann@example.com",
        ";email=ann@example.com/token;password=x, ann@example.com",
        ";clientId=reader;clientSecret=x, reader"
    })
    void theUserIsWhoAsksTheAccount(String login, String user) throws Exception {
        try (Connection own = DriverManager.getConnection(URL + login);
                Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CURRENT_USER, SESSION_USER, USER, {fn USER()}, CURRENT_ROLE, SYSTEM_USER")) {
            assertEquals(user, own.getMetaData().getUserName());
            assertTrue(rows.next());
            for (int column = 1; column <= 6; column++) {
                assertEquals(user, rows.getString(column));
            }
        }
    }

    @Test
    void aConnectionSaysWhatItIsAsPostgresqlDoes() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version(), current_database(), CURRENT_CATALOG,"
                        + " {fn DATABASE()}, current_schema(), CURRENT_SCHEMA")) {
            assertTrue(rows.next());
            assertEquals(
                    metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion(), rows.getString(1));
            assertEquals("ticketsql", rows.getString("current_database"));
            assertEquals("ticketsql", rows.getString(3));
            assertEquals("ticketsql", rows.getString(4));
            assertEquals("zendesk", rows.getString("current_schema"));
            assertEquals("zendesk", rows.getString(6));
        }
    }

    @Test
    void rowsOfMetadataCloseWithTheirConnection() throws Exception {
        Connection own = DriverManager.getConnection(URL);
        ResultSet open = own.getMetaData().getTables(null, null, null, null);
        assertTrue(open.next());
        DatabaseMetaData answers = own.getMetaData();
        own.close();
        assertTrue(open.isClosed());
        assertThrows(SQLException.class, open::next);
        SQLException refused = assertThrows(SQLException.class, answers::getCatalogs);
        assertEquals("08003", refused.getSQLState());
        ResultSet closed = metadata.getCatalogs();
        Statement statement = closed.getStatement();
        closed.close();
        assertTrue(statement.isClosed());
    }

    @Test
    void everybodyMayReadEverything() throws Exception {
        assertEquals(
                List.of("ticket_events SELECT sandbox NO"),
                JdbcRows.of(
                        metadata.getTablePrivileges(null, null, "ticket\\_events"),
                        "TABLE_NAME",
                        "PRIVILEGE",
                        "GRANTEE",
                        "IS_GRANTABLE"));
        assertEquals(
                List.of("created_at SELECT", "replied_at SELECT"),
                JdbcRows.of(
                        metadata.getColumnPrivileges(null, null, "ticket_first_replies", "%_at"),
                        "COLUMN_NAME",
                        "PRIVILEGE"));
    }
}
