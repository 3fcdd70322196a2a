package dev.ticketsql.resilience.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seeded schedules of faults over real histories. Each question among them gets the right rows or one clear error
 * within a bound of requests; afterwards all four tables are exact, in our SQL and in plain Parquet. The series is
 * always the same unless properties choose another: {@code ticketsql.seed}, {@code ticketsql.first} (its first number)
 * and {@code ticketsql.schedules} (its length). A failure names those that repeat it, with the fewest faults that do.
 */
final class FaultCampaignTest {

    private static final Logger LOG = LoggerFactory.getLogger(FaultCampaignTest.class);

    private static final long SEED = Long.getLong("ticketsql.seed", 20261130);

    private static final long FIRST = Long.getLong("ticketsql.first", 0);

    private static final int SCHEDULES = Series.length("ticketsql.schedules", 60, 200);

    private static final int MAX_SHOWN = Integer.getInteger("ticketsql.shown", 10);

    /** A schedule waits for the network and the disk more often than for a processor. */
    private static final int THREADS =
            Integer.getInteger("ticketsql.threads", 2 * Runtime.getRuntime().availableProcessors());

    private static final int REAL_EVENTS = 6_000;

    /** Every page forces four files and their directories: on a disk that is nearly all of the time. */
    private static final Path IN_MEMORY = Stream.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))
            .filter(Files::isWritable)
            .findFirst()
            .orElseThrow();

    private final CampaignTable table = new CampaignTable();

    @AutoClose
    private final PlainParquet plain = new PlainParquet();

    FaultCampaignTest() throws SQLException {}

    @Test
    void aStatementGivesTheRightRowsOrOneClearErrorAndTheNextCleanOneIsExact() throws Exception {
        RealHistory real = RealHistory.of(REAL_EVENTS, SEED);
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> runs = LongStream.range(FIRST, FIRST + SCHEDULES)
                    .mapToObj(number -> (Callable<Void>) () -> {
                        run(FaultSchedule.of(SEED, number), real, failures);
                        int count = done.incrementAndGet();
                        if (count % 100 == 0) {
                            LOG.info("{} schedules done", count);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> run : workers.invokeAll(runs)) {
                run.get();
            }
        } finally {
            workers.shutdownNow();
        }
        LOG.info("{} schedules of seed {} from {} on:\n{}", SCHEDULES, SEED, FIRST, table);
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        Set<FaultKind> unmet = EnumSet.allOf(FaultKind.class);
        unmet.removeAll(table.kinds());
        assertEquals(Set.of(), SCHEDULES < 200 ? Set.of() : unmet, "kinds that no statement met");
    }

    private void run(FaultSchedule schedule, RealHistory real, List<String> failures) throws IOException {
        // More failures than are shown tell no more.
        Optional<String> failure = failures.size() < MAX_SHOWN ? failure(schedule, real, table) : Optional.empty();
        if (failure.isPresent()) {
            String text = "mvn test -Dtest=FaultCampaignTest -Dticketsql.seed=" + SEED + " -Dticketsql.first="
                    + schedule.number() + " -Dticketsql.schedules=1\n" + failure.get() + "\n" + schedule
                    + "\nsmallest: " + smallest(schedule, real);
            failures.add(text);
            LOG.info("{}", text);
        }
    }

    private Optional<String> failure(FaultSchedule schedule, RealHistory real, CampaignTable table) throws IOException {
        Path directory = Files.createTempDirectory(IN_MEMORY, "ticketsql-faults");
        try {
            table.add(ScheduleRun.of(schedule, real, directory, plain));
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.info("{}", schedule, e);
            return Optional.of(e.toString());
        } finally {
            remove(directory);
        }
    }

    /** Drops faults and questions, one by one, for as long as it still fails. */
    private String smallest(FaultSchedule schedule, RealHistory real) throws IOException {
        FaultSchedule smallest = schedule;
        String reason = "";
        Optional<FaultSchedule> smaller = Optional.of(schedule);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = Optional.empty();
            for (FaultSchedule candidate : smallest.smaller()) {
                Optional<String> failure = failure(candidate, real, new CampaignTable());
                if (failure.isPresent()) {
                    smaller = Optional.of(candidate);
                    reason = failure.get();
                    break;
                }
            }
        }
        return smallest + "\n" + reason;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
