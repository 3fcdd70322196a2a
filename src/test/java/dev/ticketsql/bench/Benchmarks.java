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
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code bin/bench}: a help desk's history of {@code --events} events, fetched page by page from an
 * embedded sandbox into a mirror, and asked. Exit code 0: every answer was right.
 */
final class Benchmarks {

    private static final int DEFAULT_EVENTS = 1_000_000;

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

        report.heading("Sandbox of " + events + " events");
        long startNanos = System.nanoTime();
        Path directory = Files.createTempDirectory("ticketsql-bench");
        try (Sandbox sandbox = Sandbox.start(options, InstantSource.system())) {
            report.figure("start", (System.nanoTime() - startNanos) / 1e9, "s");
            new MirrorBenchmark(sandbox, directory, report).run(events);
        } finally {
            delete(directory);
        }
        System.exit(report.isRight() ? 0 : 1);
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
