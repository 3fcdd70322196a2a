package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomComparison.Outcome;
import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, each asked of us and of HSQLDB with the same rows. {@link RandomSeries} has the properties that
 * choose others.
 */
final class RandomQueriesTest {

    private static final RandomSeries SERIES = new RandomSeries(RandomQueriesTest.class, 20261125, 150, 500);

    @AutoClose
    private static TestAccount account;

    private static Connection ours;
    private static Connection hsqldb;

    @BeforeAll
    static void open() throws Exception {
        account = RowsOfAllKinds.account();
        ours = account.connection();
        hsqldb = account.hsqldb().connection();
    }

    @Test
    void anAnswerDoesNotDependOnWhoComputesIt() {
        SERIES.run(
                (seed, number) -> RandomComparison.of(RandomQuery.of(seed, number), ours, hsqldb),
                ours,
                hsqldb,
                Outcome.TWO_WAYS,
                4);
    }
}
