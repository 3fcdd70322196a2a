package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.reference.ReferenceTable;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document src/docs/references.md: the tables with their columns, and examples, which run. */
final class ReferencesDocumentTest {

    private static final Path DOCUMENT = Path.of("src/docs/references.md");

    private static Stream<MatchResult> matches(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(DOCUMENT)).results();
    }

    @Test
    void everyTableIsThereWithItsColumns() throws IOException {
        Map<String, String> listed = matches("(?m)^\\| `(\\w+)` \\| .* \\| (`.*`) \\|$")
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
            for (MatchResult block : matches("(?ms)^```sql\n(.*?)^```$").toList()) {
                assertTrue(
                        client.rows(block.group(1)).stream().anyMatch(row -> row.matches("[\\p{L}].*")),
                        block.group(1));
            }
        }
    }
}
