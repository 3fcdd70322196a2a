package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;

/** Events in ascending order of their instants, numbered from 0. Safe for several threads. */
public interface EventRows {

    /** Number of events. */
    int size();

    /** The instant of an event, epoch seconds; never before that of the event before it. */
    long instantSec(int row);

    /**
     * Creates a writer for the events of one page.
     *
     * @param comments true to include the text of comments ({@code include=comment_events})
     */
    Renderer renderer(boolean comments);

    /** Writes events as JSON. Not safe for several threads: each page has its own. */
    @FunctionalInterface
    interface Renderer {

        /** Writes an event as one object. */
        void write(int row, JsonWriter json);
    }

    /**
     * The rows that the API shows at {@code nowSec}, epoch seconds, apart from the withheld minute: all, unless some
     * come late or vanish.
     */
    default EventRows shownAt(long nowSec) {
        return this;
    }

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
