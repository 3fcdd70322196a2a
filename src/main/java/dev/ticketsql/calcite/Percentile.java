package dev.ticketsql.calcite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of which one at a place in their order is asked for. Aggregate functions as Calcite's generated code calls
 * them, for which they have to be public. Keeps all values, eight bytes each.
 */
public final class Percentile {

    private static final int FIRST_CAPACITY = 16;

    private double[] values = new double[FIRST_CAPACITY];
    private int count;
    private double fraction;

    private Percentile() {}

    private double[] sorted() {
        Arrays.sort(values, 0, count);
        return values;
    }

    private double interpolated() {
        double place = fraction * (count - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        double[] sorted = sorted();
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@code PERCENTILE_CONT}, and with it {@code MEDIAN}. */
    public abstract static class Cont {

        Cont() {}

        /** Of nothing. */
        public static Percentile init() {
            return new Percentile();
        }

        /**
         * The same object, which has seen {@code value}.
         *
         * @param fraction from 0 for the smallest to 1 for the largest, the same each time
         */
        public static Percentile add(Percentile percentile, double fraction, double value) {
            if (percentile.count == percentile.values.length) {
                percentile.values = Arrays.copyOf(percentile.values, 2 * percentile.count);
            }
            percentile.values[percentile.count] = value;
            percentile.count++;
            percentile.fraction = fraction;
            return percentile;
        }

        /** The value at the fraction, between two values if none is there; of nothing null. */
        public static @Nullable Double result(Percentile percentile) {
            return percentile.count == 0 ? null : percentile.interpolated();
        }
    }
}
