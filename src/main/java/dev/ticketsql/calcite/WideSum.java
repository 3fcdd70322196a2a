package dev.ticketsql.calcite;

/**
 * The sum of whole numbers, exact whatever they are; it must fit into 64 bits only in the end. An aggregate function as
 * Calcite's generated code calls one, for which it has to be public.
 */
public final class WideSum {

    private long low;

    /** How often {@link #low} went over the upper end of 64 bits, less how often over the lower one. */
    private long carried;

    private WideSum() {}

    /** The sum of nothing. */
    public static WideSum init() {
        return new WideSum();
    }

    /** The same object, to which {@code value} was added. */
    public static WideSum add(WideSum sum, long value) {
        long before = sum.low;
        sum.low = before + value;
        // Only two numbers of one sign leave the range, and come back in with the other sign.
        if (((before ^ sum.low) & (value ^ sum.low)) < 0) {
            sum.carried += value < 0 ? -1 : 1;
        }
        return sum;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if 64 bits cannot hold it
     */
    public static long result(WideSum sum) {
        if (sum.carried != 0) {
            throw new ArithmeticException("long overflow");
        }
        return sum.low;
    }
}
