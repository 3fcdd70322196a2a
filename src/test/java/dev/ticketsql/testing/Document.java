package dev.ticketsql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation: README.md, or a page of src/docs.
 *
 * @param path the file, from the root of the project
 */
public record Document(Path path) {

    private static final Path ROOT = Path.of("");
    private static final Path DIRECTORY = Path.of("src/docs");

    /** A statement, and the part of its answer that the page shows. */
    public record Example(String sql, String answer) {}

    public static Document readme() {
        return new Document(ROOT.resolve("README.md"));
    }

    /** The page {@code name} of src/docs. */
    public static Document page(String name) {
        return new Document(DIRECTORY.resolve(name));
    }

    /** README.md, then the pages of src/docs by name. */
    public static List<Document> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return Stream.concat(
                            Stream.of(readme()),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted()
                                    .map(Document::new))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    public String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<MatchResult> matches(String pattern) {
        return Pattern.compile(pattern).matcher(text()).results();
    }

    /** The first group of the first match of a pattern. */
    public String firstMatch(String pattern) {
        return matches(pattern)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has no " + pattern));
    }

    /** The code blocks of a language. */
    public List<String> blocks(String language) {
        return matches("(?ms)^```" + language + "\n(.*?)^```$")
                .map(match -> match.group(1).strip())
                .toList();
    }

    /** Every block of SQL that a block of text follows, its answer, with nothing but prose in between. */
    public List<Example> examples() {
        return matches("(?ms)^```sql\n(.*?)^```$(?:(?!^```).)*^```text\n(.*?)^```$")
                .map(match -> new Example(match.group(1).strip(), match.group(2).strip()))
                .toList();
    }

    /** The rows of the table whose header is the line {@code header}. */
    public List<String> rowsBelow(String header) {
        List<String> rows = text().lines()
                .dropWhile(line -> !line.equals(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError(path + " has no table " + header);
        }
        return rows;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
