package dev.ticketsql.event;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts and instants of a page's events, in epoch seconds.
 *
 * @param count all events, the repeated second included
 * @param earlyCount events before the requested {@code start_time}, which belong to no page of it
 * @param startCount events of the second {@code start_time}
 * @param firstSec the earliest; empty on an empty page
 * @param latestSec the latest; empty on an empty page
 * @param lastSec that of the last event in the page's order, {@code latestSec} on a page in the order of time
 * @param lastCount events of the second {@code lastSec}
 * @param oddValueCount values that have no reading as their column's type
 * @param oddValue a sentence on the first of them; empty without one
 */
public record PageRows(
        int count,
        int earlyCount,
        int startCount,
        OptionalLong firstSec,
        OptionalLong latestSec,
        OptionalLong lastSec,
        int lastCount,
        int oddValueCount,
        Optional<String> oddValue) {

    /** Counts the events of a page while they arrive. For one thread. */
    public static final class Counter {

        private final long startSec;
        private int count;
        private int earlyCount;
        private int startCount;
        private long firstSec = Long.MAX_VALUE;
        private long latestSec = Long.MIN_VALUE;
        private long lastSec = Long.MIN_VALUE;
        private int lastCount;
        private int oddValueCount;
        private Optional<String> oddValue = Optional.empty();

        /** Counts the page requested by {@code start_time = startSec}. */
        public Counter(long startSec) {
            this.startSec = startSec;
        }

        /** Adds the next event. */
        public void add(long eventSec) {
            count++;
            earlyCount += eventSec < startSec ? 1 : 0;
            startCount += eventSec == startSec ? 1 : 0;
            firstSec = Math.min(firstSec, eventSec);
            latestSec = Math.max(latestSec, eventSec);
            lastCount = eventSec == lastSec ? lastCount + 1 : 1;
            lastSec = eventSec;
        }

        /** Counts a value that has no reading as its column's type. */
        public void addOddValue(String sentence) {
            oddValueCount++;
            oddValue = oddValue.or(() -> Optional.of(sentence));
        }

        /** The events so far. */
        public PageRows rows() {
            return new PageRows(
                    count,
                    earlyCount,
                    startCount,
                    orEmpty(firstSec),
                    orEmpty(latestSec),
                    orEmpty(lastSec),
                    lastCount,
                    oddValueCount,
                    oddValue);
        }

        private OptionalLong orEmpty(long sec) {
            return count == 0 ? OptionalLong.empty() : OptionalLong.of(sec);
        }
    }
}
