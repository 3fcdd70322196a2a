package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.correctness.PostgresComparison.Outcome;
import dev.ticketsql.testing.EventTables;
import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, each asked of us and of a PostgreSQL server with the same rows, where there is one. Properties
 * {@code ticketsql.queries} (how many), {@code ticketsql.seed} (which series), {@code ticketsql.first} (its first
 * number), {@code ticketsql.seconds} (how long each may take for a query) and {@code ticketsql.shown} (how many
 * differences are printed) choose others; a failure says which of them repeat it.
 */
final class PostgresQueriesTest {

    /** Always the same series, so that a build does not fail by chance; others are for those who look for more. */
    private static final long DEFAULT_SEED = 20261129;

    private static final int DEFAULT_QUERIES = 200;

    /** A handful is enough to work on. */
    private static final int MAX_SHOWN = Integer.getInteger("ticketsql.shown", 10);

    private static final int SHRINKING_ATTEMPTS = 300;

    private static final List<AutoCloseable> OPENED = new ArrayList<>();

    private static Connection ours;
    private static Connection postgres;

    @BeforeAll
    static void open() throws Exception {
        Optional<PostgresServer> server = PostgresServer.start();
        assumeTrue(server.isPresent(), PostgresServer.ABSENT);
        OPENED.add(server.orElseThrow());
        postgres = server.orElseThrow().connect();
        OPENED.add(postgres);
        fill(postgres);
        TestAccount account = RowsOfAllKinds.account();
        OPENED.add(account);
        ours = account.connection();
    }

    /** The same rows, those of the other database in the schema of its name. */
    private static void fill(Connection postgres) throws Exception {
        EventTables.create(postgres, RowsOfAllKinds.events(), "TEXT", "DOUBLE PRECISION");
        try (Statement statement = postgres.createStatement()) {
            statement.execute("CREATE SCHEMA office");
            statement.execute("SET search_path TO office");
            for (String sql : RowsOfAllKinds.OFFICE) {
                statement.execute(sql);
            }
            statement.execute("SET search_path TO public");
        }
    }

    @AfterAll
    static void close() throws Exception {
        for (int index = OPENED.size() - 1; index >= 0; index--) {
            OPENED.get(index).close();
        }
        OPENED.clear();
    }

    @Test
    void anAnswerIsThatOfPostgres() {
        long seed = Long.getLong("ticketsql.seed", DEFAULT_SEED);
        long first = Long.getLong("ticketsql.first", 0);
        int queries = Integer.getInteger("ticketsql.queries", DEFAULT_QUERIES);
        System.out.printf("PostgreSQL: seed %d, numbers %d to %d%n", seed, first, first + queries - 1);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<String> mismatches = new ArrayList<>();
        for (long number = first; number < first + queries; number++) {
            PostgresComparison comparison = PostgresComparison.of(RandomQuery.ofPostgres(seed, number), ours, postgres);
            counts.merge(comparison.outcome(), 1, Integer::sum);
            if (comparison.outcome().isMismatch() || comparison.outcome() == Outcome.TOO_LONG) {
                System.out.println(number + ": " + comparison);
            }
            if (comparison.outcome().isMismatch() && mismatches.size() < MAX_SHOWN) {
                mismatches.add("mvn test -Dtest=PostgresQueriesTest -Dticketsql.seed=" + seed + " -Dticketsql.first="
                        + number + " -Dticketsql.queries=1\n" + comparison + "\n  smallest: "
                        + comparison.shrunk(ours, postgres, SHRINKING_ATTEMPTS));
                System.out.println(mismatches.get(mismatches.size() - 1));
            }
            if (number % 100 == 99) {
                System.out.println("PostgreSQL: " + (number + 1 - first) + " done, " + counts);
            }
        }
        System.out.println("PostgreSQL: " + counts);
        assertEquals(List.of(), mismatches, () -> String.join("\n\n", mismatches));
        assertTrue(counts.getOrDefault(Outcome.AGREED, 0) * 2 >= queries || queries < 100, counts::toString);
    }
}
