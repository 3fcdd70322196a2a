package dev.ticketsql.calcite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Lists;
import com.google.common.collect.Ordering;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.MillionEvents;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.TestAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the requests for the newest ten events of a help desk with a million in three years, at any time of day. A
 * million rows would fill HSQLDB's memory: it has only the newest of them, from which the ten come.
 */
final class NewestOfAMillionTest {

    private static final long SEED = 20261125;
    private static final int MOMENTS = Series.length(20, 100);
    private static final int BUSY_MOMENTS = MOMENTS / 10;

    private static List<TicketEvent> events;

    @BeforeAll
    static void tellTheHistory() {
        events = MillionEvents.told();
    }

    @Test
    void theNewestTenCostAHandfulOfRequestsAtAnyMoment() throws Exception {
        List<Integer> costs = new ArrayList<>();
        for (Instant moment : moments().toList()) {
            costs.add(requestsForTheNewestTenAt(moment));
        }
        assertEquals(MOMENTS, costs.size());
        List<Integer> ascending = Ordering.natural().sortedCopy(costs);
        assertTrue(ascending.get(costs.size() / 2) <= 3, () -> "median of " + ascending);
        assertTrue(ascending.get(costs.size() - 1) <= 8, () -> "maximum of " + ascending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOD(id, 10000) = 1", "UPPER(event_type) = 'AUDIT' AND MOD(id, 10000) = 1"})
    void aFilterThatOneInTenThousandMeetsStopsAtTheFirst(String filter) throws Exception {
        InstantSource clock = InstantSource.fixed(MillionEvents.END);
        try (Hsqldb hsqldb = Hsqldb.of(events.subList(events.size() - 11_000, events.size()));
                TestAccount account =
                        TestAccount.over(PagedEvents.of(events, clock), clock).beside(hsqldb)) {
            account.sql("SELECT id FROM ticket_events WHERE " + filter + " ORDER BY \"time\" DESC LIMIT 1")
                    .returns("990001")
                    .agreesWithHsqldb();
            // The ten thousand events behind it fill ten pages; as much again may be overlap and too much. It measures
            // 17.
            assertTrue(account.requests() >= 10, () -> "requests: " + account.requests());
            assertTrue(account.requests() <= 20, () -> "requests: " + account.requests());
        }
    }

    /** Most at random, nights and weekends among them, and just after the busiest hours. */
    private static Stream<Instant> moments() {
        Random random = new Random(SEED);
        long firstSec = MillionEvents.START.plus(Duration.ofDays(30)).getEpochSecond();
        Stream<Long> anySec = Stream.generate(
                        () -> firstSec + (long) (random.nextDouble() * (MillionEvents.END.getEpochSecond() - firstSec)))
                .limit(MOMENTS - BUSY_MOMENTS);
        Stream<Long> busySec = IntStream.range(1, events.size() / 100)
                .boxed()
                .sorted(Comparator.comparingLong(
                        index -> events.get(index * 100).startSec()
                                - events.get(index * 100 - 99).startSec()))
                .limit(BUSY_MOMENTS)
                .map(index -> events.get(index * 100).startSec() + 62);
        return Stream.concat(anySec, busySec).map(Instant::ofEpochSecond);
    }

    private static int requestsForTheNewestTenAt(Instant moment) throws Exception {
        InstantSource clock = InstantSource.fixed(moment);
        // What the API shows at that moment.
        int end = firstAtOrAfter(moment.getEpochSecond() - 61);
        List<TicketEvent> visible = events.subList(0, end);
        // With whatever else the tenth's second holds.
        List<TicketEvent> newest =
                visible.subList(firstAtOrAfter(visible.get(end - 10).startSec()), end);
        try (Hsqldb hsqldb = Hsqldb.of(newest);
                TestAccount account =
                        TestAccount.over(PagedEvents.of(visible, clock), clock).beside(hsqldb)) {
            account.sql("SELECT id FROM ticket_events ORDER BY \"time\" DESC, id LIMIT 10")
                    .agreesWithHsqldb();
            return account.requests();
        }
    }

    private static int firstAtOrAfter(long epochSec) {
        int found = Collections.binarySearch(Lists.transform(events, TicketEvent::startSec), epochSec);
        int index = found < 0 ? -found - 1 : found;
        while (index > 0 && events.get(index - 1).startSec() == epochSec) {
            index--;
        }
        return index;
    }
}
