package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.correctness.RandomComparison.Outcome;
import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, each asked here and of HSQLDB, of the same rows. Properties {@code ticketsql.queries} (how many),
 * {@code ticketsql.seed} (which series), {@code ticketsql.first} (its first number) and {@code ticketsql.seconds} (how
 * long an engine may take for a query) choose others; a failure says which of them repeat it.
 */
final class RandomQueriesTest {

    /** Always the same series, so that a build does not fail by chance; others are for those who look for more. */
    private static final long DEFAULT_SEED = 20261125;

    private static final int DEFAULT_QUERIES = 500;

    /** A handful is enough to work on. */
    private static final int MAX_SHOWN = Integer.getInteger("ticketsql.shown", 10);

    private static final int SHRINKING_ATTEMPTS = 300;

    private static TestAccount account;
    private static Connection ours;
    private static Connection hsqldb;

    @BeforeAll
    static void open() throws Exception {
        account = RowsOfAllKinds.account();
        ours = account.connection();
        hsqldb = account.hsqldb().connection();
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    @Test
    void anAnswerDoesNotDependOnWhoComputesIt() {
        long seed = Long.getLong("ticketsql.seed", DEFAULT_SEED);
        long first = Long.getLong("ticketsql.first", 0);
        int queries = Integer.getInteger("ticketsql.queries", DEFAULT_QUERIES);
        System.out.printf("Random queries: seed %d, numbers %d to %d%n", seed, first, first + queries - 1);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<String> mismatches = new ArrayList<>();
        for (long number = first; number < first + queries; number++) {
            RandomComparison comparison = RandomComparison.of(RandomQuery.of(seed, number), ours, hsqldb);
            counts.merge(comparison.outcome(), 1, Integer::sum);
            if (comparison.outcome().isMismatch() || comparison.outcome() == Outcome.TOO_LONG) {
                System.out.println(number + ": " + comparison);
            }
            if (comparison.outcome().isMismatch() && mismatches.size() < MAX_SHOWN) {
                mismatches.add("mvn test -Dtest=RandomQueriesTest -Dticketsql.seed=" + seed + " -Dticketsql.first="
                        + number + " -Dticketsql.queries=1\n" + comparison + "\n  smallest: "
                        + comparison.shrunk(ours, hsqldb, SHRINKING_ATTEMPTS));
                System.out.println(mismatches.get(mismatches.size() - 1));
            }
            if (number % 100 == 99) {
                System.out.println("Random queries: " + (number + 1 - first) + " done, " + counts);
            }
        }
        System.out.println("Random queries: " + counts);
        assertEquals(List.of(), mismatches, () -> String.join("\n\n", mismatches));
        assertTrue(counts.getOrDefault(Outcome.TWO_WAYS, 0) * 4 >= queries || queries < 100, counts::toString);
    }
}
