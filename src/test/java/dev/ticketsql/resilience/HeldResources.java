package dev.ticketsql.resilience;

import dev.ticketsql.event.Abandonment;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources of the machine that this process holds, as Linux counts them.
 *
 * @param threads of Java and of libraries
 * @param handles open files, sockets and pipes
 * @param residentBytes memory in use, of all kinds
 * @param heapBytes of Java's objects
 * @param temporaryFiles files and directories below {@code java.io.tmpdir}
 */
record HeldResources(int threads, int handles, long residentBytes, long heapBytes, int temporaryFiles) {

    /** Bound of the wait for the cleaner's thread, which closes one account after the other. */
    private static final int MAX_COLLECTIONS = 1000;

    /** As many collections that free nothing are the end: one lets go a result, the next its account. */
    private static final int IDLE_COLLECTIONS = 5;

    private static final long MIB = 1 << 20;

    private static final long KIB = 1 << 10;

    /** Counts now. */
    static HeldResources now() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        return new HeldResources(
                (int) status("Threads:"),
                entries(Path.of("/proc/self/fd"), 1),
                status("VmRSS:") * KIB,
                runtime.totalMemory() - runtime.freeMemory(),
                entries(Path.of(System.getProperty("java.io.tmpdir")), Integer.MAX_VALUE));
    }

    /** Counts once garbage is collected, and all is given back that it held. */
    static HeldResources afterCollections() throws IOException, InterruptedException {
        HeldResources last = now();
        int idle = 0;
        for (int collection = 0; collection < MAX_COLLECTIONS && idle < IDLE_COLLECTIONS; collection++) {
            collect();
            HeldResources next = now();
            idle = next.isLessThan(last) ? 0 : idle + 1;
            last = next;
        }
        return last;
    }

    private boolean isLessThan(HeldResources other) {
        return threads < other.threads || handles < other.handles || temporaryFiles < other.temporaryFiles;
    }

    /** Collects garbage; returns when the cleaner has closed something, if only what was dropped here. */
    private static void collect() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Abandonment.of(new Object(), closed::countDown);
        do {
            System.gc();
        } while (!closed.await(1, TimeUnit.SECONDS));
    }

    private static long status(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private static int entries(Path directory, int depth) throws IOException {
        AtomicInteger count = new AtomicInteger(-1);
        Files.walkFileTree(directory, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                count.incrementAndGet();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                count.incrementAndGet();
                return FileVisitResult.CONTINUE;
            }

            /** One that has gone meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return count.get();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "threads=%d handles=%d resident=%d MiB heap=%d MiB temporary=%d",
                threads,
                handles,
                residentBytes / MIB,
                heapBytes / MIB,
                temporaryFiles);
    }
}
