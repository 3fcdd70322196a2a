package dev.ticketsql.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes measured tables and charts into the page about performance, each between two markers: {@code <!-- asking -->}
 * and {@code <!-- /asking -->}. What was not measured stays.
 */
final class PerformanceDocument {

    /** The names of the tables that the page has. */
    static final List<String> TABLES =
            List.of("fetching", "peers", "mirror", "asking", "growing", "opening", "starting");

    private final Path page;
    private final Path images;

    /**
     * A page.
     *
     * @param page its file
     * @param images directory of its charts, beside it
     */
    PerformanceDocument(Path page, Path images) {
        this.page = page;
        this.images = images;
    }

    /**
     * Writes the tables, the charts below the tables of their names, and how they were measured.
     *
     * @param circumstances a sentence: machine, versions, day and command
     */
    void write(List<ReportTable> tables, List<RatioChart> charts, String circumstances) throws IOException {
        Map<String, List<RatioChart>> byTable =
                charts.stream().collect(Collectors.groupingBy(RatioChart::name, TreeMap::new, Collectors.toList()));
        String text = Files.readString(page);
        for (ReportTable table : tables) {
            List<String> parts = new ArrayList<>(List.of(table.markdown()));
            for (RatioChart chart : byTable.getOrDefault(table.name(), List.of())) {
                Files.createDirectories(images);
                Files.writeString(images.resolve(image(chart)), chart.svg());
                parts.add("![" + chart.title() + "](" + images.getFileName() + "/" + image(chart) + ")\n");
            }
            parts.add(circumstances + "\n");
            text = replaced(text, table.name(), String.join("\n", parts));
        }
        Files.writeString(page, text);
    }

    private static String image(RatioChart chart) {
        return "performance-" + chart.name() + ".svg";
    }

    private String replaced(String text, String name, String content) {
        String begin = begin(name);
        int from = text.indexOf(begin);
        int to = text.indexOf(end(name), Math.max(0, from));
        if (from < 0 || to < 0) {
            throw new IllegalStateException(page + " has no " + begin + " with " + end(name) + " after it");
        }
        return text.substring(0, from + begin.length()) + "\n\n" + content + "\n" + text.substring(to);
    }

    /** The line before a table. */
    static String begin(String name) {
        return "<!-- " + name + " -->";
    }

    /** The line after a table. */
    static String end(String name) {
        return "<!-- /" + name + " -->";
    }
}
