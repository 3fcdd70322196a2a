package dev.ticketsql.event;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A page of the export, without its events: what was counted of them, and what the envelope says.
 *
 * @param startSec requested {@code start_time}, epoch seconds, inclusive
 * @param rows counts and instants of its events
 * @param endOfStream whether this was the last page
 * @param endSec the envelope's {@code end_time}, epoch seconds; empty if the server sent null
 * @param statedCount the envelope's {@code count}; empty if the server sent none
 * @param serverSec the server's clock when it answered (the {@code Date} header), epoch seconds
 */
public record Page(
        long startSec,
        PageRows rows,
        boolean endOfStream,
        OptionalLong endSec,
        OptionalLong statedCount,
        long serverSec) {

    /**
     * The API withholds the last minute (Zendesk's announcement of 2024-10-28); one second more for clocks that round
     * differently.
     */
    public static final long WITHHELD_SEC = 61;

    /**
     * Difference between the server's clock and this machine's from which it is said. Ordinary machines differ by
     * seconds; an answer may wait for minutes behind a rate limit.
     */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final long ROUNDING_SEC = 2;

    /** Start of the year in which Zendesk opened, epoch seconds: no event is older. */
    public static final long EARLIEST_EVENT_SEC =
            Instant.parse("2007-01-01T00:00:00Z").getEpochSecond();

    /** The API's maximum and default of events on a page. */
    public static final int MAX_EVENTS = 1000;

    /** Number of its events, the repeated second included. */
    public int eventCount() {
        return rows.count();
    }

    /**
     * End of the range that this page covers: every event from {@link #startSec} up to the returned second, exclusive,
     * is on the page. Equal to {@link #startSec} if the page covers nothing.
     *
     * <p>Derived from the events, since an envelope that lies would hide events for ever. If more pages follow, a page
     * of several seconds may end inside the last one, which the next page repeats; a page of one second has all of its
     * events. On the last page nothing is missing but the withheld minute; events that lie inside it show that the
     * clock is behind. The first two seconds of that minute are left to the next page, since clocks round differently.
     */
    public long coveredToSec() {
        return coveredToSec(serverSec);
    }

    /**
     * As {@link #coveredToSec()}, where another clock than the server's decides what is past.
     *
     * @param presentSec the present, epoch seconds
     */
    public long coveredToSec(long presentSec) {
        long latestSec = rows.latestSec().orElse(startSec - 1);
        if (endOfStream) {
            long endSec = presentSec - WITHHELD_SEC;
            return Math.max(startSec, latestSec < endSec + ROUNDING_SEC ? endSec : latestSec + 1);
        }
        boolean isOneSecond = rows.firstSec().equals(rows.latestSec());
        return Math.max(startSec, isOneSecond ? latestSec + 1 : rows.lastSec().orElse(startSec));
    }
}
