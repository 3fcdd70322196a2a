package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mirror as a state machine: two processes take random steps on it, questions, refreshes, syncs, purges, clocks that
 * jump, damaged files, a full disk and {@code kill -9}, and each answer is compared with a model of what was promised.
 *
 * <p>The runs are always the same unless properties choose others: {@code ticketsql.seed}, {@code ticketsql.first} (the
 * first number), {@code ticketsql.runs} (how many) and {@code ticketsql.steps} (of each). A failure names those that
 * repeat its steps; at which moment a process dies is the machine's.
 */
final class MirrorMachineTest {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorMachineTest.class);

    private static final int USUAL_STEPS = 50;
    private static final long USUAL_SEED = 20261130;
    private static final int MAX_SHOWN = 3;

    /** Every page forces four files and their directories: on a disk that is nearly all of the time. */
    private static final Path IN_MEMORY = Stream.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))
            .filter(Files::isWritable)
            .findFirst()
            .orElseThrow();

    @Test
    void whateverProcessesDoToAMirrorEveryAnswerIsTrue() throws Exception {
        long seed = Long.getLong("ticketsql.seed", USUAL_SEED);
        int first = Integer.getInteger("ticketsql.first", 0);
        int runs = Series.length("ticketsql.runs", 4, 20);
        int steps = Integer.getInteger("ticketsql.steps", USUAL_STEPS);
        Map<MachineRun.Step, Integer> counts = new EnumMap<>(MachineRun.Step.class);
        List<String> failures = new ArrayList<>();
        Path directory = Files.createTempDirectory(IN_MEMORY, "ticketsql-machine");
        try (MachinePool pool = new MachinePool(Files.createDirectory(directory.resolve("processes")))) {
            for (int number = first; number < first + runs && failures.size() < MAX_SHOWN; number++) {
                try (SmallDisk disk = new SmallDisk(Files.createDirectory(directory.resolve("run-" + number)))) {
                    MachineRun run = new MachineRun(seed + number, pool, disk);
                    try {
                        run.run(steps);
                    } catch (MachineRun.Wrong e) {
                        failures.add("mvn test -Dtest=MirrorMachineTest -Dticketsql.seed=" + seed
                                + " -Dticketsql.first=" + number + " -Dticketsql.runs=1\n" + run.done() + "\n"
                                + e.getMessage());
                        LOG.info("{}", failures.get(failures.size() - 1));
                    }
                    run.counts().forEach((step, count) -> counts.merge(step, count, Integer::sum));
                }
            }
        } finally {
            remove(directory);
        }
        LOG.info("{} runs from {} of seed {}: {}", runs, first, seed, counts);
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
