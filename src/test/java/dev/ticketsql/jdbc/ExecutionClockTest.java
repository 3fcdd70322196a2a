package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counts time against a query timeout, here of a hundred nanoseconds. */
final class ExecutionClockTest {

    private final ExecutionClock time = new ExecutionClock(Duration.ofNanos(100));

    @Test
    void nothingCountsBeforeTheFirstCall() {
        assertEquals(100, time.leftNanos(1_000));
        assertFalse(time.isRunning());
    }

    @Test
    void aCallCountsWhileItGoesOn() {
        time.enter(1_000);
        assertTrue(time.isRunning());
        assertEquals(70, time.leftNanos(1_030));
        assertEquals(0, time.leftNanos(1_100));
        assertEquals(-5, time.leftNanos(1_105));
    }

    @Test
    void callsAddUpAndWhatIsBetweenThemDoesNotCount() {
        time.enter(1_000);
        time.leave(1_030);
        assertEquals(70, time.leftNanos(9_000));
        time.enter(9_000);
        assertEquals(50, time.leftNanos(9_020));
        time.leave(9_020);
        assertEquals(50, time.leftNanos(20_000));
        assertFalse(time.isRunning());
    }

    @Test
    void callsOfTwoThreadsAtOnceCountOnce() {
        time.enter(1_000);
        time.enter(1_010);
        time.leave(1_020);
        assertTrue(time.isRunning());
        time.leave(1_040);
        assertEquals(60, time.leftNanos(1_050));
    }

    @Test
    void aClockMayCountFromAnywhere() {
        time.enter(Long.MAX_VALUE - 10);
        assertEquals(60, time.leftNanos(Long.MIN_VALUE + 29));
    }
}
