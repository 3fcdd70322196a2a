package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Waits of the rate limiter; the number after each instant is the wait in milliseconds, 0 for a permit. */
final class RateLimiterTest {

    private static final OptionalInt NO_CAP = OptionalInt.empty();

    private final RateLimiter rateLimiter = new RateLimiter();

    @Test
    void withoutALimitNothingIsHeldBack() {
        for (int request = 0; request < 1_000; request++) {
            assertWait(0, 5_000);
            answered(5_000);
        }
    }

    @Test
    void theRemainingRequestsMayGoAndThenNoneUntilTheWindowEnds() {
        assertWait(0, 5_000);
        answered(6_000, 10, 2, 4);
        assertWait(0, 6_000);
        answered(6_000);
        assertWait(0, 6_500);
        answered(6_500);
        assertWait(4_500, 6_500);
        assertWait(1, 10_999);
        assertWait(0, 11_000);
    }

    @Test
    void aNewWindowIsTakenToBeAsLargeAsTheLast() {
        assertWait(0, 0);
        answered(0, 3, 0, 10);
        assertWait(11_000, 0);
        for (int request = 0; request < 3; request++) {
            assertWait(0, 11_000);
            answered(11_000);
        }
        assertWait(61_000, 11_000);
        assertWait(0, 72_000);
    }

    @Test
    void requestsOnTheirWayCountAgainstWhatIsLeft() {
        assertWait(0, 0);
        assertWait(0, 0);
        assertWait(0, 0);
        // Two more are under way: the server may not have counted them.
        answered(1_000, 10, 3, 30);
        assertWait(0, 1_000);
        assertWait(31_000, 1_000);
    }

    @Test
    void requestsOnTheirWayCountInTheNextWindowToo() {
        assertWait(0, 0);
        answered(0, 2, 1, 10);
        assertWait(0, 0);
        assertWait(11_000, 0);
        assertWait(0, 11_000);
        assertWait(61_000, 11_000);
    }

    @Test
    void anAnswerThatWasOvertakenBringsNothingBack() {
        assertWait(0, 0);
        assertWait(0, 0);
        answered(2_000, 10, 0, 28);
        answered(2_500, 10, 5, 29);
        assertWait(28_500, 2_500);
    }

    @Test
    void anAnswerOfAWindowThatIsOverDoesNotCountForThisOne() {
        assertWait(0, 0);
        assertWait(0, 0);
        answered(1_000, 10, 9, 59);
        answered(1_000, 10, 0, 1);
        assertWait(0, 1_000);
    }

    @Test
    void theTightestKnownEndOfAWindowHolds() {
        assertWait(0, 0);
        assertWait(0, 0);
        answered(9_000, 10, 0, 30);
        answered(10_000, 10, 0, 20);
        assertWait(21_000, 10_000);
    }

    @Test
    void aCapCountsEverySixtySeconds() {
        OptionalInt two = OptionalInt.of(2);
        assertEquals(0, rateLimiter.tryAcquireMillis(0, two));
        assertEquals(0, rateLimiter.tryAcquireMillis(20_000, two));
        assertEquals(40_000, rateLimiter.tryAcquireMillis(20_000, two));
        assertEquals(1, rateLimiter.tryAcquireMillis(59_999, two));
        assertEquals(0, rateLimiter.tryAcquireMillis(60_000, two));
        assertEquals(20_000, rateLimiter.tryAcquireMillis(60_000, two));
    }

    @Test
    void aCapCountsWhatOtherClientsOfTheAccountSent() {
        for (int request = 0; request < 5; request++) {
            assertWait(0, request * 1_000L);
        }
        assertEquals(62_000, rateLimiter.tryAcquireMillis(2_000, OptionalInt.of(1)));
        assertEquals(60_000, rateLimiter.tryAcquireMillis(3_000, OptionalInt.of(2)));
    }

    @Test
    void theStricterOfServerAndCapHolds() {
        assertWait(0, 0);
        answered(0, 10, 0, 10);
        assertEquals(60_000, rateLimiter.tryAcquireMillis(0, OptionalInt.of(1)));
        assertEquals(11_000, rateLimiter.tryAcquireMillis(0, OptionalInt.of(2)));
    }

    @Test
    void nothingGoesDuringAPause() {
        rateLimiter.pauseUntil(7_000);
        rateLimiter.pauseUntil(5_000);

        assertWait(6_000, 1_000);
        assertWait(0, 7_000);
    }

    @Test
    void aPermitThatIsClosedWithoutAnAnswerIsReturned() {
        assertWait(0, 0);
        try (Permit permit = new Permit(rateLimiter)) {
            permit.answered(Optional.of(new RateLimit(10, 1, 30)), 0);
        }
        assertWait(0, 0);
        new Permit(rateLimiter).close();
        assertWait(31_000, 0);
    }

    private void assertWait(long expectedMillis, long nowMillis) {
        assertEquals(expectedMillis, rateLimiter.tryAcquireMillis(nowMillis, NO_CAP));
    }

    private void answered(long nowMillis) {
        rateLimiter.answered(Optional.empty(), Optional.empty(), nowMillis);
    }

    private void answered(long nowMillis, int total, int remaining, int resetsSec) {
        rateLimiter.answered(Optional.of(new RateLimit(total, remaining, resetsSec)), Optional.empty(), nowMillis);
    }
}
