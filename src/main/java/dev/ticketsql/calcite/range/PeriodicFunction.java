package dev.ticketsql.calcite.range;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;

/**
 * A function that rises for a while and starts over: the month within the year, the hour within the day, a remainder.
 * Within one cycle it never falls, as {@link TimeTerm#partOf} needs. The functions are those of Calcite's
 * {@code EXTRACT}, {@code CAST AS TIME} and {@code MOD}.
 *
 * @param part the value for an argument; never falls within one cycle
 * @param number the number of the argument's cycle; never falls
 * @param least no value is below it
 * @param greatest no value is above it
 */
record PeriodicFunction(LongUnaryOperator part, LongUnaryOperator number, long least, long greatest) {

    private static final long DAYS_PER_WEEK = 7;

    /** Days from a Sunday to the epoch's Thursday, and from a Monday to it. */
    private static final long EPOCH_FROM_SUNDAY = 4;

    private static final long EPOCH_FROM_MONDAY = 3;

    /** {@code EXTRACT(unit FROM ..)} of epoch milliseconds; empty for a unit below a second. */
    static Optional<PeriodicFunction> datePart(TimeUnitRange unit) {
        return switch (unit) {
            case MILLENNIUM, CENTURY, DECADE, YEAR, ISOYEAR -> Optional.of(endless(ofDate(unit)));
            case EPOCH -> Optional.of(endless(millis -> millis / DateTimeUtils.MILLIS_PER_SECOND));
            case QUARTER -> Optional.of(new PeriodicFunction(ofDate(unit), ofDate(TimeUnitRange.YEAR), 1, 4));
            case MONTH -> Optional.of(new PeriodicFunction(ofDate(unit), ofDate(TimeUnitRange.YEAR), 1, 12));
            case DOY -> Optional.of(new PeriodicFunction(ofDate(unit), ofDate(TimeUnitRange.YEAR), 1, 366));
            case WEEK -> Optional.of(new PeriodicFunction(ofDate(unit), ofDate(TimeUnitRange.ISOYEAR), 1, 53));
            case DAY -> Optional.of(new PeriodicFunction(ofDate(unit), CalendarFunctions::calendarMonth, 1, 31));
            case DOW -> Optional.of(new PeriodicFunction(ofDate(unit), week(EPOCH_FROM_SUNDAY), 1, DAYS_PER_WEEK));
            case ISODOW -> Optional.of(new PeriodicFunction(ofDate(unit), week(EPOCH_FROM_MONDAY), 1, DAYS_PER_WEEK));
            case HOUR -> Optional.of(new PeriodicFunction(ofTime(unit), CalendarFunctions::day, 0, 23));
            case MINUTE -> Optional.of(new PeriodicFunction(ofTime(unit), every(DateTimeUtils.MILLIS_PER_HOUR), 0, 59));
            case SECOND ->
                Optional.of(new PeriodicFunction(ofTime(unit), every(DateTimeUtils.MILLIS_PER_MINUTE), 0, 59));
            default -> Optional.empty();
        };
    }

    /** {@code CAST(.. AS TIME)}, milliseconds since midnight, of epoch milliseconds. */
    static PeriodicFunction timeOfDay() {
        return new PeriodicFunction(
                millis -> Math.floorMod(millis, DateTimeUtils.MILLIS_PER_DAY),
                CalendarFunctions::day,
                0,
                DateTimeUtils.MILLIS_PER_DAY - 1);
    }

    /** {@code MOD(.., divisor)}, which has the sign of the number; {@code divisor} must be positive. */
    static PeriodicFunction remainder(long divisor) {
        return new PeriodicFunction(number -> number % divisor, number -> number / divisor, 1 - divisor, divisor - 1);
    }

    private static PeriodicFunction endless(LongUnaryOperator part) {
        return new PeriodicFunction(part, number -> 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static LongUnaryOperator ofDate(TimeUnitRange unit) {
        return millis -> DateTimeUtils.unixDateExtract(unit, CalendarFunctions.day(millis));
    }

    private static LongUnaryOperator ofTime(TimeUnitRange unit) {
        return millis -> DateTimeUtils.unixTimestampExtract(unit, millis);
    }

    private static LongUnaryOperator every(long millisPerCycle) {
        return millis -> Math.floorDiv(millis, millisPerCycle);
    }

    private static LongUnaryOperator week(long epochFromFirstDay) {
        return millis -> Math.floorDiv(CalendarFunctions.day(millis) + epochFromFirstDay, DAYS_PER_WEEK);
    }
}
