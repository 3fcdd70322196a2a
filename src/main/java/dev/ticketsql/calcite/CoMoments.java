package dev.ticketsql.calcite;

import org.jspecify.annotations.Nullable;

/**
 * Covariances of doubles, exact to the last digits however far the values are from zero (Welford's algorithm).
 * Aggregate functions as Calcite's generated code calls them, for which they have to be public.
 */
public final class CoMoments {

    private long count;
    private double dependentOrigin;
    private double independentOrigin;

    /** From the origin. */
    private double dependentMean;

    private double independentMean;

    /** The sum of the products of the distances to the means, and those of their squares. */
    private double products;

    private double dependentSquares;
    private double independentSquares;

    private CoMoments() {}

    private void include(double dependent, double independent) {
        count++;
        dependentOrigin = count == 1 ? dependent : dependentOrigin;
        independentOrigin = count == 1 ? independent : independentOrigin;
        double x = independent - independentOrigin;
        double y = dependent - dependentOrigin;
        double dependentDistance = y - dependentMean;
        double independentDistance = x - independentMean;
        dependentMean += dependentDistance / count;
        independentMean += independentDistance / count;
        products += dependentDistance * (x - independentMean);
        dependentSquares += dependentDistance * (y - dependentMean);
        independentSquares += independentDistance * (x - independentMean);
    }

    /** What the functions have in common. */
    public abstract static class Function {

        Function() {}

        /** Of nothing. */
        public static CoMoments init() {
            return new CoMoments();
        }

        /** The same object, which has seen a pair; SQL names the dependent one first. */
        public static CoMoments add(CoMoments moments, double dependent, double independent) {
            moments.include(dependent, independent);
            return moments;
        }
    }

    /** {@code COVAR_POP}. */
    public abstract static class CovarPop extends Function {

        /** The mean product of the distances; of nothing null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count == 0 ? null : moments.products / moments.count;
        }
    }

    /** {@code COVAR_SAMP}. */
    public abstract static class CovarSamp extends Function {

        /** The estimate of the covariance; of fewer than two pairs null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count < 2 ? null : moments.products / (moments.count - 1);
        }
    }

    /** {@code REGR_SXX}. */
    public abstract static class RegrSxx extends Function {

        /** The squared distances of the independent values; of nothing null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count == 0 ? null : moments.independentSquares;
        }
    }

    /** {@code REGR_SYY}. */
    public abstract static class RegrSyy extends Function {

        /** The squared distances of the dependent values; of nothing null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count == 0 ? null : moments.dependentSquares;
        }
    }
}
