package dev.ticketsql.calcite.range;

import static dev.ticketsql.calcite.range.TermTypes.fit;
import static dev.ticketsql.calcite.range.TermTypes.isDate;
import static dev.ticketsql.calcite.range.TermTypes.isDayInterval;
import static dev.ticketsql.calcite.range.TermTypes.isInstant;
import static dev.ticketsql.calcite.range.TermTypes.isInteger;
import static dev.ticketsql.calcite.range.TermTypes.isInterval;
import static dev.ticketsql.calcite.range.TermTypes.isMonthInterval;
import static dev.ticketsql.calcite.range.TermTypes.isTimestamp;
import static org.apache.calcite.avatica.util.DateTimeUtils.MILLIS_PER_DAY;
import static org.apache.calcite.avatica.util.DateTimeUtils.MILLIS_PER_SECOND;

import dev.ticketsql.event.TimeRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Reads expressions over the two columns of an event's instant as {@link TimeTerm}s, in the units of
 * {@link LiteralValues} and with the values that Calcite's generated code computes. An operator or type whose values
 * are not certain reads as empty.
 */
final class TermReader {

    private final int timeColumn;
    private final int startTimeColumn;
    private final TimeRange piece;

    /**
     * @param timeColumn index of the TIMESTAMP column in the input row, -1 if absent
     * @param startTimeColumn index of the BIGINT column of epoch seconds in the input row, -1 if absent
     * @param piece the only instants that matter
     */
    TermReader(int timeColumn, int startTimeColumn, TimeRange piece) {
        this.timeColumn = timeColumn;
        this.startTimeColumn = startTimeColumn;
        this.piece = piece;
    }

    /** The expression as a function of the event's instant; empty if it is not understood. */
    Optional<TimeTerm> read(RexNode node) {
        if (node instanceof RexLiteral) {
            OptionalLong value = LiteralValues.wholeNumber(node);
            return value.isPresent() ? Optional.of(TimeTerm.constant(value.getAsLong())) : Optional.empty();
        }
        if (node instanceof RexInputRef column) {
            return read(column);
        }
        return node instanceof RexCall call && !(call instanceof RexOver) && !(call instanceof RexSubQuery)
                ? read(call)
                : Optional.empty();
    }

    private Optional<TimeTerm> read(RexInputRef column) {
        if (column.getIndex() == timeColumn) {
            return TimeTerm.epochSeconds(piece).times(MILLIS_PER_SECOND);
        }
        return column.getIndex() == startTimeColumn ? Optional.of(TimeTerm.epochSeconds(piece)) : Optional.empty();
    }

    private Optional<TimeTerm> read(RexCall call) {
        return switch (call.getKind()) {
            case CAST -> cast(call);
            case REINTERPRET -> reinterpret(call);
            case PLUS -> plus(call);
            case MINUS -> minus(call);
            case TIMES -> times(call);
            case DIVIDE -> divide(call);
            case MOD -> remainder(call);
            case PLUS_PREFIX -> read(call.getOperands().get(0));
            case MINUS_PREFIX -> read(call.getOperands().get(0)).flatMap(term -> fit(term.negated(), call.getType()));
            case FLOOR, CEIL -> round(call);
            case EXTRACT -> extract(call);
            default -> Optional.empty();
        };
    }

    private Optional<TimeTerm> cast(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        Optional<TimeTerm> term = read(operand);
        SqlTypeName target = call.getType().getSqlTypeName();
        return switch (operand.getType().getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, FLOAT ->
                term.flatMap(number -> fit(number, call.getType()));
            case TIMESTAMP ->
                switch (target) {
                    // A cast to a lower precision would round.
                    case TIMESTAMP ->
                        call.getType().getPrecision() >= operand.getType().getPrecision() ? term : Optional.empty();
                    case DATE -> term.map(millis -> millis.rising(CalendarFunctions::day));
                    case TIME -> term.map(millis -> millis.partOf(PeriodicFunction.timeOfDay()));
                    default -> Optional.empty();
                };
            case DATE ->
                switch (target) {
                    case DATE -> term;
                    case TIMESTAMP -> term.flatMap(days -> days.times(MILLIS_PER_DAY));
                    default -> Optional.empty();
                };
            default -> isDayInterval(operand.getType()) && isDayInterval(call.getType()) ? term : Optional.empty();
        };
    }

