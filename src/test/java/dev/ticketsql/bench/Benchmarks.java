package dev.ticketsql.bench;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code bin/bench}: a help desk's history of {@code --events} events, fetched page by page from an
 * embedded sandbox into a mirror, and asked. Exit code 0: every answer was right, and nothing beyond its limit.
 */
final class Benchmarks {

    private static final int DEFAULT_EVENTS = 1_000_000;

    private static final int MAX_AUDITS = 300_000;

    /** Enough for a million events; a demonstration takes no longer. */
    private static final double MAX_START_SEC = 2;

    /** The same history every time. */
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (!words.isEmpty()
                && !(words.size() == 2
                        && words.get(0).equals("--events")
                        && words.get(1).matches("\\d{1,8}"))) {
            System.err.println("usage: bin/bench [--events N], N from 1 to 99999999; by default " + DEFAULT_EVENTS);
            System.exit(2);
        }
        Report report = new Report();
        int events = words.isEmpty() ? DEFAULT_EVENTS : Integer.parseInt(words.get(1));
        SandboxOptions options = SandboxOptions.defaults(InstantSource.system())
                .withEventCount(events)
                .withSeed(42)
                .withEnd(END);

        new PlanningBenchmark(report).run();
        Path fetched = Files.createTempDirectory("ticketsql-bench");
        try {
            new FetchingBenchmark(fetched, report).run(Math.min(events, MAX_AUDITS));
        } finally {
            delete(fetched);
        }
        report.heading("Sandbox of " + events + " events");
        long startNanos = System.nanoTime();
        Path directory = Files.createTempDirectory("ticketsql-bench");
        try (Sandbox sandbox = Sandbox.start(options, InstantSource.system())) {
            report.limited(
                    "start",
                    (System.nanoTime() - startNanos) / 1e9,
                    "s",
                    MAX_START_SEC * Math.max(1, events / (double) DEFAULT_EVENTS));
            double servedPerSec = new ServingBenchmark(sandbox, report).run();
            new MirrorBenchmark(sandbox, directory, report).run(events, servedPerSec);
            Path home = Path.of(System.getProperty("ticketsql.home", "")).toAbsolutePath();
            new StartBenchmark(
                            home,
                            directory.resolve("start"),
                            directory.resolve("mirror"),
                            sandbox.baseUrl().toString(),
                            report)
                    .run();
            ownPeak().ifPresent(mebibytes -> report.figure("most memory resident, sandbox included", mebibytes, "MiB"));
        } finally {
            delete(directory);
        }
        System.exit(report.isGood() ? 0 : 1);
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

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
