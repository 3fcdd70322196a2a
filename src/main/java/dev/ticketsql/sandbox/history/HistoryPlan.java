package dev.ticketsql.sandbox.history;

/**
 * Parameters of a generated history: equal plans give equal histories, byte for byte.
 *
 * @param seed any number
 * @param eventCount number of events
 * @param startSec start, epoch seconds
 * @param endSec end, epoch seconds, exclusive
 * @param audits true to include audits with child events
 * @param metrics true to include ticket metric events
 */
public record HistoryPlan(long seed, int eventCount, long startSec, long endSec, boolean audits, boolean metrics) {

    /** Rejects impossible plans. */
    public HistoryPlan {
        if (eventCount < 0) {
            throw new IllegalArgumentException("eventCount is " + eventCount + ", must not be negative");
        }
        if (startSec >= endSec) {
            throw new IllegalArgumentException(
                    "the history ends at " + endSec + ", must be after its start at " + startSec);
        }
        if (!audits && !metrics) {
            throw new IllegalArgumentException("a history needs audits or metrics or both");
        }
    }

    boolean includes(Step step) {
        return step instanceof Step.Audit ? audits : metrics;
    }
}
