package dev.ticketsql.event;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Envelope of a page of the export, complete after its last event has gone to the sink.
 *
 * @param startSec requested {@code start_time}, epoch seconds, inclusive
 * @param eventCount events on the page, repeated boundary second included
 * @param firstSec instant of the earliest event, epoch seconds; empty on an empty page
 * @param lastSec instant of the latest event, epoch seconds; empty on an empty page
 * @param endOfStream whether this was the last page
 * @param endSec the envelope's {@code end_time}, epoch seconds; empty if the server sent null
 * @param serverSec the server's clock when it answered (the {@code Date} header), epoch seconds
 */
public record Page(
        long startSec,
        int eventCount,
        OptionalLong firstSec,
        OptionalLong lastSec,
        boolean endOfStream,
        OptionalLong endSec,
        long serverSec) {

    /**
     * The API withholds the last minute (Zendesk's announcement of 2024-10-28); one second more for clocks that round
     * differently.
     */
    public static final long WITHHELD_SEC = 61;

    /** Start of the year in which Zendesk opened, epoch seconds: no event is older. */
    public static final long EARLIEST_EVENT_SEC =
            Instant.parse("2007-01-01T00:00:00Z").getEpochSecond();

    /** The API's maximum and default of events on a page. */
    public static final int MAX_EVENTS = 1000;

    /**
     * End of the range that this page covers: every event from {@link #startSec} up to the returned second, exclusive,
     * is on the page. Equal to {@link #startSec} if the page covers nothing.
     *
     * <p>If more pages follow, {@code end_time} itself: a page of several seconds ends inside that second, and the next
     * page repeats it; a page of a single second T has all of its events and {@code end_time = T + 1}. On the last
     * page, the server's clock less the withheld minute.
     */
    public long coveredToSec() {
        if (endOfStream) {
            return Math.max(startSec, serverSec - WITHHELD_SEC);
        }
        return Math.max(startSec, endSec.orElse(startSec));
    }
}
