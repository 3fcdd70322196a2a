package dev.ticketsql.mirror.directory;

import java.util.Locale;

/** Validity of a segment. */
public enum SegmentKind {
    /** Settled at its request: valid for ever. */
    SEALED,
    /**
     * Fetched before all of it had settled: late events may be missing, so it is fetched again as soon as all of it has
     * settled.
     */
    TAIL,
    /**
     * A tail up to the newest second of the server, valid for the time of option freshness: until then the time after
     * it needs no request either.
     */
    EDGE;

    /** The word in a file name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
