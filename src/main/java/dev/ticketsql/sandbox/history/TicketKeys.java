package dev.ticketsql.sandbox.history;

import java.util.Arrays;
import java.util.List;

/** Keys of the steps of one ticket that the history includes, for the index. */
final class TicketKeys {

    private final long arrivalKey;
    private final long[] keys;

    private TicketKeys(long arrivalKey, long[] keys) {
        this.arrivalKey = arrivalKey;
        this.keys = keys;
    }

    static TicketKeys of(int number, TicketGenerator generator, HistoryPlan plan) {
        List<Step> steps = generator.stepsOf(number);
        long[] keys = new long[steps.size()];
        int included = 0;
        for (int step = 0; step < keys.length; step++) {
            if (plan.includes(steps.get(step))) {
                keys[included++] = key(steps, number, step, plan);
            }
        }
        Arrays.sort(keys, 0, included);
        return new TicketKeys(key(steps, number, 0, plan), Arrays.copyOf(keys, included));
    }

    /** Key of the first step, even if the history does not include it. */
    long arrivalKey() {
        return arrivalKey;
    }

    /** Copies keys, in ascending order, to {@code all} from {@code at} on, as many as fit; returns their number. */
    int copyTo(long[] all, int at) {
        int copied = Math.min(keys.length, all.length - at);
        System.arraycopy(keys, 0, all, at, copied);
        return copied;
    }

    private static long key(List<Step> steps, int number, int step, HistoryPlan plan) {
        return EventKey.of(steps.get(step).instantSec() - plan.startSec(), number, step);
    }
}
