package dev.ticketsql.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that were made up, written into a page; and the tables of the page about performance. */
final class PerformanceDocumentTest {

    private static final Document PERFORMANCE = Document.page("performance.md");

    private static final String CIRCUMSTANCES = "Measured on a day.";

    @TempDir
    private Path directory;

    private Path page;

    @BeforeEach
    void write() throws Exception {
        page = Files.writeString(directory.resolve("page.md"), """
                # Times

                <!-- asking -->

                old

                <!-- /asking -->

                Between.

                <!-- growing -->

                kept

                <!-- /growing -->
                """);
    }

    private void write(ReportTable table, List<RatioChart> charts) throws Exception {
        new PerformanceDocument(page, directory.resolve("images")).write(List.of(table), charts, CIRCUMSTANCES);
    }

    private static ReportTable table(String name) {
        ReportTable table = new ReportTable(name, List.of("question", "ratio"));
        table.row(List.of("grouping", Report.text(1.104)));
        table.row(List.of("a|b", Report.text(1234.5)));
        return table;
    }

    private static RatioChart chart() {
        return new RatioChart(
                "asking",
                "Times",
                "question",
                "times",
                List.of("grouping", "median"),
                Map.of("DuckDB", List.of(0.5, 1.5), "Calcite", List.of(40.0, Double.NaN)));
    }

    @Test
    void aMeasuredTableTakesThePlaceOfTheOldOneAndOthersStay() throws Exception {
        write(table("asking"), List.of());
        assertEquals("""
                # Times

                <!-- asking -->

                | question | ratio |
                |---|---|
                | grouping | 1.10 |
                | a\\|b | 1,235 |

                Measured on a day.

                <!-- /asking -->

                Between.

                <!-- growing -->

                kept

                <!-- /growing -->
                """, Files.readString(page));
    }

    @Test
    void theChartStandsBelowItsTableAndIsADrawing() throws Exception {
        write(table("asking"), List.of(chart()));
        assertTrue(Files.readString(page)
                .contains("| a\\|b | 1,235 |\n\n![Times](images/performance-asking.svg)\n\nMeasured on a day.\n"));
        assertEquals(
                "svg",
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(directory
                                .resolve("images/performance-asking.svg")
                                .toFile())
                        .getDocumentElement()
                        .getTagName());
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        write(table("asking"), List.of(chart()));
        String once = Files.readString(page);
        String drawn = Files.readString(directory.resolve("images/performance-asking.svg"));
        write(table("asking"), List.of(chart()));
        assertEquals(once, Files.readString(page));
        assertEquals(drawn, Files.readString(directory.resolve("images/performance-asking.svg")));
    }

    @Test
    void aTableThatThePageHasNoPlaceForIsRefusedAndNothingIsWritten() throws Exception {
        String before = Files.readString(page);
        String refusal = assertThrows(IllegalStateException.class, () -> write(table("peers"), List.of()))
                .getMessage();
        assertEquals(page + " has no <!-- peers --> with <!-- /peers --> after it", refusal);
        assertEquals(before, Files.readString(page));
    }

    @Test
    void figuresHaveAboutThreeDigits() {
        assertEquals(
                List.of("0.012", "0.12", "1.23", "12.3", "123", "1,235", "8", ""),
                Stream.of(0.0123, 0.123, 1.234, 12.34, 123.4, 1234.5, 8.0, Double.NaN)
                        .map(Report::text)
                        .toList());
    }

    @Test
    void thePageHasAPlaceForEveryTable() {
        String text = PERFORMANCE.text();
        for (String name : PerformanceDocument.TABLES) {
            int begin = text.indexOf(PerformanceDocument.begin(name));
            assertTrue(begin >= 0, name);
            assertTrue(text.indexOf(PerformanceDocument.end(name)) > begin, name);
            assertEquals(begin, text.lastIndexOf(PerformanceDocument.begin(name)), name + " twice");
        }
    }

    @Test
    void theLimitsInThePageAreThoseOfTheMeasurements() {
        Map<String, String> asking =
                new HashMap<>(Map.of(AskingBenchmark.READING, AskingBenchmark.text(AskingQuestion.Limit.NATIVE)));
        for (AskingQuestion question : AskingQuestion.values()) {
            asking.put(question.title(), AskingBenchmark.text(question.limit()));
        }
        for (List<String> row : rows("asking")) {
            assertEquals(asking.get(row.get(0)), row.get(4), row.get(0));
        }
        List<String> growing = Arrays.stream(GrowingQuestion.values())
                .filter(GrowingQuestion::mustNotGrow)
                .map(question -> question.title() + ", ms")
                .toList();
        for (List<String> row : rows("growing")) {
            String limit = growing.contains(row.get(0)) ? Report.text(GrowingBenchmark.MAX_GROWTH) : "";
            assertEquals(limit, row.get(row.size() - 1), row.get(0));
        }
        for (List<String> row : rows("opening")) {
            assertEquals(Report.text(OpeningBenchmark.MAX_MILLIS), row.get(3), row.get(0));
        }
        List<String> starting = List.of(
                Report.text(StartBenchmark.MAX_RATIO),
                Report.text(StartBenchmark.MAX_RATIO_JDK_25),
                Report.text(StartBenchmark.MAX_FIRST_RATIO));
        for (List<String> row : rows("starting")) {
            assertTrue(starting.contains(row.get(3)), row.toString());
        }
        List<String> mirror =
                List.of("", Report.text(MirrorBenchmark.MAX_RATIO), Report.text(MirrorBenchmark.MAX_SERVED_SHARE));
        for (List<String> row : rows("mirror")) {
            assertTrue(mirror.contains(row.get(2)), row.toString());
        }
        List<List<String>> fetching = rows("fetching");
        assertEquals(FetchingBenchmark.LIMITS, fetching.get(fetching.size() - 1));
        assertFalse(rows("peers").isEmpty());
    }

    /** The cells of a table between its markers, without the header. */
    private static List<List<String>> rows(String name) {
        String text = PERFORMANCE.text();
        String between = text.substring(
                text.indexOf(PerformanceDocument.begin(name)), text.indexOf(PerformanceDocument.end(name)));
        List<List<String>> rows = between.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
        assertFalse(rows.isEmpty(), "no table " + name);
        return rows;
    }
}
