package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic of waits, page sizes and their headers, without a server. */
@Tag("time-zones")
final class WaitingRulesTest {

    private static final Instant NOW = Instant.parse("2024-02-08T17:26:49Z");

    @ParameterizedTest
    @CsvSource({"1,500", "2,1000", "3,2000", "4,4000", "5,8000", "6,16000", "7,30000", "8,30000", "1000,30000"})
    void waitsDoubleUpToHalfAMinute(int attempt, long waitMillis) {
        assertEquals(Duration.ofMillis(waitMillis), new BackOff(() -> 0).after(attempt));
        assertEquals(Duration.ofMillis(waitMillis * 3 / 4), new BackOff(() -> 0.5).after(attempt));
    }

    @Test
    void allAttemptsTogetherWaitAMinute() {
        assertEquals(61_500, sumMillis(new BackOff(() -> 0)));
    }

    @Test
    void waitsForALimitOutlastAMinuteHoweverTheyAreShortened() {
        Duration shortest = new BackOff(() -> 0.999_999).atLimit();

        assertTrue(shortest.multipliedBy(BackOff.MAX_ATTEMPTS - 1).compareTo(Duration.ofSeconds(60)) > 0);
    }

    private static long sumMillis(BackOff backOff) {
        return IntStream.range(1, BackOff.MAX_ATTEMPTS)
                .mapToLong(attempt -> backOff.after(attempt).toMillis())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "' 120 ',120",
        "'Thu, 08 Feb 2024 17:27:49 GMT',60",
        "'Thu, 08 Feb 2024 17:26:48 GMT',0",
        "'Fri, 09 Feb 2024 17:26:49 GMT',86400",
    })
    void retryAfterIsSecondsOrADate(String header, long waitSec) {
        assertEquals(Optional.of(Duration.ofSeconds(waitSec)), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "1.5", "soon", "99999999999", "2024-02-08T17:27:49Z", "Thu, 99 Feb 2024 17:27:49 GMT"})
    void anIllegibleRetryAfterIsNoWait(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }

    @Test
    void anAbsentRetryAfterIsNoWait() {
        assertEquals(Optional.empty(), RetryAfter.parse(null, NOW));
    }

    @Test
    void theExportsLimitIsReadAsRecorded() {
        assertEquals(
                Optional.of(new RateLimit(10, 9, 2)),
                RateLimit.ofExport(
                        Map.of("zendesk-ratelimit-incremental-exports", "total=10; remaining=9; resets=2")::get));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "total=10", "total=10; remaining=-1; resets=2", "total=10; remaining=9; resets=1e3", "10/9/2"
            })
    void anIllegibleLimitIsNoLimit(String header) {
        assertEquals(
                Optional.empty(), RateLimit.ofExport(Map.of("zendesk-ratelimit-incremental-exports", header)::get));
    }

    @Test
    void theAccountsLimitIsReadAsRecorded() {
        assertEquals(
                Optional.of(new RateLimit(700, 697, 11)),
                RateLimit.ofAccount(
                        Map.of("x-rate-limit", "700", "x-rate-limit-remaining", "697", "ratelimit-reset", "11")::get));
        assertEquals(Optional.empty(), RateLimit.ofAccount(Map.of("x-rate-limit", "700")::get));
    }

    @Test
    void noWindowIsLongerThanAMinute() {
        assertEquals(60, new RateLimit(10, 0, 999_999_999).resetsSec());
    }

    @Test
    void pagesAreHalvedDownToTenAndGrowAgainAfterTenGoodOnes() {
        PageSize pageSize = new PageSize(1000);
        int[] halved = {500, 250, 125, 62, 31, 15, 10, 10};
        for (int size : halved) {
            pageSize.tooHeavy(pageSize.current());
            assertEquals(size, pageSize.current());
        }
        int[] grown = {20, 40, 80, 160, 320, 640, 1000, 1000};
        for (int size : grown) {
            succeed(pageSize, 10);
            assertEquals(size, pageSize.current());
        }
    }

    @Test
    void aPageThatIsTooHeavyForManyIsHalvedOnce() {
        PageSize pageSize = new PageSize(1000);
        pageSize.tooHeavy(1000);
        pageSize.tooHeavy(1000);

        assertEquals(500, pageSize.current());
    }

    @Test
    void aFailureStartsTheCountOfGoodPagesAnew() {
        PageSize pageSize = new PageSize(1000);
        pageSize.tooHeavy(1000);
        succeed(pageSize, 9);
        pageSize.tooHeavy(500);
        succeed(pageSize, 9);

        assertEquals(250, pageSize.current());
    }

    @Test
    void aPageSmallerThanTenIsNotHalved() {
        PageSize pageSize = new PageSize(3);
        pageSize.tooHeavy(3);

        assertEquals(3, pageSize.current());
    }

    private static void succeed(PageSize pageSize, int times) {
        for (int time = 0; time < times; time++) {
            pageSize.succeeded();
        }
    }
}
