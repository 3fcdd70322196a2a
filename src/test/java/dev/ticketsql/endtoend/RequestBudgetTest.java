package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.LastingPorts;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that EXPLAIN gives before a statement runs, and the option that limits its requests. */
public final class RequestBudgetTest extends RequestsFixture {

    private static final long FEBRUARY = Instant.parse("2025-02-01T00:00:00Z").getEpochSecond();

    private static final long MARCH = Instant.parse("2025-03-01T00:00:00Z").getEpochSecond();

    @Test
    void aStatementThatMayNotAskThatOftenFailsAndKeepsWhatItHas() throws Exception {
        try (SqlClient thrifty = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "maxRequests", "2")) {
            SQLException refused = assertThrows(SQLException.class, () -> thrifty.number(countOf(JUNE, JULY)));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("the statement would make more than maxRequests=2 requests: 2 were made and their"
                                    + " events are kept"),
                    refused::getMessage);
        }
        assertEquals(2, requests());

        count(JUNE, JULY);
        assertEquals(rulesWithoutCounting().walk(JUNE, JULY).pages() - 2, requests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id FROM ticket_events WHERE %s | which takes about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' AND %s ORDER BY "time" | which takes about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'NONE' AND %s LIMIT 3 | which takes at most about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'NONE' AND %s ORDER BY "time" DESC LIMIT 3 | which takes at most about
            """)
    void oneThatIsReadPageByPageIsToldWhatAllOfItWouldTake(String sql, String price) throws Exception {
        count(FEBRUARY, MARCH);
        requests();
        try (SqlClient thrifty = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "maxRequests", "2")) {
            String question = sql.formatted(
                    "\"time\" >= TIMESTAMP '2025-03-01 00:00:00'" + " AND \"time\" < TIMESTAMP '2025-07-01 00:00:00'");
            String refused = String.valueOf(assertThrows(SQLException.class, () -> thrifty.rows(question))
                    .getMessage());
            assertTrue(refused.contains("2 were made and their events are kept"), refused);
            Matcher told = Pattern.compile(price + " (\\d+) requests").matcher(refused);
            assertTrue(told.find() && Integer.parseInt(told.group(1)) >= 5, refused);
        }
        assertEquals(2, requests());
    }

    @Test
    void whatAQuestionCostsIsSaidBeforeItIsAsked() throws Exception {
        count(JUNE, JULY);
        requests();
        assertEquals("DuckDbStatement(price=[requests=0])", price("", countOf(JUNE, JULY)));

        String told = price("", countOf(FEBRUARY, JULY));
        assertEquals(0, requests());
        count(FEBRUARY, JULY);
        int cost = requests();
        assertTrue(cost >= 12, () -> "four months of " + cost + " pages show nothing");
        int expected = Integer.parseInt(told.replaceFirst(".*requests=(\\d+), no rate limit known.*", "$1"));
        assertEquals(cost, expected, cost * 0.25, told);
    }

    @Test
    void thePaceOfThePriceIsTheOptionsAndTheServers() throws Exception {
        String question = countOf(MAY, AUGUST);
        assertEquals("DuckDbStatement(price=[requests=?, at 4 requests a minute])", price("4", question));
        try (Sandbox limited = Sandbox.start(
                        SandboxOptions.defaults(InstantSource.system())
                                .withPort(LastingPorts.next())
                                .withEventCount(2_000)
                                .withRequestsPerMinute(30),
                        InstantSource.system());
                SqlClient asking = SqlClient.to(limited.baseUrl(), "mirror", "none")) {
            String whole = "EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events";
            assertTrue(asking.rows(whole).get(0).contains("(price=[requests=?, no rate limit known])"));
            asking.rows("SELECT COUNT(*) FROM ticket_events WHERE \"time\" < TIMESTAMP '2000-01-01 00:00:00'");
            String plan = asking.rows(whole).get(0);
            assertTrue(plan.contains(" at 30 requests a minute])"), plan);
        }
    }

    /** The first line of the plan. */
    private String price(String requestsPerMinute, String sql) throws SQLException {
        try (SqlClient other = SqlClient.to(
                sandbox.baseUrl(), "mirror", directory.toString(), "requestsPerMinute", requestsPerMinute)) {
            return other.rows("EXPLAIN PLAN FOR " + sql)
                    .get(0)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private PagingRules rulesWithoutCounting() throws IOException {
        int before = sandbox.requests().size();
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        askedBefore += sandbox.requests().size() - before;
        return rules;
    }
}
