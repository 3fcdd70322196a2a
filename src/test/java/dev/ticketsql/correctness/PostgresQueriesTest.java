package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.correctness.PostgresComparison.Outcome;
import dev.ticketsql.testing.EventTables;
import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, each asked of us and of a PostgreSQL server with the same rows, if one is installed.
 * {@link RandomSeries} has the properties that choose others.
 */
final class PostgresQueriesTest {

    private static final RandomSeries SERIES = new RandomSeries(PostgresQueriesTest.class, 20261129, 100, 200);

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
        SERIES.run(
                (seed, number) -> PostgresComparison.of(RandomQuery.ofPostgres(seed, number), ours, postgres),
                ours,
                postgres,
                Outcome.AGREED,
                2);
    }
}
