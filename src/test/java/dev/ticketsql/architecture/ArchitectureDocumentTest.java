package dev.ticketsql.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.parser.SyntaxPipeline;
import dev.ticketsql.calcite.plan.PlanPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The drawing, the steps and the file names of src/docs/architecture.md are those of the code. */
final class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("src/docs/architecture.md");

    private static final Pattern BLOCK = Pattern.compile("(?s)```\\w*\\n(.*?)```");

    private static final Pattern FILE = Pattern.compile("`([\\w/]+\\.java)`");

    @Test
    void theDrawingShowsThePackagesAndTheirArrows() throws IOException {
        assertEquals(drawing(Packages.arrows()), blocks().get(0));
    }

    @Test
    void theStepsOfAStatementAreListedInTheirOrderWithTheirReasons() throws IOException {
        assertEquals(String.join("\n", SyntaxPipeline.lines()) + "\n", blocks().get(1));
        assertEquals(String.join("\n", PlanPipeline.lines()) + "\n", blocks().get(2));
    }

    @ParameterizedTest
    @CsvSource({"architecture.md, 50", "CONTRIBUTING.md, 15"})
    void everyFileThatItNamesIsThere(String document, int atLeast) throws IOException {
        Set<String> missing = new TreeSet<>();
        Matcher file = FILE.matcher(Files.readString(Path.of("src/docs", document)));
        int named = 0;
        while (file.find()) {
            named++;
            boolean isThere = Stream.of("src/main/java", "src/test/java")
                    .anyMatch(root -> Files.isRegularFile(Path.of(root, "dev/ticketsql", file.group(1))));
            if (!isThere) {
                missing.add(file.group(1));
            }
        }
        assertTrue(named > atLeast, "only " + named + " files are named");
        assertEquals(Set.of(), missing);
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(DOCUMENT));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private static String drawing(Map<String, Set<String>> arrows) {
        return arrows.keySet().stream()
                .flatMap(from -> arrows.getOrDefault(from, Set.of()).stream()
                        .filter(to -> !isImplied(from, to, arrows))
                        .map(to -> "    " + from + " --> " + to + "\n"))
                .collect(Collectors.joining("", "flowchart TD\n", ""));
    }

    /** Whether {@code from} reaches {@code to} over another package too. */
    private static boolean isImplied(String from, String to, Map<String, Set<String>> arrows) {
        return arrows.getOrDefault(from, Set.of()).stream()
                .anyMatch(over -> !over.equals(to) && reaches(over, to, arrows));
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> arrows) {
        Set<String> next = arrows.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(over -> reaches(over, to, arrows));
    }
}
