package dev.ticketsql.event;

import java.util.OptionalLong;

/**
 * What a page of the export said of itself once its events had been handed over.
 *
 * @param startSec the {@code start_time} that was asked for, epoch seconds, inclusive
 * @param eventCount events on the page, repeated boundary second included
 * @param firstSec instant of the earliest event, epoch seconds; empty on an empty page
 * @param lastSec instant of the latest event, epoch seconds; empty on an empty page
 * @param endOfStream whether the server had nothing after this page
 * @param endSec the envelope's {@code end_time}, epoch seconds; empty where the server sent null
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
     * The API shows nothing of the last minute (Zendesk's announcement of 2024-10-28); the second more is for clocks
     * that round differently.
     */
    public static final long WITHHELD_SEC = 61;

    /** The most that the API puts on a page, and what it puts there unless asked for less. */
    public static final int MAX_EVENTS = 1000;

    /**
     * The end of what this page knows completely: every event at or after {@link #startSec} and before the returned
     * second is on the page. Never before {@link #startSec}; equal to it when the page teaches nothing.
     *
     * <p>With more to come, {@code end_time} itself: a page of several seconds ends inside that second, which comes
     * again on the next page; a page of a single second T is given whole and says {@code end_time = T + 1}. At the end
     * of the stream, what the server does not yet show: its own clock less the withheld minute.
     */
    public long coveredToSec() {
        if (endOfStream) {
            return Math.max(startSec, serverSec - WITHHELD_SEC);
        }
        return Math.max(startSec, endSec.orElse(startSec));
    }
}
