package dev.ticketsql.sandbox.history;

/**
 * Everything that decides what a history contains: two of the same plan are the same, byte for byte.
 *
 * @param seed any number
 * @param eventCount how many events
 * @param startSec where it begins, epoch seconds
 * @param endSec where it ends, epoch seconds, exclusive
 * @param audits whether it has audits with child events
 * @param metrics whether it has ticket metric events
 */
public record HistoryPlan(long seed, int eventCount, long startSec, long endSec, boolean audits, boolean metrics) {

    /** Refuses plans that nothing could fulfill. */
    public HistoryPlan {
        if (eventCount < 0) {
            throw new IllegalArgumentException("eventCount is " + eventCount + ", must not be negative");
        }
        if (startSec >= endSec) {
            throw new IllegalArgumentException("the history ends at " + endSec + ", before it begins at " + startSec);
        }
        if (!audits && !metrics) {
            throw new IllegalArgumentException("a history needs audits or metrics or both");
        }
    }

    boolean includes(Step step) {
        return step instanceof Step.Audit ? audits : metrics;
    }
}
