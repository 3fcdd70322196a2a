package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Series;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a series of generated queries of two engines, and logs its progress, since a long one takes hours. The series is
 * always the same unless properties choose another: {@code ticketsql.seed}, {@code ticketsql.first} (its first number),
 * {@code ticketsql.queries} (its length), {@code ticketsql.seconds} (the time that an engine has for a query) and
 * {@code ticketsql.shown} (the differences that a failure lists). A failure names those that repeat it.
 *
 * @param test the test's name, which a failure repeats
 * @param defaultSeed the usual series
 * @param usualQueries its length at every build
 * @param allQueries its length in profile {@code long}
 */
record RandomSeries(Class<?> test, long defaultSeed, int usualQueries, int allQueries) {

    private static final Logger LOG = LoggerFactory.getLogger(RandomSeries.class);

    /** A handful is enough to work on. */
    private static final int MAX_SHOWN = Integer.getInteger("ticketsql.shown", 10);

    private static final int SHRINKING_ATTEMPTS = 300;

    /** The answers to one query of two engines. */
    interface Comparison {

        Enum<?> outcome();

        /** Whether the answers differ, or one is a refusal without a known reason. */
        boolean isMismatch();

        /** Whether an engine took too long. */
        boolean isLate();

        /** The same difference in the shortest query that still shows it. */
        Comparison shrunk(Connection ours, Connection other, int attempts);
    }

    /** Asks the query of a series and a number of both engines. */
    @FunctionalInterface
    interface Question {
        Comparison ask(long seed, long number);
    }

    /**
     * Asks all of them; fails if answers differ, or if fewer queries than one in {@code share} end with
     * {@code agreement}.
     */
    void run(Question question, Connection ours, Connection other, Enum<?> agreement, int share) {
        String name = test.getSimpleName();
        long seed = Long.getLong("ticketsql.seed", defaultSeed);
        long first = Long.getLong("ticketsql.first", 0);
        int queries = Series.length("ticketsql.queries", usualQueries, allQueries);
        LOG.info("{}: seed {}, numbers {} to {}", name, seed, first, first + queries - 1);
        Map<Enum<?>, Integer> counts = new LinkedHashMap<>();
        List<String> mismatches = new ArrayList<>();
        for (long number = first; number < first + queries; number++) {
            Comparison comparison = question.ask(seed, number);
            counts.merge(comparison.outcome(), 1, Integer::sum);
            if (comparison.isMismatch() || comparison.isLate()) {
                LOG.info("{}: {}", number, comparison);
            }
            if (comparison.isMismatch() && mismatches.size() < MAX_SHOWN) {
                mismatches.add("mvn test -Dtest=" + name + " -Dticketsql.seed=" + seed + " -Dticketsql.first=" + number
                        + " -Dticketsql.queries=1\n" + comparison + "\n  smallest: "
                        + comparison.shrunk(ours, other, SHRINKING_ATTEMPTS));
                LOG.info("{}", mismatches.get(mismatches.size() - 1));
            }
            if (number % 100 == 99) {
                LOG.info("{}: {} done, {}", name, number + 1 - first, counts);
            }
        }
        LOG.info("{}: {}", name, counts);
        assertEquals(List.of(), mismatches, () -> String.join("\n\n", mismatches));
        assertTrue(counts.getOrDefault(agreement, 0) * share >= queries || queries < 100, counts::toString);
    }
}
