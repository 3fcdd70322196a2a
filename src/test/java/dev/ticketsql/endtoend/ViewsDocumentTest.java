package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.ReadyView;
import dev.ticketsql.testing.Document;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document src/docs/views.md: a definition, a source and an example of each view. */
final class ViewsDocumentTest {

    private static List<String> matches(String pattern) {
        return Document.page("views.md")
                .matches(pattern)
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyViewHasItsSectionWithASourceAndAnExample() {
        assertEquals(
                Arrays.stream(ReadyView.values()).map(ReadyView::viewName).toList(), matches("(?m)^## ([a-z_]+)$"));
        for (String section : matches("(?ms)^## ([a-z_]+\n.*?)(?=^## |\\z)")) {
            String view = section.lines().findFirst().orElseThrow();
            assertTrue(section.contains("Source:") || section.contains("assumption"), () -> view + " has no source");
            assertTrue(section.contains("FROM " + view + "\n"), () -> view + " has no example");
        }
    }
}
