package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pages of any shape, true or not: each request of a statement brings a new second or counts towards an error, so that
 * a statement makes no more of them than its seconds, and three for each contradiction.
 */
final class PageProgressTest {

    private static final int STATEMENTS = 30;

    /** Seconds that are asked for. */
    private static final int SECONDS = 40;

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    /** Statements that read all at once, or page by page in either direction. */
    @ParameterizedTest
    @EnumSource(Reading.class)
    void noStatementAsksWithoutEnd(Reading reading) throws Exception {
        int failed = 0;
        try (Mirror mirror = Mirror.openTemporary(Asking.SMALL, clock)) {
            for (int seed = 0; seed < STATEMENTS; seed++) {
                int statement = seed;
                long fromSec = clock.nowSec() - 86_400 + 1_000L * seed;
                RandomPages pages = new RandomPages(fromSec, new Random(seed));
                try {
                    reading.read(mirror, pages, TimeRanges.of(fromSec, fromSec + SECONDS));
                } catch (ClassifiedIOException e) {
                    failed++;
                }
                assertTrue(pages.requests <= 3 * (SECONDS + 1), () -> "seed " + statement + ": " + pages.requests);
            }
        }
        int failures = failed;
        assertTrue(failures > 0 && failures < STATEMENTS, () -> failures + " of " + STATEMENTS + " failed");
    }

    /** Way of a statement through time. */
    enum Reading {
        WHOLE,
        OLDEST_FIRST,
        NEWEST_FIRST;

        private void read(Mirror mirror, PageSource source, TimeRanges wanted) throws Exception {
            try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
                if (this == WHOLE) {
                    Asking.ids(snapshot, wanted);
                } else {
                    IncrementalScan scan = snapshot.slices(
                            List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, wanted)),
                            TimeOrder.valueOf(name()),
                            OptionalLong.of(5));
                    boolean hasMore;
                    do {
                        hasMore = scan.next(0).isPresent();
                    } while (hasMore);
                }
            }
        }
    }

    /** Source of pages with any events, in any order, around their start, and any envelope. */
    private static final class RandomPages implements PageSource {

        private final long fromSec;
        private final Random random;
        private int requests;

        RandomPages(long fromSec, Random random) {
            this.fromSec = fromSec;
            this.random = random;
        }

        @Override
        public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
            requests++;
            sink.begin();
            PageRowCounter rows = new PageRowCounter(startSec);
            int count = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                long sec = startSec + random.nextInt(8) - 3;
                long id = random.nextInt(100);
                sink.accept(Events.audit(id, sec));
                rows.add(id, sec);
            }
            return new Page(
                    startSec,
                    rows.rows(),
                    random.nextInt(20) == 0,
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(startSec),
                    OptionalLong.of(random.nextInt(10)),
                    fromSec + random.nextInt(SECONDS * 2));
        }

        @Override
        public int pageSize() {
            return 5;
        }
    }
}
