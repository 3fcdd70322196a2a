package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cookbook's charts, drawn anew from the answers of the statements before them.
 *
 * <p>{@code mvn test -Dtest=DocumentChartsTest -Dticketsql.documents=write} draws them into src/docs/images.
 */
final class DocumentChartsTest {

    private static final Path IMAGES = Path.of("src/docs/images");

    private static final Document COOKBOOK = Document.page("cookbook.md");

    /** The chart of an image, and what its y axis shows. */
    private record Drawing(AnswerChart kind, String yAxis) {}

    private static final Map<String, Drawing> CHARTS = Map.of(
            "backlog", new Drawing(AnswerChart.BARS, "unsolved tickets"),
            "busiest-hours", new Drawing(AnswerChart.HEAT_MAP, "weekday"),
            "first-reply", new Drawing(AnswerChart.BARS, "hours, median"),
            "time-in-status", new Drawing(AnswerChart.STACKED_BARS, "hours"),
            "sla-breaches", new Drawing(AnswerChart.STACKED_BARS, "breaches"),
            "satisfaction", new Drawing(AnswerChart.LINES, "% of ratings that are good"));

    /** Pixels by which the edges of a letter may differ from machine to machine. */
    private static final double TOLERANCE = 1.5;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    /** A statement and the chart that follows its answer: SQL, title, name of the image. */
    private static Stream<MatchResult> charts() {
        return COOKBOOK.matches(
                "(?ms)^```sql\n([^`]*)^```\n\n^```text\n[^`]*^```\n\n!\\[([^\\]]+)\\]\\(images/([\\w-]+)\\.svg\\)$");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartShowsTheAnswerBeforeIt(MatchResult chart) throws Exception {
        Drawing drawing = Objects.requireNonNull(CHARTS.get(chart.group(3)), chart.group(3));
        Path image = IMAGES.resolve(chart.group(3) + ".svg");
        try (SqlClient client = DocumentedDesk.open(DocumentedDesk.of(COOKBOOK))) {
            AnswerTable answer = AnswerTable.of(client, DocumentedDesk.atThatInstant(chart.group(1)));
            String drawn = drawing.kind().svg(answer, chart.group(2), drawing.yAxis());
            if (System.getProperty("ticketsql.documents", "").equals("write")) {
                Files.createDirectories(IMAGES);
                Files.writeString(image, drawn);
            }
            assertEquals(
                    "svg",
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(image.toFile())
                            .getDocumentElement()
                            .getTagName());
            assertLooksLike(Files.readString(image), drawn);
        }
    }

    @Test
    void everyImageIsAChartOfTheCookbookAMeasuredOneOrTheSessionOfTheReadme() throws IOException {
        TreeSet<String> shown = charts().map(chart -> chart.group(3)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(CHARTS.keySet()), shown);
        Document.page("performance.md")
                .matches("\\(images/(performance-\\w+)\\.svg\\)")
                .forEach(image -> shown.add(image.group(1)));
        shown.add(DocumentTerminalIT.IMAGE);
        try (Stream<Path> files = Files.list(IMAGES)) {
            assertEquals(
                    shown,
                    files.map(file -> file.getFileName().toString().replace(".svg", ""))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** The same shapes in the same colours; coordinates within the tolerance. */
    private static void assertLooksLike(String expected, String actual) {
        assertEquals(
                NUMBER.matcher(expected).replaceAll("#"), NUMBER.matcher(actual).replaceAll("#"));
        List<Double> wanted = numbers(expected);
        List<Double> found = numbers(actual);
        for (int number = 0; number < wanted.size(); number++) {
            assertEquals(wanted.get(number), found.get(number), TOLERANCE);
        }
    }

    private static List<Double> numbers(String svg) {
        return NUMBER.matcher(svg)
                .results()
                .map(number -> Double.valueOf(number.group()))
                .toList();
    }
}
