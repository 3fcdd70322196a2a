package dev.ticketsql.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Times several ways to one answer alternately, so that other work of the machine slows all alike. */
final class Alternating {

    private static final int ROUNDS = 15;

    private static final double NANOS_PER_MILLI = 1e6;

    private final double[] medians;

    private Alternating(double[] medians) {
        this.medians = medians;
    }

    /** Runs both {@value #ROUNDS} times after a run of each that does not count. */
    static Alternating of(Callable<?> first, Callable<?> second) throws Exception {
        return of(ROUNDS, List.of(first, second));
    }

    /** Runs each of some ways so many times, an odd number, after a run of each that does not count. */
    static Alternating of(int rounds, List<? extends Callable<?>> ways) throws Exception {
        double[][] millis = new double[ways.size()][rounds];
        for (Callable<?> way : ways) {
            way.call();
        }
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                millis[way][round] = millis(ways.get(way));
            }
        }
        return new Alternating(
                Arrays.stream(millis).mapToDouble(Alternating::median).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static double millis(Callable<?> work) throws Exception {
        long startNanos = System.nanoTime();
        work.call();
        return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }

    /** The median of a way, by its place from 0. */
    double medianMillis(int way) {
        return medians[way];
    }

    double firstMedianMillis() {
        return medians[0];
    }

    double secondMedianMillis() {
        return medians[1];
    }

    /** The time of the first, divided by that of the second. */
    double ratio() {
        return medians[0] / medians[1];
    }
}
