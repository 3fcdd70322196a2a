package dev.ticketsql.calcite;

import dev.ticketsql.event.TicketEvent;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements over one table, end to end: what they answer, where they run, and what they cost. */
final class TicketEventsTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        long firstSec = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        account = TestAccount.of(IntStream.range(0, 500)
                .mapToObj(hour -> event(hour, firstSec + 3600L * hour))
                .toList());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    @Test
    void anAggregateRunsInTheMirrorsEngine() throws Exception {
        account.sql("SELECT via, COUNT(*) AS events FROM ticket_events GROUP BY via ORDER BY events")
                .plan("DuckDbToEnumerable\n  JdbcSort", "JdbcAggregate")
                .planWithout("Enumerable(")
                .returns("Email, 167", "Web form, 333");
    }

    private static TicketEvent event(int hour, long startSec) {
        String via = hour % 3 == 0 ? "Email" : "Web form";
        return new TicketEvent(
                hour,
                startSec,
                hour % 50L,
                null,
                null,
                null,
                "Audit",
                -1L,
                via,
                null,
                null,
                null,
                null,
                "{\"hour\":" + hour + "}",
                "[]",
                null);
    }
}
