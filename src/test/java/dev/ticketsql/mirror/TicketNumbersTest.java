package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRanges;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Estimates of ticket rates from the numbers of a few mirrored days. */
final class TicketNumbersTest {

    private static final long DAY_SEC = 86_400;
    private static final long WEEKS_SEC = 28 * DAY_SEC;

    /** For figures a day. */
    private static final double NEAR = 0.01;

    @Test
    void aDeskThatGrowsLinearlyBeganWithNoTickets() {
        // Each day brings one ticket more than the day before: after day 100 they are 5050.
        TicketNumbers numbers = of(days(80, 108), day -> day * (day + 1) / 2).orElseThrow();
        assertEquals(94, perDay(numbers, 94), 4);
        assertEquals(50, perDay(numbers, 50), 5);
        assertEquals(0, perDay(numbers, -20), NEAR);
        assertEquals(3160, sum(numbers, -1_000, 80), 120, "as many as the first number says");
    }

    @Test
    void aDeskThatDoesNotGrowHadAsManyBeforeAsItsFirstNumber() {
        TicketNumbers numbers = of(days(80, 108), day -> 10 * (day + 1)).orElseThrow();
        assertEquals(10, perDay(numbers, 80), NEAR);
        assertEquals(800, sum(numbers, -1_000, 80), 5);
    }

    @Test
    void theRateInAndAfterARangeIsThatOfItsNumbers() {
        TicketNumbers numbers = of(days(80, 108), day -> 10 * (day + 1)).orElseThrow();
        assertEquals(10, perDay(numbers, 90), NEAR);
        assertEquals(10, perDay(numbers, 500), NEAR);
        assertEquals(10, numbers.meanPerSec(days(80, 108)) * DAY_SEC, NEAR);
    }

    @Test
    void betweenTwoRangesLieAsManyAsTheirNumbersDiffer() {
        // Ten a day, then thirty a day for a hundred days, then ten again.
        LongUnaryOperator newest = day -> 10 * (day + 1) + 20 * Math.max(0, Math.min(100, day + 1 - 28));
        TicketNumbers numbers = of(days(0, 28).or(days(128, 156)), newest).orElseThrow();
        assertEquals(3_000, sum(numbers, 28, 128), 30);
        assertEquals(10, perDay(numbers, 28), 1);
        assertTrue(perDay(numbers, 78) > 30);
    }

    @Test
    void aGapOverAWeekendDoesNotMakeNumbersFall() {
        // Fourteen on each weekday; day 0 is a Monday, and days 12 and 13, at the end of the first range, a weekend.
        LongUnaryOperator newest = day -> Math.floorDiv(day, 7L) * 70 + 14 * Math.min(5, Math.floorMod(day, 7L) + 1);
        TicketNumbers numbers = of(days(-8, 13).or(days(14, 42)), newest).orElseThrow();
        assertEquals(10, perDay(numbers, 60), 0.5);
        assertTrue(sum(numbers, 13, 14) < 20);
    }

    @Test
    void aCounterThatWasMadeToJumpIsNoRush() {
        // Ten a day, and a million more in between.
        LongUnaryOperator newest = day -> 10 * (day + 1) + (day < 100 ? 0 : 1_000_000);
        TicketNumbers numbers = of(days(0, 28).or(days(128, 156)), newest).orElseThrow();
        assertEquals(3_000, sum(numbers, 28, 128), 50);
    }

    @Test
    void aStandstillBetweenTwoRangesIsNeverLessThanNothing() {
        // Hardly any between them.
        LongUnaryOperator newest = day -> 10 * (day + 1) - Math.max(0, 10 * Math.min(99, day - 28));
        TicketNumbers numbers = of(days(0, 28).or(days(128, 156)), newest).orElseThrow();
        for (long day = 28; day < 128; day++) {
            assertTrue(perDay(numbers, day) >= 0, "day " + day);
        }
        assertEquals(10, sum(numbers, 28, 128), 2);
    }

    @Test
    void quietWeekendsDoNotMakeADeskLookSlower() {
        // Fourteen on each of five days of the week, which begins in the middle of a range.
        LongUnaryOperator newest = day -> {
            long before = (day + 1) / 7 * 70;
            return before + 14 * Math.min(5, (day + 1) % 7);
        };
        assertEquals(10, perDay(of(days(80, 108), newest).orElseThrow(), 90), 0.5);
        assertEquals(10, perDay(of(days(82, 106), newest).orElseThrow(), 90), 0.5);
    }

    @Test
    void tooFewTicketsOrDaysAndFallingNumbersGiveNoEstimate() {
        assertEquals(Optional.empty(), of(days(80, 108), day -> 100 + day / 2));
        assertEquals(Optional.empty(), of(days(80, 86), day -> 100 * day));
        assertEquals(Optional.empty(), of(TimeRanges.none(), day -> day));
        assertEquals(
                Optional.empty(), of(days(0, 28).or(days(128, 156)), day -> day < 100 ? 5_000 + 10 * day : day * 10));
    }

    private static Optional<TicketNumbers> of(TimeRanges mirrored, LongUnaryOperator newestOnDay) {
        Map<Long, Long> newestByDay = new HashMap<>();
        for (long day = -10; day < 1_000; day++) {
            if (mirrored.contains(day * DAY_SEC)) {
                newestByDay.put(day, newestOnDay.applyAsLong(day));
            }
        }
        return TicketNumbers.of(mirrored, WEEKS_SEC, newestByDay);
    }

    private static TimeRanges days(long from, long to) {
        return TimeRanges.of(from * DAY_SEC, to * DAY_SEC);
    }

    private static double perDay(TicketNumbers numbers, long day) {
        return numbers.perSec(day * DAY_SEC) * DAY_SEC;
    }

    private static double sum(TicketNumbers numbers, long fromDay, long toDay) {
        double sum = 0;
        for (long day = fromDay; day < toDay; day++) {
            sum += numbers.perSec(day * DAY_SEC + DAY_SEC / 2) * DAY_SEC;
        }
        return sum;
    }
}
