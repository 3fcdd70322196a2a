package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links among README.md and the pages of src/docs lead somewhere, and from the README to every page. */
final class DocumentLinksTest {

    private static final int MAX_LINES_OF_README = 250;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        List<String> broken = Document.all().stream()
                .flatMap(page -> links(page)
                        .filter(link -> !link.group(1).matches("[a-z]+:.*"))
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> page + ": " + link.group()))
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void theReadmeLinksEveryPage() {
        List<Path> linked = links(Document.readme())
                .map(link -> Path.of(link.group(1)).normalize())
                .toList();
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

    private static Stream<MatchResult> links(Document page) {
        return LINK.matcher(CODE.matcher(page.text()).replaceAll("")).results();
    }

    private static boolean leadsSomewhere(Document page, MatchResult link) {
        Path target = link.group(1).isEmpty()
                ? page.path()
                : page.path().resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return link.group(2) == null || anchors(new Document(target)).contains(link.group(2));
    }

    /** The anchors of headings, as GitHub makes them. */
    private static List<String> anchors(Document page) {
        Matcher blocks = Pattern.compile("(?ms)^```.*?^```$").matcher(page.text());
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(blocks.replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
