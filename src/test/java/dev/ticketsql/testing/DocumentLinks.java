package dev.ticketsql.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links of pages to files and to headings. */
public final class DocumentLinks {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

    private DocumentLinks() {}

    /** The links of these pages, except to the web, that lead to no file or to no heading. */
    public static List<String> broken(List<Document> pages) {
        return pages.stream()
                .flatMap(page -> links(page)
                        .filter(link -> !link.group(1).matches("[a-z]+:.*"))
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> page + ": " + link.group()))
                .toList();
    }

    /** The paths that a page names in its links, from the page. */
    public static List<Path> targets(Document page) {
        return links(page).map(link -> Path.of(link.group(1)).normalize()).toList();
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
