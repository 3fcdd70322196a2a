package dev.ticketsql.bench;

import dev.ticketsql.bench.BenchmarkOptions.Part;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The program behind {@code bin/bench}: a help desk's history of {@code --events} events, fetched page by page from an
 * embedded sandbox into a mirror, and asked. Exit code 0: every answer was right, and nothing beyond its limit.
 */
final class Benchmarks {

    private static final int MAX_AUDITS = 300_000;

    /** Of each question to the peers. */
    private static final int ROUNDS = 15;

    /** Enough for a million events; a demonstration takes no longer. */
    private static final double MAX_START_SEC = 2;

    /** The same history every time. */
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Report report = new Report();
        BenchmarkOptions options = options(List.of(arguments));
        if (options.has(Part.PLANNING)) {
            new PlanningBenchmark(report).run();
        }
        if (options.has(Part.FETCHING)) {
            inDirectory(directory -> fetching(directory, Math.min(options.events(), MAX_AUDITS), report));
        }
        if (options.has(Part.MIRROR)) {
            inDirectory(directory -> mirror(directory, options.events(), report));
        }
        if (options.has(Part.GROWING)) {
            inDirectory(directory -> new GrowingBenchmark(directory, report).run(options.growing()));
        }
        if (options.has(Part.OPENING)) {
            inDirectory(directory -> new OpeningBenchmark(directory, report)
                    .run(OpeningBenchmark.WINDOWS, OpeningBenchmark.FILES_PER_WINDOW));
        }
        if (options.writes()) {
            Path docs = home().resolve("src/docs");
            new PerformanceDocument(docs.resolve("performance.md"), docs.resolve("images"))
                    .write(
                            report.tables(),
                            report.charts(),
                            Circumstances.of(
                                    String.join(" ", "bin/bench", String.join(" ", arguments))
                                            .strip(),
                                    Instant.now()));
        }
        System.exit(report.isGood() ? 0 : 1);
    }

    private static BenchmarkOptions options(List<String> words) {
        try {
            return BenchmarkOptions.of(words);
        } catch (IllegalArgumentException e) {
            System.err.println("not understood: " + e.getMessage());
            System.err.println(BenchmarkOptions.usage());
            System.exit(2);
            throw e;
        }
    }

    /** A part that works in a directory of its own. */
    @FunctionalInterface
    private interface Work {
        void in(Path directory) throws Exception;
    }

    private static void inDirectory(Work work) throws Exception {
        Path directory = Files.createTempDirectory("ticketsql-bench");
        try {
            work.in(directory);
        } finally {
            Directories.delete(directory);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("ticketsql.home", "")).toAbsolutePath();
    }

    private static void fetching(Path directory, int events, Report report) throws Exception {
        FetchingBenchmark.Fetched fetched = new FetchingBenchmark(directory, report).run(events);
        try (Connection sqlite = SqliteExport.connect(fetched.sqlite())) {
            new PeersBenchmark(new MirrorFiles(fetched.baseUrl(), fetched.mirror()), sqlite, ROUNDS, report).run();
        }
    }

    private static void mirror(Path directory, int events, Report report) throws Exception {
        SandboxOptions options = SandboxOptions.defaults(InstantSource.system())
                .withEventCount(events)
                .withSeed(42)
                .withEnd(END);
        report.heading("Sandbox of " + events + " events");
        long startNanos = System.nanoTime();
        try (Sandbox sandbox = Sandbox.start(options, InstantSource.system())) {
            report.limited(
                    "start",
                    (System.nanoTime() - startNanos) / 1e9,
                    "s",
                    MAX_START_SEC * Math.max(1, events / (double) BenchmarkOptions.DEFAULT_EVENTS));
            double servedPerSec = new ServingBenchmark(sandbox, report).run();
            new MirrorBenchmark(sandbox, directory, report).run(events, servedPerSec);
            new StartBenchmark(
                            home(),
                            directory.resolve("start"),
                            directory.resolve("mirror"),
                            sandbox.baseUrl().toString(),
                            report)
                    .run();
            ownPeak().ifPresent(mebibytes -> report.figure("most memory resident, sandbox included", mebibytes, "MiB"));
        }
    }

    /** Most memory resident in this process, MiB; empty if the system does not say. */
    static OptionalDouble ownPeak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalDouble.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst();
    }
}
