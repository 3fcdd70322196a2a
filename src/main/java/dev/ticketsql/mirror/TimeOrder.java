package dev.ticketsql.mirror;

/** Order of the slices of an incremental scan. */
public enum TimeOrder {
    /** Oldest first, without sorting: a mirrored part is one slice. */
    ANY,

    /** Oldest first, in slices that grow, since a slice may be sorted before its first row is known. */
    OLDEST_FIRST,

    /** Newest first, searching backwards in slices that grow. */
    NEWEST_FIRST
}
