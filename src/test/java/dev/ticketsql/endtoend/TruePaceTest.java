package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Ordering;
import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.jdbc.TicketSqlConnection;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.PacedAccounts;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cost of questions, in requests and in minutes, at a server that allows ten requests a minute and whose pages have
 * a thousand events. Server and client have one clock, which moves when the client waits and stands still otherwise.
 */
final class TruePaceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private static final int PER_MINUTE = 10;

    /** Windows are whole seconds to the server: one that resets in 60 may last 61. */
    private static final Duration WINDOW = Duration.ofSeconds(61);

    private static final long MARCH = Instant.parse("2025-03-01T00:00:00Z").getEpochSecond();
    private static final long JUNE = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();
    private static final long JUNE_29 = Instant.parse("2025-06-29T00:00:00Z").getEpochSecond();
    private static final long DECEMBER = Instant.parse("2025-12-01T00:00:00Z").getEpochSecond();

    private static final String ALL = "SELECT COUNT(*) FROM ticket_events";

    private static final Pattern PRICE =
            Pattern.compile("price=\\[requests=(\\d+), about (\\d+) minutes at 10 requests a minute]");

    private static PagingRules rules;

    private final SettableClock clock = new SettableClock(NOW);
    private final Sandbox sandbox = Sandbox.start(history().withRequestsPerMinute(PER_MINUTE), clock);
    private final List<FetchProgress> told = new ArrayList<>();

    @TempDir
    private Path directory;

    private PacedAccounts accounts;
    private SqlClient client;

    /** Thirty-five thousand events in one year, which ended yesterday. */
    private static SandboxOptions history() {
        return SandboxOptions.defaults(SettableClock.at("2026-01-01T00:00:00Z"))
                .withEventCount(35_000)
                .withYears(1);
    }

    @BeforeAll
    static void countPages() throws Exception {
        try (Sandbox unlimited = Sandbox.start(history(), new SettableClock(NOW))) {
            rules = PagingRules.of(unlimited.baseUrl());
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        accounts = new PacedAccounts(clock, directory.resolve("cache"));
        client = client(Map.of());
    }

    /** A connection whose statements wait by the clock. */
    private SqlClient client(Map<String, String> more) throws SQLException {
        Map<String, String> options = new LinkedHashMap<>(more);
        options.put("baseUrl", sandbox.baseUrl().toString());
        options.put("mirror", directory.resolve("mirror").toString());
        return SqlClient.over(accounts.schema(options), sandbox.baseUrl());
    }

    @AfterEach
    void noRequestWasTurnedAway() throws SQLException {
        client.close();
        sandbox.close();
        assertFalse(sandbox.requests().stream().anyMatch(request -> request.status() == 429));
    }

    @Test
    void theFirstTenCostOneRequestAndNoTime() throws Exception {
        assertEquals(10, client.rows("SELECT * FROM ticket_events LIMIT 10").size());
        assertSpent(1, Duration.ZERO);
    }

    @Test
    void whoClosesHisRowsEarlyOrWantsFewWaitsForNothing() throws Exception {
        try (Statement statement = client.connection().createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT id FROM ticket_events")) {
                assertTrue(rows.next());
            }
            statement.setMaxRows(10);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM ticket_events ORDER BY \"time\"")) {
                assertEquals(10, RowTexts.asWritten(rows).size());
            }
        }
        assertSpent(1, Duration.ZERO);
    }

    @Test
    void theNewestTenCostAHandfulOfRequestsAndNoTime() throws Exception {
        assertEquals(
                10,
                client.rows("SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 10")
                        .size());
        assertSpent(2, Duration.ZERO);
    }

    @Test
    void theFirstInstantCostsOneRequestAndTheLastAHandful() throws Exception {
        client.rows("SELECT MIN(\"time\") FROM ticket_events");
        assertSpent(1, Duration.ZERO);
        client.rows("SELECT MAX(start_time) FROM ticket_events");
        assertSpent(3, Duration.ZERO);
    }

    /** Twelve hours in twelve months: ten requests in this minute, two in the next. */
    @Test
    void aJoinCostsItsHoursOnly() throws Exception {
        String incidents = IntStream.rangeClosed(1, 12)
                .mapToObj("(TIMESTAMP '2025-%1$02d-15 12:00:00', TIMESTAMP '2025-%1$02d-15 13:00:00')"::formatted)
                .collect(Collectors.joining(", "));
        client.rows("SELECT COUNT(*) FROM ticket_events e JOIN (VALUES " + incidents
                + ") AS i(opened, closed) ON e.\"time\" BETWEEN i.opened AND i.closed");
        assertSpent(12, WINDOW);
    }

    @Test
    void theWholeHistoryCostsItsPagesAndTheMinutesThatTheLimitMakesOfThem() throws Exception {
        int pages = rules.walk(0, Long.MAX_VALUE).pages();
        assertTrue(pages > 30 && pages < 40, () -> "pages: " + pages);
        assertEquals(rules.events(0, Long.MAX_VALUE), client.number(ALL));
        assertSpent(pages, time(pages));

        assertEquals(rules.events(0, Long.MAX_VALUE), client.number(ALL));
        assertSpent(pages, time(pages));
    }

    @Test
    void whatAQuestionTakesIsSaidBeforeItIsAsked() throws Exception {
        client.number(count(JUNE, JUNE_29));
        int before = sandbox.requests().size();
        clock.advance(WINDOW);
        Instant asked = clock.instant();

        String plan = client.rows("EXPLAIN PLAN FOR " + count(MARCH, DECEMBER)).get(0);
        MatchResult price = PRICE.matcher(plan).results().findFirst().orElseThrow(() -> new AssertionError(plan));
        assertSpent(before, Duration.between(NOW, asked));

        client.number(count(MARCH, DECEMBER));
        int requests = sandbox.requests().size() - before;
        assertTrue(requests > 2 * PER_MINUTE, () -> "requests: " + requests);
        assertEquals(requests, Integer.parseInt(price.group(1)), requests * 0.25, plan);
        // The last of the minutes is over with its requests; and a quarter of them may be another minute.
        double minutes = Duration.between(asked, clock.instant()).toMinutes() + 1;
        assertEquals(minutes, Double.parseDouble(price.group(2)), 1, plan);
    }

    @Test
    void whatCertainlyCostsTooMuchIsRefusedBeforeTheFirstRequest() throws Exception {
        client.number(count(JUNE, JUNE_29));
        int before = sandbox.requests().size();
        try (SqlClient thrifty = client(Map.of("maxRequests", "1"))) {
            String refusal =
                    String.valueOf(assertThrows(SQLException.class, () -> thrifty.number(count(MARCH, DECEMBER)))
                            .getMessage());
            assertTrue(
                    refusal.startsWith("the statement would make more than maxRequests=1 requests: none was made, "),
                    refusal);
        }
        assertSpent(before, Duration.ZERO);
    }

    @Test
    void aListenerIsToldOfEveryWaitForTheLimitAndHowLongItStillIs() throws Exception {
        listen();
        client.number(ALL);
        Map<Long, List<FetchProgress>> waits = waits(FetchWait.RATE_LIMIT);
        assertEquals(List.of(10L, 20L, 30L), List.copyOf(waits.keySet()));
        for (List<FetchProgress> wait : waits.values()) {
            List<Duration> left = wait.stream()
                    .map(progress -> progress.waitLeft().orElseThrow())
                    .toList();
            assertTrue(Ordering.natural().reverse().isStrictlyOrdered(left), left::toString);
            assertTrue(left.get(0).toSeconds() >= 59, left::toString);
            assertTrue(left.get(left.size() - 1).toSeconds() <= 1, left::toString);
            List<Duration> untilAll = wait.stream()
                    .map(progress -> progress.timeLeft().orElseThrow())
                    .toList();
            assertTrue(Ordering.natural().reverse().isStrictlyOrdered(untilAll), untilAll::toString);
        }
        FetchProgress last = told.get(told.size() - 1);
        assertEquals(FetchWait.NOTHING, last.waitingFor());
        assertEquals(100, last.percent());
        assertEquals(sandbox.requests().size(), last.requests());
    }

    @Test
    void aListenerIsToldOfAWaitForTheNextAttempt() throws Exception {
        listen();
        sandbox.inject(Fault.status(503, "{}", Map.of("Retry-After", "20")));
        client.rows("SELECT * FROM ticket_events LIMIT 10");
        assertSpent(2, Duration.ofSeconds(20));
        assertEquals(List.of(1L), List.copyOf(waits(FetchWait.RETRY).keySet()));
        assertEquals(
                IntStream.iterate(20, left -> left - 1)
                        .limit(21)
                        .mapToObj(Duration::ofSeconds)
                        .toList(),
                told.stream()
                        .filter(progress -> progress.waitingFor() == FetchWait.RETRY)
                        .map(progress -> progress.waitLeft().orElseThrow())
                        .toList());
        assertEquals(
                List.of("503|0|1", "200|20000|1"),
                client.rows("SELECT status, waited_ms, statement FROM api_requests"));
    }

    @Test
    void theAccountSaysWhatEveryStatementCostAndHowLongItWaited() throws Exception {
        client.number(count(MARCH, JUNE));
        List<ServedRequest> first = sandbox.requests();
        Instant between = clock.instant();
        client.number(ALL);
        client.number(ALL);
        List<ServedRequest> second =
                sandbox.requests().subList(first.size(), sandbox.requests().size());
        assertEquals(
                List.of(
                        "1|" + cost(first, Duration.between(NOW, between)),
                        "2|" + cost(second, Duration.between(between, clock.instant()))),
                client.rows("SELECT statement, COUNT(*), SUM(events), SUM(waited_ms), COUNT(DISTINCT status)"
                        + " FROM api_requests GROUP BY statement ORDER BY statement"));
        assertTrue(second.size() > PER_MINUTE, () -> "requests: " + second.size());
    }

    private static String cost(Collection<ServedRequest> requests, Duration waited) {
        int events = requests.stream().mapToInt(ServedRequest::eventCount).sum();
        return requests.size() + "|" + events + "|" + waited.toMillis() + "|1";
    }

    private void listen() throws SQLException {
        client.connection().unwrap(TicketSqlConnection.class).setFetchListener(told::add);
    }

    /** The progress reported while it waited for {@code reason}, by the number of requests so far. */
    private Map<Long, List<FetchProgress>> waits(FetchWait reason) {
        return told.stream()
                .filter(progress -> progress.waitingFor() == reason)
                .collect(Collectors.groupingBy(FetchProgress::requests, LinkedHashMap::new, Collectors.toList()));
    }

    /** The time of so many requests from the beginning of a minute on: the first ten go at once. */
    private static Duration time(int requests) {
        int waits = (requests - 1) / PER_MINUTE;
        // After the first wait, the windows of both sides agree.
        return waits == 0 ? Duration.ZERO : WINDOW.plusMinutes(waits - 1);
    }

    /** Since the test began. */
    private void assertSpent(int requests, Duration time) {
        assertEquals(requests, sandbox.requests().size(), "requests");
        assertEquals(time, Duration.between(NOW, clock.instant()), "time");
    }

    private static String count(long fromSec, long toSec) {
        return ALL + " WHERE start_time >= " + fromSec + " AND start_time < " + toSec;
    }
}