    private Optional<TimeTerm> reinterpret(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        return isInterval(operand.getType()) && isInteger(call.getType()) ? read(operand) : Optional.empty();
    }

    private Optional<TimeTerm> plus(RexCall call) {
        return add(call, call.getOperands().get(0), call.getOperands().get(1), 1);
    }

    private Optional<TimeTerm> minus(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (!isInstant(left.getType()) || !isInstant(right.getType())) {
            return add(call, left, right, -1);
        }
        return isMonthInterval(call.getType())
                ? monthsBetween(left, right)
                : millis(right)
                        .flatMap(term -> term.times(-1))
                        .flatMap(minusRight -> millis(left).flatMap(minusRight::plus));
    }

    private Optional<TimeTerm> add(RexCall call, RexNode left, RexNode right, long sign) {
        if (isInteger(left.getType()) && isInteger(right.getType())) {
            return sum(left, right, sign).flatMap(number -> fit(number, call.getType()));
        }
        if (isDayInterval(right.getType())) {
            if (isTimestamp(left.getType()) || isDayInterval(left.getType())) {
                return sum(left, right, sign);
            }
            // Calcite drops the part of the interval that is less than a day.
            return isDate(left.getType()) && isDate(call.getType())
                    ? read(right)
                            .map(millis -> millis.rising(value -> value / MILLIS_PER_DAY))
                            .flatMap(days -> days.times(sign))
                            .flatMap(days -> read(left).flatMap(days::plus))
                    : Optional.empty();
        }
        return isMonthInterval(right.getType()) ? addMonths(left, right, sign) : Optional.empty();
    }

    private Optional<TimeTerm> sum(RexNode left, RexNode right, long sign) {
        return read(right)
                .flatMap(term -> term.times(sign))
                .flatMap(term -> read(left).flatMap(term::plus));
    }

    private Optional<TimeTerm> addMonths(RexNode left, RexNode right, long sign) {
        OptionalLong interval = LiteralValues.wholeNumber(right);
        if (interval.isEmpty() || Math.abs(interval.getAsLong()) > CalendarFunctions.MAX_MONTHS) {
            return Optional.empty();
        }
        int months = Math.toIntExact(sign * interval.getAsLong());
        if (isTimestamp(left.getType())) {
            return timestamp(left)
                    .map(millis -> millis.between(
                            CalendarFunctions.addMonthsLow(months), CalendarFunctions.addMonthsHigh(months)));
        }
        return isDate(left.getType())
                ? timestamp(left)
                        .map(millis -> millis.rising(value ->
                                DateTimeUtils.addMonths(Math.toIntExact(CalendarFunctions.day(value)), months)))
                : Optional.empty();
    }

    private Optional<TimeTerm> monthsBetween(RexNode later, RexNode earlier) {
        OptionalLong from = constantMillis(earlier);
        if (from.isPresent()) {
            return timestamp(later)
                    .map(millis -> millis.between(
                            value -> CalendarFunctions.monthsBetweenLow(value, from.getAsLong()),
                            value -> CalendarFunctions.monthsBetweenHigh(value, from.getAsLong())));
        }
        OptionalLong to = constantMillis(later);
        if (to.isPresent()) {
            return timestamp(earlier)
                    .map(TimeTerm::negated)
                    .map(minusMillis -> minusMillis.between(
                            value -> CalendarFunctions.monthsBetweenLow(to.getAsLong(), -value),
                            value -> CalendarFunctions.monthsBetweenHigh(to.getAsLong(), -value)));
        }
        return Optional.empty();
    }

    private Optional<TimeTerm> times(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        boolean counts = isInteger(left.getType()) && isInteger(right.getType());
        boolean shifts = isDayInterval(call.getType()) && (isInteger(left.getType()) || isInteger(right.getType()));
        if (!counts && !shifts) {
            return Optional.empty();
        }
        OptionalLong factor = LiteralValues.wholeNumber(left);
        Optional<TimeTerm> product = factor.isPresent()
                ? read(right).flatMap(term -> term.times(factor.getAsLong()))
                : LiteralValues.wholeNumber(right).stream()
                        .boxed()
                        .findFirst()
                        .flatMap(value -> read(left).flatMap(term -> term.times(value)));
        return shifts ? product : product.flatMap(number -> fit(number, call.getType()));
    }

