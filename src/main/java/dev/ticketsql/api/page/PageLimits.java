package dev.ticketsql.api.page;

/**
 * Bounds of a page, far above what the API sends: a hostile or broken server must exhaust neither memory nor disk.
 *
 * @param maxBytes of its body, uncompressed
 * @param maxEventBytes of one event's JSON
 * @param maxEvents on it
 */
record PageLimits(long maxBytes, long maxEventBytes, int maxEvents) {

    /** A thousand audits have some megabytes; each with a comment of 64 KB, Zendesk's longest, in three forms: 200. */
    private static final long MAX_BYTES = 512L << 20;

    /** An event's text passes through a dozen copies in the heap, of up to two bytes a character, in two requests. */
    private static final int PARTS_OF_HEAP = 64;

    /** All events of one second come on one page, whatever {@code per_page}. */
    private static final int MAX_EVENTS = 100_000;

    /**
     * The limits of a process.
     *
     * @param heapBytes maximum size of its heap
     */
    static PageLimits ofHeap(long heapBytes) {
        return new PageLimits(MAX_BYTES, Math.min(MAX_BYTES, heapBytes / PARTS_OF_HEAP), MAX_EVENTS);
    }

    /** The limits of this process. */
    static PageLimits ofThisProcess() {
        return ofHeap(Runtime.getRuntime().maxMemory());
    }
}
