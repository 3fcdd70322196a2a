package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Price of a range, estimated from the mirror without a request. */
final class PriceTest {

    private static final int HOUR = 3_600;
    private static final int WEEK = 168;

    /** A Monday. */
    private static final long FIRST_SEC = Instant.parse("2025-12-01T00:00:00Z").getEpochSecond();

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);

    @AutoClose
    private Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = Mirror.openTemporary(Asking.SMALL, clock);
    }

    @Test
    void ofAnEmptyMirrorNothingIsKnownButThatARequestIsNeeded() throws Exception {
        assertEquals(new Price(0, 1, OptionalInt.empty()), price(hours(0, 24)));
        assertEquals(0, api.requests().size());
    }

    @Test
    void whatIsMirroredCostsNothing() throws Exception {
        oneEventAnHour(100);
        fetch(hours(0, 50));
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(hours(0, 50)));
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(hours(20, 30)));
    }

    @Test
    void whatCanHoldNoEventsCostsNothing() throws Exception {
        long nowSec = clock.nowSec();
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(TimeRanges.none()));
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(TimeRanges.from(nowSec + 7)));
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(TimeRanges.of(nowSec - 30, nowSec)));
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(TimeRanges.of(-100, 0)));
    }

    @Test
    void theShareIsOneOfTimeAndRoundedDown() throws Exception {
        oneEventAnHour(2 * WEEK);
        fetch(hours(0, 45));
        // Pages of ten whose last comes again: five of them reach to hour 45, and no further.
        assertEquals(50, price(hours(0, 90)).mirroredPercent());
        assertEquals(66, price(hours(15, 60)).mirroredPercent());
        assertEquals(
                99, price(hours(0, 45).or(TimeRanges.of(sec(45), sec(45) + 1))).mirroredPercent());
    }

    @Test
    void theTimeBeforeTheFirstEventDoesNotCount() throws Exception {
        oneEventAnHour(90);
        fetch(TimeRanges.before(sec(45)));
        assertEquals(50, price(TimeRanges.before(sec(90))).mirroredPercent());
    }

    @Test
    void withoutTicketNumbersTheStartOfTheAccountIsNotEstimated() throws Exception {
        oneEventAnHour(2 * WEEK);
        fetch(hours(0, WEEK));
        assertEquals(new Price(0, 1, OptionalInt.empty()), price(TimeRanges.before(sec(WEEK))));
    }

    @Test
    void ticketNumbersShowTheStartOfTheAccount() throws Exception {
        // A new ticket every hour, with an event then and one a day later.
        int hours = 12 * WEEK;
        for (int hour = 0; hour < hours; hour++) {
            api.add(Events.audit(2L * hour, sec(hour), hour + 1L, "Email"));
            api.add(Events.audit(2L * hour + 1, sec(hour + 24) + 1, hour + 1L, "Email"));
        }
        fetch(hours(8 * WEEK, 11 * WEEK));
        int expected =
                price(TimeRanges.before(sec(8 * WEEK))).expectedRequests().orElseThrow();
        assertEquals(37, price(hours(WEEK, 2 * WEEK)).expectedRequests().orElseThrow(), 15);
        api.forgetRequests();
        fetch(TimeRanges.before(sec(8 * WEEK)));
        assertEquals(api.requests().size(), expected, 0.1 * expected);
        // Before the first event lies nothing, as is known now.
        assertEquals(new Price(100, 0, OptionalInt.of(0)), price(TimeRanges.before(sec(0))));
    }

    @Test
    void theTimeBeforeTheFloorDoesNotCount() throws Exception {
        oneEventAnHour(90);
        SnapshotOptions floored = new SnapshotOptions(api, sec(10), Duration.ofMinutes(1), OptionalInt.empty());
        fetch(hours(0, 45));
        try (Snapshot snapshot = mirror.read(floored, Cancellation.never())) {
            assertEquals(50, snapshot.price(TimeRanges.before(sec(80))).mirroredPercent());
        }
    }

    @Test
    void aWeekCostsWhatTheWeekBeforeCost() throws Exception {
        // One event an hour, at night; one in ten minutes by day.
        for (int hour = 0; hour < 6 * WEEK; hour++) {
            boolean busy = hour % 24 >= 8 && hour % 24 < 18 && hour % WEEK < 120;
            for (int event = 0; event < (busy ? 6 : 1); event++) {
                api.add(Events.audit(hour * 10L + event, sec(hour) + event * 600L));
            }
        }
        fetch(hours(WEEK, 4 * WEEK));
        for (TimeRanges missing : new TimeRanges[] {
            hours(0, WEEK), hours(4 * WEEK + 12, 5 * WEEK + 12), hours(5 * WEEK, 5 * WEEK + 48), hours(40, 88)
        }) {
            int expected = price(missing).expectedRequests().orElseThrow();
            api.forgetRequests();
            fetch(missing);
            assertEquals(expected, api.requests().size(), 1, missing::toString);
        }
    }

    @Test
    void ofALongHistoryTheWeeksNearestToTheGapCount() throws Exception {
        PagedEvents growing = new PagedEvents(clock, 100);
        // Before, one event an hour; since, three.
        for (int hour = -12 * WEEK; hour < 12 * WEEK; hour++) {
            for (int event = 0; event < (hour < 0 ? 1 : 3); event++) {
                growing.add(Events.audit(1_000_000 + hour * 10L + event, sec(hour) + event * 600L));
            }
        }
        SnapshotOptions settings = Asking.settings(growing);
        Asking.ids(mirror, settings, hours(-10 * WEEK, 10 * WEEK));
        try (Snapshot snapshot = mirror.read(settings, Cancellation.never())) {
            assertEquals(
                    new Price(0, 1, OptionalInt.of(2)), snapshot.price(hours(-12 * WEEK, -11 * WEEK)), "168 events");
            assertEquals(new Price(0, 1, OptionalInt.of(6)), snapshot.price(hours(11 * WEEK, 12 * WEEK)), "504 events");
        }
    }

    @Test
    void aDamagedFileLeavesNoEstimate() throws Exception {
        oneEventAnHour(100);
        fetch(hours(0, 45));
        for (MirroredRange range : mirror.mirroredRanges()) {
            Files.writeString(range.file(), "none of ours");
        }
        assertEquals(new Price(50, 1, OptionalInt.empty()), price(hours(0, 90)));
    }

    @Test
    void severalGapsCostAtLeastWhatCertainlyLiesBetweenThem() throws Exception {
        oneEventAnHour(200);
        fetch(hours(10, 19));
        // Between them lie nine known events: one page could hold them and what is missing around.
        TimeRanges around = hours(9, 10).or(hours(19, 20));
        assertEquals(1, price(around).minRequests());
        fetch(hours(19, 40));
        assertEquals(2, price(hours(9, 10).or(hours(60, 61))).minRequests());
        assertEquals(1, price(hours(60, 61).or(hours(90, 91))).minRequests(), "what lies between is not known");
    }

    @Test
    void onePageThatFillsTwoGapsIsNotCountedTwice() throws Exception {
        oneEventAnHour(20);
        fetch(hours(5, 8));
        api.forgetRequests();
        // That page reached the end of the stream; only what came before it is missing.
        assertEquals(new Price(0, 1, OptionalInt.of(1)), price(hours(1, 2).or(hours(3, 4))));
        fetch(hours(1, 2).or(hours(3, 4)));
        assertEquals(1, api.requests().size());
    }

    private void oneEventAnHour(int count) {
        for (int hour = 0; hour < count; hour++) {
            api.add(Events.audit(hour, sec(hour)));
        }
    }

    private static long sec(int hour) {
        return FIRST_SEC + (long) hour * HOUR;
    }

    private static TimeRanges hours(int from, int to) {
        return TimeRanges.of(sec(from), sec(to));
    }

    private void fetch(TimeRanges wanted) throws Exception {
        Asking.ids(mirror, Asking.settings(api), wanted);
    }

    private Price price(TimeRanges wanted) throws Exception {
        int before = api.requests().size();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            Price price = snapshot.price(wanted);
            assertEquals(before, api.requests().size());
            return price;
        }
    }
}
