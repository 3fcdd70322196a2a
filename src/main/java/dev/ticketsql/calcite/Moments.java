package dev.ticketsql.calcite;

import org.jspecify.annotations.Nullable;

/**
 * Variances of doubles by Welford's algorithm, seen from the first value: so that values far from zero and close to
 * each other keep their differences. Aggregate functions as Calcite's generated code calls them, for which they have to
 * be public.
 */
public final class Moments {

    private long count;
    private double origin;

    /** From the origin. */
    private double mean;

    private double squares;

    Moments() {}

    /** Returns how far {@code value} is from the mean of those before it. */
    double include(double value) {
        count++;
        origin = count == 1 ? value : origin;
        double distance = distance(value);
        mean += distance / count;
        squares += distance * distance(value);
        return distance;
    }

    /** How far {@code value} is from the mean. */
    double distance(double value) {
        return value - origin - mean;
    }

    long count() {
        return count;
    }

    /** The sum of the squares of the distances to the mean. */
    double squares() {
        return squares;
    }

    /** What the functions have in common. */
    public abstract static class Function {

        Function() {}

        /** Of nothing. */
        public static Moments init() {
            return new Moments();
        }

        /** The same object, which has seen {@code value}. */
        public static Moments add(Moments moments, double value) {
            moments.include(value);
            return moments;
        }
    }

    /** {@code VAR_POP}. */
    public abstract static class VarPop extends Function {

        /** The mean square distance; of nothing null. */
        public static @Nullable Double result(Moments moments) {
            return moments.count == 0 ? null : moments.squares / moments.count;
        }
    }

    /** {@code VAR_SAMP}. */
    public abstract static class VarSamp extends Function {

        /** The estimate of the variance; of fewer than two values null. */
        public static @Nullable Double result(Moments moments) {
            return moments.count < 2 ? null : moments.squares / (moments.count - 1);
        }
    }

    /** {@code STDDEV_POP}. */
    public abstract static class StddevPop extends Function {

        /** The root of the mean square distance; of nothing null. */
        public static @Nullable Double result(Moments moments) {
            return moments.count == 0 ? null : Math.sqrt(moments.squares / moments.count);
        }
    }

    /** {@code STDDEV_SAMP}. */
    public abstract static class StddevSamp extends Function {

        /** The root of the estimate of the variance; of fewer than two values null. */
        public static @Nullable Double result(Moments moments) {
            return moments.count < 2 ? null : Math.sqrt(moments.squares / (moments.count - 1));
        }
    }
}
