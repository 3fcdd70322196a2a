package dev.ticketsql.calcite;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every relational operator in the mirror's engine and in HSQLDB. */
@Tag("time-zones")
final class PushedOperatorsTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    /** Statement that shows whether the engine computes an operator as HSQLDB does. */
    record Case(String sql) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case("SELECT * FROM ticket_events WHERE ticket_id > 0"),
                new Case("SELECT via, id FROM ticket_events"),
                new Case("""
                        SELECT via, COUNT(*), MAX(ticket_id) FROM ticket_events GROUP BY via"""),
                new Case("SELECT DISTINCT type, via FROM ticket_events"),
                new Case("SELECT COUNT(*), MIN(via) FROM ticket_events WHERE ticket_id > 0"),
                new Case("SELECT COUNT(*), MIN(via) FROM ticket_events WHERE id = -99"),
                new Case("SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id NULLS LAST, id DESC"),
                new Case("SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id DESC NULLS LAST, id"),
                new Case("SELECT id, via FROM ticket_events ORDER BY id OFFSET 3 ROWS FETCH NEXT 5 ROWS ONLY"),
                new Case("SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events FETCH FIRST 3 ROWS ONLY) t"),
                new Case("SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events OFFSET 3 ROWS) t"),
                new Case("SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.instance_id"),
                new Case("SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.via < b.client"),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.instance_id"),
                new Case("""
                        SELECT via FROM ticket_events UNION SELECT client FROM ticket_events"""),
                new Case("""
                        SELECT via, id FROM ticket_events UNION ALL SELECT client, ticket_id FROM ticket_events"""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEnginesAgree(Case agreed) throws Exception {
        account.sql(agreed.sql()).runsInTheEngine().agreesWithHsqldb();
    }

    @Test
    void aListOfValuesIsAConditionOfTheEngineUntilItIsLong() throws Exception {
        String fifty = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id NOT IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        String thousand = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE UPPER(via) <> 'x' AND ticket_id IN (" + thousand + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id + MOD(id, 7) NOT IN (" + thousand + ")")
                .agreesWithHsqldb();
    }
}
