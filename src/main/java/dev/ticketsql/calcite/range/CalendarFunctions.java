package dev.ticketsql.calcite.range;

import static org.apache.calcite.avatica.util.DateTimeUtils.MILLIS_PER_DAY;

import java.util.function.LongUnaryOperator;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.runtime.SqlFunctions;

/**
 * Bounds the calendar arithmetic of Calcite's generated code by functions that never fall: a sum with months, or a
 * count of them, may fall at the end of a short month. All values are epoch milliseconds unless named days.
 */
final class CalendarFunctions {

    /**
     * The years -4000 to 30000, which a shift by an interval may reach. Calcite's conversion of days to dates is right
     * for all of them; before the year -4800 it is not.
     */
    static final long MIN_MILLIS = -188_395_027_200_000L;

    static final long MAX_MILLIS = 884_541_340_799_999L;

    /** Months in 5000 years: a shift by more leaves every timestamp that SQL has. */
    static final long MAX_MONTHS = 60_000;

    private CalendarFunctions() {}

    /** Tests whether {@code FLOOR} and {@code CEIL} to {@code unit} count whole days. */
    static boolean isDateUnit(TimeUnitRange unit) {
        return switch (unit) {
            case MILLENNIUM, CENTURY, DECADE, YEAR, ISOYEAR, QUARTER, MONTH, WEEK, DAY -> true;
            default -> false;
        };
    }

    /** {@code FLOOR(.. TO unit)} of a timestamp; {@code unit} is a date unit or one from hour to second. */
    static LongUnaryOperator floor(TimeUnitRange unit) {
        long multiplier = multiplier(unit);
        return isDateUnit(unit)
                ? millis -> DateTimeUtils.unixTimestampFloor(unit, SqlFunctions.floor(millis, MILLIS_PER_DAY))
                : millis -> SqlFunctions.floor(millis, multiplier);
    }

    /** {@code CEIL(.. TO unit)} of a timestamp; {@code unit} is a date unit or one from hour to second. */
    static LongUnaryOperator ceil(TimeUnitRange unit) {
        long multiplier = multiplier(unit);
        return isDateUnit(unit)
                ? millis -> DateTimeUtils.unixTimestampCeil(unit, SqlFunctions.ceil(millis, MILLIS_PER_DAY))
                : millis -> SqlFunctions.ceil(millis, multiplier);
    }

    private static long multiplier(TimeUnitRange unit) {
        return unit.startUnit.multiplier.longValue();
    }

    /**
     * A lower bound of the sum of {@code months} and this or any later instant. The sum ends on the last day of a
     * shorter month, so that 30 January 12:00 comes after 31 January 00:00 once both are in February.
     */
    static LongUnaryOperator addMonthsLow(int months) {
        return millis -> {
            long sum = DateTimeUtils.addMonths(millis, months);
            long nextDay = DateTimeUtils.addMonths(millis + MILLIS_PER_DAY, months);
            return day(nextDay) == day(sum) ? startOfDay(sum) : sum;
        };
    }

    /** An upper bound of the sum of {@code months} and this or any earlier instant. */
    static LongUnaryOperator addMonthsHigh(int months) {
        return millis -> {
            long sum = DateTimeUtils.addMonths(millis, months);
            long dayBefore = DateTimeUtils.addMonths(millis - MILLIS_PER_DAY, months);
            return day(dayBefore) == day(sum) ? startOfDay(sum) + MILLIS_PER_DAY - 1 : sum;
        };
    }

    /**
     * A lower bound of the months from {@code earlier} to {@code later}, rising with {@code later}. Exact unless the
     * two are in the wrong order, where Calcite rounds either way.
     */
    static long monthsBetweenLow(long later, long earlier) {
        return later >= earlier
                ? DateTimeUtils.subtractMonths(later, earlier)
                : calendarMonth(later) - calendarMonth(earlier) - 1;
    }

    /** An upper bound of the months from {@code earlier} to {@code later}, rising with {@code later}. */
    static long monthsBetweenHigh(long later, long earlier) {
        return later >= earlier
                ? DateTimeUtils.subtractMonths(later, earlier)
                : Math.min(0, calendarMonth(later) - calendarMonth(earlier) + 1);
    }

    /** The number of a month, which rises by one from each month to the next. */
    static long calendarMonth(long millis) {
        return DateTimeUtils.unixDateExtract(TimeUnitRange.YEAR, day(millis)) * 12
                + DateTimeUtils.unixDateExtract(TimeUnitRange.MONTH, day(millis));
    }

    private static long startOfDay(long millis) {
        return day(millis) * MILLIS_PER_DAY;
    }

    /** Days since the epoch. */
    static long day(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_DAY);
    }
}
