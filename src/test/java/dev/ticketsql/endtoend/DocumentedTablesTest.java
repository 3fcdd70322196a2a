package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.account.Option;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents' tables of options, columns and views are those of the program. */
final class DocumentedTablesTest {

    private static final Document COLUMNS = Document.page("columns.md");

    private static SqlClient client;

    @BeforeAll
    static void connect() throws SQLException {
        client = SqlClient.to(URI.create("sandbox:?events=1000&seed=1"));
    }

    @AfterAll
    static void close() throws SQLException {
        client.close();
    }

    @Test
    void theTableOfOptionsIsTheListOfOptions() {
        assertEquals(
                Arrays.stream(Option.values())
                        .map(option -> "| `%s` | `%s` | %s | %s (%s) |"
                                .formatted(
                                        option.propertyName(),
                                        option.environmentName(),
                                        option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`",
                                        option.description(),
                                        option.unit()))
                        .toList(),
                Document.page("options.md").rowsBelow("| option | environment | default | what it is for |"));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket_events, | column | type | what it is |",
        "ticket_field_changes, | column of ticket_field_changes | type | what it is |",
        "ticket_comments, | column of ticket_comments | type | what it is |",
        "ticket_child_events, | column of ticket_child_events | type | what it is |",
        "mirror_windows, | column of mirror_windows | type | what it is |",
        "rejected_events, | column of rejected_events | type | what it is |",
        "api_requests, | column of api_requests | type | what it is |"
    })
    void theTableOfColumnsIsTheTable(String table, String heading) throws Exception {
        List<String> expected = new ArrayList<>();
        try (ResultSet columns = client.connection().getMetaData().getColumns(null, "zendesk", table, "%")) {
            while (columns.next()) {
                boolean notNull = columns.getString("IS_NULLABLE").equals("NO");
                String name = columns.getString("TYPE_NAME");
                String type = name.equals("TIMESTAMP") ? name + "(" + columns.getInt("DECIMAL_DIGITS") + ")" : name;
                expected.add("| " + columns.getString("COLUMN_NAME") + " | " + type + (notNull ? " NOT NULL" : "")
                        + " | " + columns.getString("REMARKS") + " |");
            }
        }
        assertEquals(expected, rowsOf(heading));
    }

    @Test
    void theTableOfViewsIsWhatMetadataSaysOfThem() throws Exception {
        List<String> expected = new ArrayList<>();
        try (ResultSet views =
                client.connection().getMetaData().getTables(null, "zendesk", null, new String[] {"VIEW"})) {
            while (views.next()) {
                expected.add(views.getString("TABLE_NAME") + ": " + views.getString("REMARKS"));
            }
        }
        List<String> written = rowsOf("| view | one row per | columns | needs |").stream()
                .map(row -> row.split("\\| *", -1))
                .map(cells -> cells[1].strip() + ": One row per " + cells[2].strip())
                .sorted()
                .toList();
        assertEquals(expected, written);
    }

    /** The rows of a table, without marks of code. */
    private static List<String> rowsOf(String heading) {
        return COLUMNS.rowsBelow(heading).stream()
                .map(line -> line.replace("`", ""))
                .toList();
    }
}
