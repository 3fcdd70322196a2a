package dev.ticketsql.bench;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.mirror.GeneratedMirror;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.Directories;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Asks the same of histories of different lengths, each by a process of its own. What takes longer over a longer
 * history, although the question has no more to read, is a defect.
 */
final class GrowingBenchmark {

    /** The limit of a time over a longer history, as a multiple, of questions that have no more to read there. */
    static final double MAX_GROWTH = 1.5;

    /** Less is not told from the noise of a machine. */
    private static final double MIN_DIFFERENCE_MILLIS = 20;

    private final Path directory;
    private final Report report;

    /** A benchmark that makes its mirrors in {@code directory}. */
    GrowingBenchmark(Path directory, Report report) {
        this.directory = directory;
        this.report = report;
    }

    /** Asks a history. */
    @FunctionalInterface
    interface Client {

        /** The lines of {@link GrowingClient}. */
        List<String> ask(MirrorFiles mirror, long events) throws Exception;
    }

    /**
     * Measures of a history.
     *
     * @param files of all tables
     * @param millis of each question
     * @param sums what each question's rows add up to
     * @param mebibytes most memory resident of the process that asked
     */
    private record Measured(
            long events,
            double writtenSec,
            long bytes,
            int files,
            Map<GrowingQuestion, Double> millis,
            Map<GrowingQuestion, Long> sums,
            double mebibytes) {

        double millis(GrowingQuestion question) {
            return requireNonNull(millis.get(question), question.title());
        }

        long sum(GrowingQuestion question) {
            return requireNonNull(sums.get(question), question.title());
        }
    }

    /** Asks processes. */
    void run(List<Long> sizes) throws Exception {
        run(sizes, GrowingBenchmark::process);
    }

    void run(List<Long> sizes, Client client) throws Exception {
        report.heading("Histories of " + sizes + " events, one every " + GeneratedMirror.SECONDS_PER_EVENT + " s");
        List<Measured> all = new ArrayList<>();
        for (long events : sizes) {
            all.add(measured(events, client));
        }
        ReportTable table = new ReportTable("growing", columns(sizes));
        row(table, "bytes an event", all, measured -> (double) measured.bytes() / measured.events(), false);
        row(table, "files", all, Measured::files, false);
        for (GrowingQuestion question : GrowingQuestion.values()) {
            row(table, question.title() + ", ms", all, measured -> measured.millis(question), question.mustNotGrow());
        }
        row(table, "most memory resident, MiB", all, Measured::mebibytes, false);
        report.add(table);
    }

    private static List<String> columns(List<Long> sizes) {
        List<String> columns = new ArrayList<>(List.of("events"));
        sizes.forEach(size -> columns.add(Report.text(size)));
        sizes.stream().skip(1).forEach(size -> columns.add(Report.text(size) + ", times the first"));
        columns.add("limit");
        return columns;
    }

    /** A figure of a history. */
    @FunctionalInterface
    private interface Figure {
        double of(Measured measured);
    }

    private void row(ReportTable table, String title, List<Measured> all, Figure figure, boolean mustNotGrow) {
        List<String> cells = new ArrayList<>(List.of(title));
        double first = figure.of(all.get(0));
        all.forEach(measured -> cells.add(Report.text(figure.of(measured))));
        for (Measured measured : all.subList(1, all.size())) {
            double value = figure.of(measured);
            String name = title + ", of " + Report.text(measured.events()) + ", ratio";
            if (mustNotGrow && value - first > MIN_DIFFERENCE_MILLIS) {
                report.limited(name, value / first, "", MAX_GROWTH);
            } else {
                report.figure(name, value / first, "");
            }
            cells.add(Report.text(value / first));
        }
        cells.add(mustNotGrow ? Report.text(MAX_GROWTH) : "");
        table.row(cells);
    }

    private Measured measured(long events, Client client) throws Exception {
        Path mirrors = Files.createDirectories(directory.resolve("history-" + events));
        try {
            double writtenMillis = Alternating.millis(() -> write(mirrors, events));
            MirrorFiles mirror = new MirrorFiles(MirrorFiles.NO_SERVER, mirrors);
            int files = 0;
            for (EventTable table : EventTable.values()) {
                files += mirror.of(table).size();
            }
            Map<GrowingQuestion, Double> millis = new EnumMap<>(GrowingQuestion.class);
            Map<GrowingQuestion, Long> sums = new EnumMap<>(GrowingQuestion.class);
            Iterator<String> lines = client.ask(mirror, events).iterator();
            for (GrowingQuestion question : GrowingQuestion.values()) {
                List<String> words = List.of(lines.next().split(" ", -1));
                millis.put(question, Double.valueOf(words.get(0)));
                sums.put(question, Long.valueOf(words.get(1)));
            }
            double mebibytes = Double.parseDouble(lines.next());
            Measured measured =
                    new Measured(events, writtenMillis / 1_000, mirror.bytes(), files, millis, sums, mebibytes);
            print(measured);
            return measured;
        } finally {
            Directories.delete(mirrors);
        }
    }

    private static Path write(Path mirrors, long events) throws IOException, SQLException {
        Path mirror = MirrorFiles.ofNoServer(mirrors);
        GeneratedMirror.history(mirror, events);
        return mirror;
    }

    private void print(Measured measured) {
        String of = " of " + Report.text(measured.events());
        report.figure("written" + of, measured.writtenSec(), "s");
        report.figure("bytes an event" + of, measured.bytes() / (double) measured.events(), "");
        report.figure("files" + of, measured.files(), "");
        for (GrowingQuestion question : GrowingQuestion.values()) {
            report.figure(question.title() + of, measured.millis(question), "ms");
        }
        report.figure("most memory resident" + of, measured.mebibytes(), "MiB");
        long month = GrowingQuestion.eventsOfMonth(measured.events());
        report.check("events of a month" + of, month, measured.sum(GrowingQuestion.FIRST));
        report.check("channels of a month" + of, month, measured.sum(GrowingQuestion.MONTH));
        report.check("channels of all" + of, measured.events(), measured.sum(GrowingQuestion.ALL));
    }

    private static List<String> process(MirrorFiles mirror, long events) throws Exception {
        Process client = FetchingBenchmark.process(
                List.of("-Xmx512m"),
                GrowingClient.class.getName(),
                mirror.mirrors().toString(),
                Long.toString(events));
        try (BufferedReader answer = client.inputReader()) {
            List<String> lines = answer.lines().toList();
            if (client.waitFor() != 0 || lines.size() != GrowingQuestion.values().length + 1) {
                throw new IOException("the client of " + events + " events failed");
            }
            return lines;
        }
    }
}
