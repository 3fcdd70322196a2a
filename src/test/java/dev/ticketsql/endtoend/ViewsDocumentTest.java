package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.ReadyView;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document src/docs/views.md: a definition, a source and an example of each view, which runs. */
final class ViewsDocumentTest {

    private static final Path DOCUMENT = Path.of("src/docs/views.md");

    private static List<String> matches(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyViewHasItsSectionWithASourceAndAnExample() throws IOException {
        assertEquals(
                Arrays.stream(ReadyView.values()).map(ReadyView::viewName).toList(), matches("(?m)^## ([a-z_]+)$"));
        for (String section : matches("(?ms)^## ([a-z_]+\n.*?)(?=^## |\\z)")) {
            String view = section.lines().findFirst().orElseThrow();
            assertTrue(section.contains("Source:") || section.contains("assumption"), () -> view + " has no source");
            assertTrue(section.contains("FROM " + view + "\n"), () -> view + " has no example");
        }
    }

    @Test
    void everyExampleIsAnsweredByTheEngineAlone() throws Exception {
        try (SqlClient client = SqlClient.to(URI.create("sandbox:?events=20000&seed=1"))) {
            for (String sql : matches("(?ms)^```sql\n(.*?)^```$")) {
                assertTrue(!client.rows(sql).isEmpty(), sql);
                String plan = client.rows("EXPLAIN PLAN FOR " + sql).get(0);
                assertTrue(plan.startsWith("DuckDbStatement"), plan);
            }
        }
    }
}
