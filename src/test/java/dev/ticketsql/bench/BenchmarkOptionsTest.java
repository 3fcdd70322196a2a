package dev.ticketsql.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.bench.BenchmarkOptions.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments of bin/bench. */
final class BenchmarkOptionsTest {

    @Test
    void withoutArgumentsEverythingIsMeasuredAndNothingWritten() {
        assertEquals(
                new BenchmarkOptions(1_000_000, List.of(1_000_000L, 10_000_000L), EnumSet.allOf(Part.class), false),
                BenchmarkOptions.of(List.of()));
    }

    @Test
    void partsSizesAndTheDocumentAreChosen() {
        assertEquals(
                new BenchmarkOptions(
                        300_000,
                        List.of(1_000_000L, 10_000_000L, 100_000_000L),
                        Set.of(Part.GROWING, Part.OPENING),
                        true),
                BenchmarkOptions.of(List.of(
                        "--events", "300000", "--growing", "100000000", "--only", "growing,opening", "--write")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--events", "--events 0", "--events x", "--events 100000000", "--only none", "--what"})
    void othersAreRefused(String arguments) {
        assertThrows(IllegalArgumentException.class, () -> BenchmarkOptions.of(List.of(arguments.split(" ", -1))));
    }
}