    private Optional<TimeTerm> divide(RexCall call) {
        RexNode dividend = call.getOperands().get(0);
        OptionalLong divisor = LiteralValues.wholeNumber(call.getOperands().get(1));
        boolean counts = isInteger(dividend.getType()) && isInteger(call.getType());
        if (!counts || divisor.isEmpty() || divisor.getAsLong() == 0) {
            return Optional.empty();
        }
        long magnitude = divisor.getAsLong();
        // Towards zero, so that the sign may be taken out.
        return read(dividend)
                .flatMap(term -> term.times(Long.signum(magnitude)))
                .map(term -> term.rising(value -> value / Math.abs(magnitude)))
                .flatMap(number -> fit(number, call.getType()));
    }

    private Optional<TimeTerm> remainder(RexCall call) {
        OptionalLong divisor = LiteralValues.wholeNumber(call.getOperands().get(1));
        boolean counts = isInteger(call.getOperands().get(0).getType()) && isInteger(call.getType());
        return counts && divisor.isPresent() && divisor.getAsLong() > 0
                ? read(call.getOperands().get(0))
                        .map(term -> term.partOf(PeriodicFunction.remainder(divisor.getAsLong())))
                : Optional.empty();
    }

    private Optional<TimeTerm> round(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        if (call.getOperands().size() == 1) {
            return isInteger(operand.getType()) ? read(operand) : Optional.empty();
        }
        Optional<TimeUnitRange> unit = unit(call.getOperands().get(1));
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        boolean wholeDays = CalendarFunctions.isDateUnit(unit.get());
        boolean within = wholeDays
                || unit.get() == TimeUnitRange.HOUR
                || unit.get() == TimeUnitRange.MINUTE
                || unit.get() == TimeUnitRange.SECOND;
        LongUnaryOperator rounded = switch (call.getKind()) {
            case FLOOR -> CalendarFunctions.floor(unit.get());
            default -> CalendarFunctions.ceil(unit.get());
        };
        if (isTimestamp(operand.getType()) && within) {
            return timestamp(operand).map(millis -> millis.rising(rounded));
        }
        return isDate(operand.getType()) && wholeDays
                ? timestamp(operand).map(millis -> millis.rising(rounded).rising(CalendarFunctions::day))
                : Optional.empty();
    }

    private Optional<TimeTerm> extract(RexCall call) {
        return unit(call.getOperands().get(0))
                .flatMap(PeriodicFunction::datePart)
                .flatMap(cycle -> timestamp(call.getOperands().get(1)).map(millis -> millis.partOf(cycle)));
    }

    /** Reads a TIMESTAMP or DATE as epoch milliseconds, within the years for which the calendar functions are right. */
    Optional<TimeTerm> timestamp(RexNode node) {
        return isInstant(node.getType())
                ? millis(node).flatMap(term -> term.within(CalendarFunctions.MIN_MILLIS, CalendarFunctions.MAX_MILLIS))
                : Optional.empty();
    }

    /** Reads a TIMESTAMP or DATE as epoch milliseconds: a date is its first instant. */
    private Optional<TimeTerm> millis(RexNode instant) {
        return isDate(instant.getType()) ? read(instant).flatMap(days -> days.times(MILLIS_PER_DAY)) : read(instant);
    }

    private static OptionalLong constantMillis(RexNode instant) {
        OptionalLong value = LiteralValues.wholeNumber(instant);
        return value.isPresent() && isDate(instant.getType())
                ? OptionalLong.of(value.getAsLong() * MILLIS_PER_DAY)
                : value;
    }

    private static Optional<TimeUnitRange> unit(RexNode flag) {
        return flag instanceof RexLiteral literal && literal.getValueAs(Object.class) instanceof TimeUnitRange unit
                ? Optional.of(unit)
                : Optional.empty();
    }
}
