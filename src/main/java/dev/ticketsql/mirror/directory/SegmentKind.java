package dev.ticketsql.mirror.directory;

import java.util.Locale;

/** How long the events of a segment can be relied on. */
public enum SegmentKind {
    /** Settled when it was read: valid for ever. */
    SEALED,
    /** Read before it had settled: late events may still join it, so it is read again as soon as all of it has. */
    TAIL,
    /**
     * A tail that reaches the newest second the server showed, valid for as long as option freshness says: until then
     * nothing after it is known either, and there is nothing to ask.
     */
    EDGE;

    /** The word in a file name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
