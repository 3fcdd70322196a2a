package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.JdbcRows;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every table and column says what it is, and every key that is declared holds. */
final class KeysAndRemarksTest {

    private static Connection connection;
    private static DatabaseMetaData metadata;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=20000&seed=1&shape=both'");
        metadata = connection.getMetaData();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    @Test
    void everyTableAndEveryColumnHasARemark() throws Exception {
        List<String> tables = JdbcRows.of(metadata.getTables(null, "zendesk", null, null), "TABLE_NAME", "REMARKS");
        List<String> columns =
                JdbcRows.of(metadata.getColumns(null, "zendesk", null, null), "TABLE_NAME", "COLUMN_NAME", "REMARKS");
        assertTrue(tables.size() >= 10 && columns.size() > 70);
        tables.forEach(table -> assertFalse(table.endsWith(" null"), table));
        columns.forEach(column -> assertFalse(column.endsWith(" null"), column));
    }

    @Test
    void nothingIsDescribedThatThereIsNot() throws Exception {
        Set<String> names = new TreeSet<>(JdbcRows.of(metadata.getTables(null, "zendesk", null, null), "TABLE_NAME"));
        for (String line : JdbcRows.of(metadata.getColumns(null, "zendesk", null, null), "TABLE_NAME", "COLUMN_NAME")) {
            names.add(line.replace(' ', '.'));
        }
        assertEquals(names, described());
    }

    private static Set<String> described() throws Exception {
        Set<String> described = new TreeSet<>();
        String table = "";
        try (InputStream in =
                KeysAndRemarksTest.class.getResourceAsStream("/dev/ticketsql/jdbc/metadata/descriptions.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line :
                    text.lines().filter(any -> any.matches(" *\\w+: .*")).toList()) {
                String name = line.strip().replaceFirst(":.*", "");
                if (!line.startsWith("#")) {
                    table = line.startsWith(" ") ? table : name;
                    described.add(line.startsWith(" ") ? table + "." + name : name);
                }
            }
        }
        return described;
    }

    @Test
    void thePrimaryKeyOfEventsHolds() throws Exception {
        assertEquals(
                List.of("id 1 ticket_events_pkey", "time 2 ticket_events_pkey"),
                JdbcRows.of(
                        metadata.getPrimaryKeys(null, "zendesk", "ticket_events"),
                        "COLUMN_NAME",
                        "KEY_SEQ",
                        "PK_NAME"));
        assertEquals(
                List.of("id BIGINT 2", "time TIMESTAMP 2"),
                JdbcRows.of(
                        metadata.getBestRowIdentifier(
                                null, "zendesk", "ticket_events", DatabaseMetaData.bestRowSession, false),
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "SCOPE"));
        assertEquals(
                0,
                count(
                        "SELECT COUNT(*) FROM (SELECT id FROM ticket_events GROUP BY id, \"time\" HAVING COUNT(*) > 1) t"));
    }

    @Test
    void everyForeignKeyHolds() throws Exception {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        try (ResultSet keys = metadata.getExportedKeys(null, "zendesk", "ticket_events")) {
            while (keys.next()) {
                conditions
                        .computeIfAbsent(keys.getString("FKTABLE_NAME"), any -> new ArrayList<>())
                        .add("c.\"" + keys.getString("FKCOLUMN_NAME") + "\" = e.\"" + keys.getString("PKCOLUMN_NAME")
                                + "\"");
            }
        }
        assertEquals(
                List.of(
                        "sla_breaches",
                        "sla_events",
                        "sla_policies_applied",
                        "ticket_child_events",
                        "ticket_comments",
                        "ticket_field_changes",
                        "ticket_field_intervals",
                        "ticket_messages",
                        "ticket_reassignments",
                        "ticket_reopens"),
                List.copyOf(conditions.keySet()));
        for (Map.Entry<String, List<String>> key : conditions.entrySet()) {
            String table = key.getKey();
            String matches =
                    " JOIN ticket_events e ON " + key.getValue().stream().collect(Collectors.joining(" AND "));
            assertTrue(count("SELECT COUNT(*) FROM " + table) > 0, table);
            assertEquals(
                    count("SELECT COUNT(*) FROM " + table),
                    count("SELECT COUNT(*) FROM " + table + " c" + matches),
                    table);
        }
    }

    @Test
    void keysAreFoundFromEitherSide() throws Exception {
        String[] columns = {"FKTABLE_NAME", "FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME", "KEY_SEQ", "PK_NAME"};
        List<String> comments = List.of(
                "ticket_comments event_id ticket_events id 1 ticket_events_pkey",
                "ticket_comments time ticket_events time 2 ticket_events_pkey");
        assertEquals(comments, JdbcRows.of(metadata.getImportedKeys(null, null, "TICKET_COMMENTS"), columns));
        assertEquals(
                comments,
                JdbcRows.of(
                        metadata.getCrossReference(
                                "ticketsql", "zendesk", "ticket_events", null, null, "ticket_comments"),
                        columns));
        assertEquals(
                List.of(),
                JdbcRows.of(
                        metadata.getCrossReference(null, "other", "ticket_events", null, null, "ticket_comments"),
                        columns));
        assertEquals(List.of(), JdbcRows.of(metadata.getImportedKeys(null, null, "ticket_events"), columns));
        // A name of a key is no pattern.
        assertEquals(List.of(), JdbcRows.of(metadata.getImportedKeys(null, null, "ticket%"), columns));
    }

    private static long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getLong(1);
        }
    }
}
