package dev.ticketsql.calcite;

import org.jspecify.annotations.Nullable;

/**
 * Covariances of doubles, computed as {@link Moments} computes their variances. Aggregate functions as Calcite's
 * generated code calls them, for which they have to be public.
 */
public final class CoMoments {

    private final Moments dependent = new Moments();
    private final Moments independent = new Moments();

    /** The sum of the products of the distances to the means. */
    private double products;

    private CoMoments() {}

    private void include(double y, double x) {
        double distance = dependent.include(y);
        independent.include(x);
        products += distance * independent.distance(x);
    }

    private long count() {
        return dependent.count();
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
            return moments.count() == 0 ? null : moments.products / moments.count();
        }
    }

    /** {@code COVAR_SAMP}. */
    public abstract static class CovarSamp extends Function {

        /** The estimate of the covariance; of fewer than two pairs null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count() < 2 ? null : moments.products / (moments.count() - 1);
        }
    }

    /** {@code REGR_SXX}. */
    public abstract static class RegrSxx extends Function {

        /** The squared distances of the independent values; of nothing null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count() == 0 ? null : moments.independent.squares();
        }
    }

    /** {@code REGR_SYY}. */
    public abstract static class RegrSyy extends Function {

        /** The squared distances of the dependent values; of nothing null. */
        public static @Nullable Double result(CoMoments moments) {
            return moments.count() == 0 ? null : moments.dependent.squares();
        }
    }
}
