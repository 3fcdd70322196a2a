package dev.ticketsql.calcite;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates of aggregates: the inner ones are a subquery of their own, which the mirror's engine insists on. */
@Tag("time-zones")
final class NestedAggregatesTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT MAX(DATE '1999-12-31'), COUNT(e.c1), COUNT(*) FROM (SELECT MIN(metric) AS c1, instance_id, longitude FROM ticket_events GROUP BY instance_id, longitude) AS e",
                "SELECT COUNT(c1), COUNT(*) FROM (SELECT MIN(metric) AS c1, instance_id, AVG(ticket_id) AS c2 FROM ticket_events GROUP BY instance_id) AS e",
                "SELECT MAX(events), MAX(DATE '1999-12-31') FROM (SELECT type, COUNT(*) AS events FROM ticket_events GROUP BY type) AS e",
            })
    void anAggregateOfAnAggregateIsAnswered(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }
}
