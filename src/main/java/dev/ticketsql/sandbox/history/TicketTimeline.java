package dev.ticketsql.sandbox.history;

import java.util.Arrays;
import java.util.List;

/** Keys of the steps of one ticket that are in the history, for the index. */
final class TicketTimeline {

    private final long arrivalKey;
    private final long[] keys;

    private TicketTimeline(long arrivalKey, long[] keys) {
        this.arrivalKey = arrivalKey;
        this.keys = keys;
    }

    static TicketTimeline of(int number, Story story, HistoryPlan plan) {
        List<Step> life = story.of(number);
        long[] keys = new long[life.size()];
        int included = 0;
        for (int step = 0; step < keys.length; step++) {
            if (plan.includes(life.get(step))) {
                keys[included++] = key(life, number, step, plan);
            }
        }
        Arrays.sort(keys, 0, included);
        return new TicketTimeline(key(life, number, 0, plan), Arrays.copyOf(keys, included));
    }

    /** Key of the first step, also if it is not in the history. */
    long arrivalKey() {
        return arrivalKey;
    }

    /**
     * Copies keys, in ascending order, to {@code all} from {@code at} on, as far as there is room; returns their
     * number.
     */
    int copyTo(long[] all, int at) {
        int copied = Math.min(keys.length, all.length - at);
        System.arraycopy(keys, 0, all, at, copied);
        return copied;
    }

    private static long key(List<Step> life, int number, int step, HistoryPlan plan) {
        return EventKey.of(life.get(step).instantSec() - plan.startSec(), number, step);
    }
}
