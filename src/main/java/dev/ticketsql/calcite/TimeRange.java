package dev.ticketsql.calcite;

import org.apache.calcite.linq4j.function.Strict;

/**
 * The years that a DATE or a TIMESTAMP may be in, 1 to 9999 as the standard has it. Calcite 1.42 computes beyond them
 * and prints nonsense. Functions as Calcite's generated code calls them, for which it has to be public.
 */
public final class TimeRange {

    private static final long MILLIS_PER_DAY = 86_400_000;

    /** 0001-01-01, from 1970. */
    private static final int MIN_DAY = -719_162;

    /** 9999-12-31, from 1970. */
    private static final int MAX_DAY = 2_932_896;

    private TimeRange() {}

    /**
     * The same TIMESTAMP.
     *
     * @param epochMillis as Calcite computes with it
     * @throws ArithmeticException if it is in no year from 1 to 9999
     */
    @Strict
    public static long timestamp(long epochMillis) {
        if (epochMillis < MIN_DAY * MILLIS_PER_DAY || epochMillis >= (MAX_DAY + 1) * MILLIS_PER_DAY) {
            throw outside("timestamp");
        }
        return epochMillis;
    }

    /**
     * The same DATE.
     *
     * @param epochDay as Calcite computes with it
     * @throws ArithmeticException if it is in no year from 1 to 9999
     */
    @Strict
    public static int date(int epochDay) {
        if (epochDay < MIN_DAY || epochDay > MAX_DAY) {
            throw outside("date");
        }
        return epochDay;
    }

    private static ArithmeticException outside(String what) {
        return new ArithmeticException("a " + what + " was computed that is in no year from 1 to 9999: what is added to"
                + " or subtracted from a time is too much");
    }
}
