package dev.ticketsql.mirror;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a page's envelope with its events, with the page before it, and with this machine's clock. Where both cannot
 * be true, events are believed; a page that leads nowhere is a contradiction.
 *
 * @param page the page
 * @param before the end of the page before
 * @param clockSec this machine's clock when the page was complete, epoch seconds
 */
record PageConsistency(Page page, RepeatedSecond before, long clockSec) {

    /**
     * A second inside which a page ended, so that the next one starts with its events again.
     *
     * @param sec epoch seconds
     * @param count its events on the page that ended in it; 0 for none
     */
    record RepeatedSecond(long sec, int count) {

        /** No page ended inside a second. */
        static RepeatedSecond none() {
            return new RepeatedSecond(Long.MIN_VALUE, 0);
        }
    }

    /**
     * A sentence on what was not as it should be.
     *
     * @param kind what it is about, so that a statement gets one of each
     */
    record Finding(Kind kind, String sentence) {

        enum Kind {
            END_TIME,
            COUNT,
            EARLY_EVENTS,
            ODD_VALUE,
            MISSING_EVENTS,
            CLOCK
        }
    }

    /** The second inside which this page ends. */
    RepeatedSecond repeated() {
        PageRows rows = page.rows();
        boolean isCut = !page.endOfStream() && !rows.firstSec().equals(rows.latestSec());
        return isCut ? new RepeatedSecond(rows.lastSec().orElseThrow(), rows.lastCount()) : RepeatedSecond.none();
    }

    /** The sentence for a page from which no further request could lead on; empty for any other page. */
    Optional<String> contradiction() {
        String from = "the page from " + Instant.ofEpochSecond(page.startSec());
        if (page.rows().count() == 0 && isRepeated()) {
            return Optional.of(from + " is empty, but the page before it had " + events(before.count())
                    + " of this second, which must come again");
        }
        if (!page.endOfStream() && page.coveredToSec() <= page.startSec()) {
            return Optional.of(from + " says that more is to come, but has no event "
                    + (page.rows().count() == 0 ? "at all" : "after its start"));
        }
        return Optional.empty();
    }

    /** The sentences for what is odd about the page, though its events can be kept. */
    List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        PageRows rows = page.rows();
        String from = "the page from " + Instant.ofEpochSecond(page.startSec());
        long nextSec = page.coveredToSec();
        // On the last page, the present form of end_time is not certain.
        if (!page.endOfStream() && page.endSec().orElse(Long.MIN_VALUE) != nextSec) {
            found.add(new Finding(
                    Finding.Kind.END_TIME,
                    from + " has end_time "
                            + (page.endSec().isPresent() ? page.endSec().getAsLong() : "null")
                            + ", but its events lead on to " + nextSec + ": the events were followed"));
        }
        if (page.statedCount().isPresent() && page.statedCount().getAsLong() != rows.count()) {
            found.add(new Finding(
                    Finding.Kind.COUNT,
                    from + " has count " + page.statedCount().getAsLong() + ", but " + events(rows.count())
                            + ": what came was kept"));
        }
        if (rows.earlyCount() > 0) {
            found.add(new Finding(
                    Finding.Kind.EARLY_EVENTS,
                    from + " has " + events(rows.earlyCount()) + " from before its start: left out"));
        }
        rows.oddValue()
                .ifPresent(first -> found.add(new Finding(
                        Finding.Kind.ODD_VALUE,
                        from + " has " + rows.oddValueCount()
                                + (rows.oddValueCount() == 1 ? " value" : " values")
                                + " of another type than documented, the first: " + first
                                + "; the column is NULL, and column other has the value")));
        if (isRepeated() && rows.startCount() < before.count()) {
            found.add(new Finding(
                    Finding.Kind.MISSING_EVENTS,
                    from + " has " + events(rows.startCount()) + " of its first second, the page before it had "
                            + before.count()
                            + ": what came last was kept; tickets may have been deleted between them"));
        }
        Duration ahead = Duration.ofSeconds(page.serverSec() - clockSec);
        if (ahead.abs().compareTo(Page.CLOCK_TOLERANCE) > 0) {
            found.add(new Finding(
                    Finding.Kind.CLOCK,
                    "the server's clock says " + Instant.ofEpochSecond(page.serverSec()) + ", this machine's "
                            + Instant.ofEpochSecond(clockSec)
                            + ": the newest events are fetched again until the earlier of both is past them; set this"
                            + " machine's clock if it is wrong"));
        }
        return List.copyOf(found);
    }

    /**
     * The latest second that is certainly past, epoch seconds: the earlier of both clocks, unless an event between them
     * shows that it is behind. An event after both proves nothing about either.
     */
    long presentSec() {
        long earlierSec = Math.min(page.serverSec(), clockSec);
        long laterSec = Math.max(page.serverSec(), clockSec);
        long shownSec = page.rows().latestSec().orElse(Long.MIN_VALUE);
        return shownSec <= laterSec ? Math.max(earlierSec, shownSec) : earlierSec;
    }

    /**
     * Seconds by which this machine's clock is behind the server's.
     *
     * @param knownSec the same, before this page
     * @return more than the tolerance if an event, now or before, was later than this machine's clock, else 0
     */
    long behindSec(long knownSec) {
        long aheadSec = page.serverSec() - clockSec;
        boolean isProven = page.rows().latestSec().orElse(Long.MIN_VALUE) > clockSec || knownSec > 0;
        return aheadSec > Page.CLOCK_TOLERANCE.toSeconds() && isProven ? aheadSec : 0;
    }

    private boolean isRepeated() {
        return before.sec() == page.startSec();
    }

    private static String events(int count) {
        return count + (count == 1 ? " event" : " events");
    }
}
