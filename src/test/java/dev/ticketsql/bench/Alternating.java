package dev.ticketsql.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Times two ways to one answer alternately, so that other work of the machine slows both alike. */
final class Alternating {

    private static final int ROUNDS = 15;

    private static final double NANOS_PER_MILLI = 1e6;

    private final double[] firstMillis = new double[ROUNDS];
    private final double[] secondMillis = new double[ROUNDS];

    private Alternating() {}

    /** Runs both {@value #ROUNDS} times after a run of each that does not count. */
    static Alternating of(Callable<?> first, Callable<?> second) throws Exception {
        Alternating timed = new Alternating();
        first.call();
        second.call();
        for (int round = 0; round < ROUNDS; round++) {
            timed.firstMillis[round] = millis(first);
            timed.secondMillis[round] = millis(second);
        }
        Arrays.sort(timed.firstMillis);
        Arrays.sort(timed.secondMillis);
        return timed;
    }

    static double millis(Callable<?> work) throws Exception {
        long startNanos = System.nanoTime();
        work.call();
        return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }

    double firstMedianMillis() {
        return firstMillis[ROUNDS / 2];
    }

    double secondMedianMillis() {
        return secondMillis[ROUNDS / 2];
    }

    /** The time of the first, divided by that of the second. */
    double ratio() {
        return firstMedianMillis() / secondMedianMillis();
    }
}
