package dev.ticketsql.calcite.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes FLOOR and CEIL, of numbers and of times to a unit, and EXTRACT, whose Sunday is 1 as in Calcite. */
final class DatetimeOperators {

    /** Intervals without days, of which EXTRACT gives all hours, also more than a day's, as in PostgreSQL. */
    private static final Set<SqlTypeName> HOURS_ALONE =
            Set.of(SqlTypeName.INTERVAL_HOUR, SqlTypeName.INTERVAL_HOUR_MINUTE, SqlTypeName.INTERVAL_HOUR_SECOND);

    private DatetimeOperators() {}

    static Optional<String> sql(RexCall call, Supplier<List<String>> operands) {
        if (call.getKind() == SqlKind.EXTRACT) {
            return extract(call, operands);
        }
        return call.operandCount() == 1 ? ofNumber(call, operands) : toUnit(call, operands);
    }

    private static Optional<String> ofNumber(RexCall call, Supplier<List<String>> operands) {
        RelDataType type = call.getOperands().get(0).getType();
        if (EngineTypes.isWhole(type)) {
            return Optional.of(operands.get().get(0));
        }
        String function = call.getKind() == SqlKind.FLOOR ? "floor" : "ceil";
        return EngineTypes.isApproximate(type) || type.getSqlTypeName() == SqlTypeName.DECIMAL
                ? Optional.of(EngineLiterals.cast(
                        function + "(" + operands.get().get(0) + ")", EngineTypes.nameOf(call.getType())))
                : Optional.empty();
    }

    private static Optional<TimeUnitRange> unit(RexNode flag) {
        return flag instanceof RexLiteral literal && literal.getValue() instanceof TimeUnitRange unit
                ? Optional.of(unit)
                : Optional.empty();
    }

    private static Optional<String> toUnit(RexCall call, Supplier<List<String>> operands) {
        SqlTypeName type = call.getOperands().get(0).getType().getSqlTypeName();
        Optional<TimeUnitRange> unit = unit(call.getOperands().get(1));
        if (unit.isEmpty() || (type != SqlTypeName.TIMESTAMP && type != SqlTypeName.DATE)) {
            return Optional.empty();
        }
        return switch (unit.get()) {
            case YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE, SECOND, WEEK -> {
                String value = operands.get().get(0);
                String name = unit.get().name().toLowerCase(Locale.ROOT);
                String floor = unit.get() == TimeUnitRange.WEEK
                        ? "ts_floor_week(" + value + ")"
                        : "date_trunc('" + name + "', " + value + ")";
                String step = unit.get() == TimeUnitRange.QUARTER
                        ? "3 MONTH"
                        : "1 " + unit.get().name();
                String result = call.getKind() == SqlKind.FLOOR
                        ? floor
                        : "ts_ceil(" + value + ", " + floor + ", INTERVAL " + step + ")";
                yield Optional.of(EngineLiterals.cast(result, EngineTypes.nameOf(call.getType())));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> extract(RexCall call, Supplier<List<String>> operands) {
        RexNode from = call.getOperands().get(1);
        SqlTypeName type = from.getType().getSqlTypeName();
        Optional<TimeUnitRange> unit = unit(call.getOperands().get(0));
        if (unit.isPresent() && unit.get() == TimeUnitRange.HOUR && HOURS_ALONE.contains(type)) {
            return Optional.of(EngineLiterals.cast(
                    "trunc(" + operands.get().get(1) + " / 3600000)", EngineTypes.nameOf(call.getType())));
        }
        if (unit.isEmpty() || (type != SqlTypeName.TIMESTAMP && type != SqlTypeName.DATE)) {
            return Optional.empty();
        }
        return function(unit.get())
                .map(function -> EngineLiterals.cast(
                        function + "(" + operands.get().get(1) + ")", EngineTypes.nameOf(call.getType())));
    }

    /** The engine's function for a field of a date or timestamp. */
    private static Optional<String> function(TimeUnitRange unit) {
        return switch (unit) {
            case YEAR -> Optional.of("year");
            case QUARTER -> Optional.of("quarter");
            case MONTH -> Optional.of("month");
            case WEEK -> Optional.of("week");
            case DAY -> Optional.of("day");
            // Sunday is 1, as Calcite has it.
            case DOW -> Optional.of("1 + dayofweek");
            case ISODOW -> Optional.of("isodow");
            case ISOYEAR -> Optional.of("isoyear");
            case DOY -> Optional.of("dayofyear");
            case HOUR -> Optional.of("hour");
            case MINUTE -> Optional.of("minute");
            case SECOND -> Optional.of("second");
            // Whole seconds, also before 1970.
            case EPOCH -> Optional.of("ts_epoch");
            default -> Optional.empty();
        };
    }
}
