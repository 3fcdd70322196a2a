package dev.ticketsql.bench;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Starts {@code bin/sqlline} as a process, and DuckDB alone in another over the same files, alternately. The JVM is the
 * one of this process; where {@code BENCH_JDK_25} names a JDK 25, that one too.
 */
final class StartBenchmark {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    /** The first statement of the README, which fetches 20 pages of its own sandbox first. */
    private static final String FIRST_SCREEN =
            "SELECT via, event_type, type, COUNT(*) AS events FROM ticket_events GROUP"
                    + " BY via, event_type, type ORDER BY events DESC";

    /** The limit of a question to a warm mirror, as a multiple of DuckDB alone. */
    static final double MAX_RATIO = 1.8;

    static final double MAX_RATIO_JDK_25 = 1.3;

    /** Of Linux, in which it counts the time of processes. */
    private static final double TICKS_PER_SEC = 100;

    /** The limit of the first screen. */
    static final double MAX_FIRST_RATIO = 2.5;

    private final Path home;
    private final Path directory;
    private final Path mirror;
    private final String baseUrl;
    private final Report report;

    /**
     * A benchmark of one mirror.
     *
     * @param home the project's directory, built
     * @param directory takes what the processes write
     * @param mirror warm: all events of the sandbox at {@code baseUrl}
     */
    StartBenchmark(Path home, Path directory, Path mirror, String baseUrl, Report report) {
        this.home = home;
        this.directory = directory;
        this.mirror = mirror;
        this.baseUrl = baseUrl;
        this.report = report;
    }

    void run() throws Exception {
        Files.createDirectories(directory);
        Path jdk = Path.of(System.getProperty("java.home"));
        ReportTable table =
                new ReportTable("starting", List.of("a start", "ratio of times", "of processor times", "limit"));
        report.heading("Starting bin/sqlline -e, beside DuckDB alone from Java, each a process");
        // First: an archive of classes that this run leaves, if there is none, has those of both.
        compare(
                "the first screen, 20 pages fetched",
                jdk,
                CommandLine.sqlline(directory),
                FIRST_SCREEN,
                MAX_FIRST_RATIO,
                table);
        compare(
                "`COUNT(*)` of a warm mirror, Java " + Runtime.version().feature(),
                jdk,
                warm(),
                COUNT,
                MAX_RATIO,
                table);
        Optional<String> newer = Optional.ofNullable(System.getenv("BENCH_JDK_25"));
        if (newer.isPresent()) {
            compare(
                    "`COUNT(*)` of a warm mirror, Java 25",
                    Path.of(newer.get()),
                    warm(),
                    COUNT,
                    MAX_RATIO_JDK_25,
                    table);
        }
        report.add(table);
    }

    private CommandLine warm() {
        return CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", baseUrl)
                .with("TICKETSQL_MIRROR", mirror.toString())
                // Nothing is asked for while it is timed.
                .with("TICKETSQL_FRESHNESS", "P1D");
    }

    private void compare(
            String name, Path jdk, CommandLine sqlline, String question, double maxRatio, ReportTable table)
            throws Exception {
        CommandLine ours = sqlline.through(home.resolve("bin/sqlline")).with("JAVA_HOME", jdk.toString());
        CommandLine alone = CommandLine.of(jdk.resolve("bin/java"), directory);
        String files = events().resolve("*.parquet").toString();
        Callable<String> start = () -> out(ours.run("--silent=true", "--outputformat=csv", "-e", question));
        Callable<String> aloneStart = () -> out(alone.run(
                "-cp", home.resolve("target/test-classes") + ":" + driver(), DuckDbAlone.class.getName(), files));
        if (question.equals(COUNT)) {
            report.check(name, aloneStart.call(), start.call().replaceAll("\\D", ""));
        } else {
            report.check(name, true, start.call().contains("\"Web form\",\"Audit\","));
        }
        double[] processorSec = new double[2];
        Alternating timed = Alternating.of(measured(start, processorSec, 0), measured(aloneStart, processorSec, 1));
        report.figure(name, timed.firstMedianMillis(), "ms");
        report.figure("DuckDB alone", timed.secondMedianMillis(), "ms");
        report.limited("ratio of the wall's time", timed.ratio(), "", maxRatio);
        double processorRatio = processorSec[0] / processorSec[1];
        report.figure("ratio of the processors' time", processorRatio, "");
        table.row(List.of(name, Report.text(timed.ratio()), Report.text(processorRatio), Report.text(maxRatio)));
    }

    /** Adds what the processes of a way take from the processors. */
    private static Callable<String> measured(Callable<String> way, double[] processorSec, int index) {
        return () -> {
            double before = childrenSec();
            String answer = way.call();
            processorSec[index] += childrenSec() - before;
            return answer;
        };
    }

    /** Processor time of this process's children that have ended, and of theirs, seconds; not a number elsewhere. */
    private static double childrenSec() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return Double.NaN;
        }
        // After the name, which may hold spaces: the state is field 3, the children's times are 16 and 17.
        String text = Files.readString(stat);
        List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) / TICKS_PER_SEC;
    }

    private static String out(Outcome outcome) throws IOException {
        if (outcome.exitCode() != 0) {
            throw new IOException("exit code " + outcome.exitCode() + ": " + outcome.err());
        }
        return outcome.out().strip();
    }

    private Path events() throws IOException {
        try (Stream<Path> found = Files.walk(mirror)) {
            return found.filter(path -> path.endsWith("v2/ticket_events"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path driver() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("target/lib"))) {
            List<Path> drivers = jars.filter(jar -> jar.getFileName().toString().startsWith("duckdb_jdbc"))
                    .toList();
            return drivers.get(0);
        }
    }
}
