package dev.ticketsql.mirror;

/** In which order of time a window is read slice by slice. */
public enum TimeOrder {
    /** Oldest first, in slices as large as they come. */
    ANY,

    /** Oldest first, in slices that grow: each may have to be sorted before its first row is known. */
    OLDEST_FIRST,

    /** Newest first, searching backwards in slices that grow. */
    NEWEST_FIRST
}
