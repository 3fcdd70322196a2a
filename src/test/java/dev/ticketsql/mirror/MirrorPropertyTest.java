package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random steps on two mirrors over one directory: every answer has exactly the visible events. */
final class MirrorPropertyTest {

    /** Every page forces a file of each table, and their directories: on a disk that is nearly all of the time. */
    private static final Path IN_MEMORY = Stream.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))
            .filter(Files::isWritable)
            .findFirst()
            .orElseThrow();

    /** Something that happens to a {@link MirrorWorld}. */
    private sealed interface Step {

        void happen(MirrorWorld world) throws IOException, SQLException;
    }

    private record Ask(int mirror, TimeRange range, boolean fresh) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException, SQLException {
            world.ask(mirror, range, fresh);
        }
    }

    private record Fail(int mirror, TimeRange range, int afterEvents) implements Step {
        @Override
        public void happen(MirrorWorld world) throws SQLException {
            world.fail(mirror, range, afterEvents);
        }
    }

    private record Cancel(int mirror, TimeRange range, int afterLooks) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException, SQLException {
            world.cancel(mirror, range, afterLooks);
        }
    }

    private record Hold(int mirror, TimeRange range) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException, SQLException {
            world.hold(mirror, range);
        }
    }

    private record Die(int mirror, TimeRange range, int afterSteps) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException, SQLException {
            world.die(mirror, range, afterSteps);
        }
    }

    private record Jump(int seconds) implements Step {
        @Override
        public void happen(MirrorWorld world) {
            world.jump(seconds);
        }
    }

    private record Refresh(int mirror, TimeRange range) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException {
            world.refresh(mirror, range);
        }
    }

    private record Purge(int mirror, long ticketId) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException {
            world.purge(mirror, ticketId);
        }
    }

    private record Damage(int number) implements Step {
        @Override
        public void happen(MirrorWorld world) throws IOException, SQLException {
            world.damage(number);
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void whateverHappensEveryAnswerIsTrue(@ForAll("lives") List<List<Step>> lives, @ForAll long seed) throws Exception {
        for (List<Step> steps : lives) {
            live(steps, seed);
        }
    }

    private static void live(List<Step> steps, long seed) throws Exception {
        Path directory = Files.createTempDirectory(IN_MEMORY, "ticketsql-property");
        try (MirrorWorld world = new MirrorWorld(directory, seed)) {
            for (Step step : steps) {
                step.happen(world);
            }
            world.end();
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Provide
    Arbitrary<List<List<Step>>> lives() {
        Arbitrary<Integer> mirrors = Arbitraries.of(0, 1);
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 30);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Combinators.combine(mirrors, ranges(), Arbitraries.of(true, false))
                                .as(Ask::new)),
                Tuple.of(3, Arbitraries.integers().between(1, 900).map(Jump::new)),
                Tuple.of(1, Arbitraries.integers().between(-900, -1).map(Jump::new)),
                Tuple.of(2, Combinators.combine(mirrors, ranges(), small).as(Fail::new)),
                Tuple.of(1, Combinators.combine(mirrors, ranges(), small).as(Cancel::new)),
                Tuple.of(2, Combinators.combine(mirrors, ranges()).as(Hold::new)),
                Tuple.of(2, Combinators.combine(mirrors, ranges(), small).as(Die::new)),
                Tuple.of(1, Combinators.combine(mirrors, ranges()).as(Refresh::new)),
                Tuple.of(
                        1,
                        Combinators.combine(mirrors, Arbitraries.longs().between(0, 96))
                                .as(Purge::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 100_000).map(Damage::new)));
        return step.list().ofMinSize(1).ofMaxSize(10).list().ofSize(Series.length(1, 5));
    }

    /** Some end in the future: those are open to the end. */
    private static Arbitrary<TimeRange> ranges() {
        Arbitrary<Long> starts = Arbitraries.longs().between(-2_000, 1_000);
        Arbitrary<Long> lengths = Arbitraries.longs().between(1, 2_000);
        return Combinators.combine(starts, lengths).as((from, length) -> new TimeRange(from, from + length));
    }
}
