package dev.ticketsql.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Requests and prices that a person reads beside a statement. */
final class FetchCounterTest {

    private static final Optional<StatementPrice> AT_MOST_20 =
            Optional.of(new StatementPrice(OptionalLong.of(20), true, OptionalLong.empty()));

    private static final Optional<StatementPrice> UNKNOWN =
            Optional.of(new StatementPrice(OptionalLong.empty(), false, OptionalLong.empty()));

    private final List<String> notices = new ArrayList<>();

    private final FetchCounter counter = new FetchCounter(notices::add);

    @Test
    void aPriceIsSaidOnceWhenFetchingBegins() {
        counter.begin(AT_MOST_20);
        assertEquals(List.of(), notices);
        counter.progressed(progress(1000, 0, 0, 0));
        counter.progressed(progress(1000, 100, 1, 0));
        assertEquals(List.of("at most 20 requests; Ctrl-C keeps what came"), notices);
    }

    @Test
    void aStatementThatFindsItsRowsInTheMirrorHasNoPrice() {
        counter.begin(AT_MOST_20);
        counter.begin(Optional.empty());
        counter.progressed(progress(1000, 0, 0, 0));
        assertEquals(List.of(), notices);
    }

    @Test
    void namesAreCountedAndHaveNoPrice() {
        counter.begin(AT_MOST_20);
        counter.progressed(progress(0, 0, 0, 2));
        assertEquals(List.of(), notices);
        counter.progressed(progress(1000, 100, 1, 2));
        assertEquals(3, counter.count());
        assertEquals(1, notices.size());
    }

    @Test
    void anUnknownPriceIsSaidAfterTheFirstPage() {
        counter.begin(UNKNOWN);
        counter.progressed(progress(1000, 0, 0, 0));
        assertEquals(List.of(), notices);
        counter.progressed(progress(1000, 100, 1, 0));
        counter.progressed(progress(1000, 200, 2, 0));
        assertEquals(List.of("about 10 requests; Ctrl-C keeps what came"), notices);
    }

    private static FetchProgress progress(long wantedSec, long coveredSec, long requests, long lookUps) {
        return new FetchProgress(
                1,
                TimeRanges.none(),
                wantedSec,
                coveredSec,
                false,
                0,
                requests,
                lookUps,
                OptionalLong.empty(),
                FetchWait.NOTHING,
                Optional.empty(),
                Optional.empty());
    }
}
