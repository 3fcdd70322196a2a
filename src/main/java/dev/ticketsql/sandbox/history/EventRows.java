package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;

/** Events in ascending order of their instants, numbered from 0. Safe for several threads. */
public interface EventRows {

    /** How many there are. */
    int size();

    /** The instant of an event, epoch seconds; never before that of the event before it. */
    long instantSec(int row);

    /**
     * Writes an event as one JSON object.
     *
     * @param comments whether comments come with their text ({@code include=comment_events})
     */
    void write(int row, boolean comments, JsonWriter json);

    /** The first row at or after {@code instantSec}; {@link #size()} if there is none. */
    default int firstRowAtOrAfter(long instantSec) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (instantSec(middle) < instantSec) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
