package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.DocumentLinks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links among README.md and the pages of src/docs lead somewhere, and from the README to every page. */
final class DocumentLinksTest {

    private static final int MAX_LINES_OF_README = 250;

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        assertEquals(List.of(), DocumentLinks.broken(Document.all()));
    }

    @Test
    void theReadmeLinksEveryPage() {
        List<Path> linked = DocumentLinks.targets(Document.readme());
        assertEquals(
                List.of(),
                Document.all().stream()
                        .map(Document::path)
                        .filter(path -> !path.equals(Document.readme().path()))
                        .filter(path -> !linked.contains(path))
                        .toList());
    }

    @Test
    void theReadmeIsShort() {
        long lines = Document.readme().text().lines().count();
        assertTrue(lines <= MAX_LINES_OF_README, lines + " lines");
    }
}
