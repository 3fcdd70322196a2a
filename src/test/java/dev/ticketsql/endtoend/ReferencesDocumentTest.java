package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.reference.ReferenceTable;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document src/docs/references.md: the tables with their columns, and examples, which run. */
final class ReferencesDocumentTest {

    private static final Document DOCUMENT = Document.page("references.md");

    @Test
    void everyTableIsThereWithItsColumns() {
        Map<String, String> listed = DOCUMENT.matches("(?m)^\\| `(\\w+)` \\| .* \\| (`.*`) \\|$")
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        assertEquals(
                Arrays.stream(ReferenceTable.values())
                        .collect(Collectors.toMap(ReferenceTable::tableName, ReferencesDocumentTest::columns)),
                listed);
    }

    private static String columns(ReferenceTable table) {
        return table.columns().stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(", "));
    }

    @Test
    void everyExampleHasNames() throws Exception {
        try (SqlClient client = SqlClient.to(URI.create("sandbox:?events=20000&seed=1"))) {
            for (String sql : DOCUMENT.blocks("sql")) {
                assertTrue(client.rows(sql).stream().anyMatch(row -> row.matches("[\\p{L}].*")), sql);
            }
        }
    }
}
