package dev.ticketsql.calcite.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Writes arithmetic on numbers, times and intervals. Overflow and division by zero are errors in the engine as in
 * PostgreSQL, by macros where DuckDB would give NULL or infinity; {@code /} of whole numbers truncates.
 */
final class ArithmeticOperators {

    private ArithmeticOperators() {}

    static Optional<String> sql(RexCall call, Supplier<List<String>> operands) {
        return switch (call.getKind()) {
            case PLUS, CHECKED_PLUS -> plus(call, operands);
            case MINUS, CHECKED_MINUS -> minus(call, operands);
            case TIMES, CHECKED_TIMES -> times(call, operands);
            case DIVIDE, CHECKED_DIVIDE -> divide(call, operands);
            case MOD -> mod(call, operands);
            case MINUS_PREFIX, CHECKED_MINUS_PREFIX ->
                Optional.of("(- " + operands.get().get(0) + ")");
            case PLUS_PREFIX -> Optional.of(operands.get().get(0));
            default ->
                call.getOperator().getName().equals("ABS")
                        ? NativeOperators.filled("abs({0})", operands.get())
                        : Optional.empty();
        };
    }

    private static RelDataType type(RexCall call, int operand) {
        return call.getOperands().get(operand).getType();
    }

    private static Optional<String> plus(RexCall call, Supplier<List<String>> operands) {
        if (SqlTypeUtil.isDatetime(type(call, 0)) && EngineTypes.isInterval(type(call, 1))) {
            return moved(call, operands.get(), 0, " + ");
        }
        if (EngineTypes.isInterval(type(call, 0)) && SqlTypeUtil.isDatetime(type(call, 1))) {
            return moved(call, operands.get(), 1, " + ");
        }
        return isNumeric(call) ? NativeOperators.filled("({0} + {1})", widened(call, operands)) : Optional.empty();
    }

    private static Optional<String> minus(RexCall call, Supplier<List<String>> operands) {
        if (SqlTypeUtil.isDatetime(type(call, 0)) && EngineTypes.isInterval(type(call, 1))) {
            return moved(call, operands.get(), 0, " - ");
        }
        if (SqlTypeUtil.isDatetime(type(call, 0)) && SqlTypeUtil.isDatetime(type(call, 1))) {
            return EngineTypes.isMonths(call.getType())
                    // Whole months, as Calcite counts them.
                    ? NativeOperators.filled("CAST(date_sub('month', {1}, {0}) AS INTEGER)", operands.get())
                    : NativeOperators.filled("(epoch_ms({0}) - epoch_ms({1}))", operands.get());
        }
        return isNumeric(call) ? NativeOperators.filled("({0} - {1})", widened(call, operands)) : Optional.empty();
    }

    /** Adds an interval to a time, which is the operand {@code time}, or subtracts it. */
    private static Optional<String> moved(RexCall call, List<String> operands, int time, String operator) {
        String interval = EngineTypes.interval(operands.get(1 - time), type(call, 1 - time));
        String sum = "(" + operands.get(time) + operator + interval + ")";
        RelDataType type = call.getType();
        boolean isExact =
                type.getSqlTypeName() == type(call, time).getSqlTypeName() && type.getSqlTypeName() != SqlTypeName.DATE;
        return Optional.of(isExact ? sum : EngineLiterals.cast(sum, EngineTypes.nameOf(type)));
    }

    private static Optional<String> times(RexCall call, Supplier<List<String>> operands) {
        return isNumeric(call)
                ? Optional.of(asInterval(call, "(" + String.join(" * ", widened(call, operands)) + ")"))
                : Optional.empty();
    }

    /** Rounds an interval that is multiplied by a fraction, since intervals are whole numbers. */
    private static String asInterval(RexCall call, String value) {
        boolean isWhole = call.getOperands().stream()
                .map(RexNode::getType)
                .allMatch(type -> EngineTypes.isInterval(type) || EngineTypes.isWhole(type));
        return EngineTypes.isInterval(call.getType()) && !isWhole
                ? EngineLiterals.cast(value, EngineTypes.nameOf(call.getType()))
                : value;
    }

    /** Casts whole numbers to the width of the result: DuckDB takes a literal for as narrow as the other operand. */
    private static List<String> widened(RexCall call, Supplier<List<String>> operands) {
        List<String> written = new ArrayList<>(operands.get());
        RelDataType type = call.getType();
        for (int operand = 0; operand < written.size(); operand++) {
            SqlTypeName name = type(call, operand).getSqlTypeName();
            if (EngineTypes.isWhole(type)
                    && name != type.getSqlTypeName()
                    && (name == SqlTypeName.TINYINT || name == SqlTypeName.SMALLINT)) {
                written.set(operand, EngineLiterals.cast(written.get(operand), EngineTypes.nameOf(type)));
            }
        }
        return written;
    }

    private static Optional<String> divide(RexCall call, Supplier<List<String>> operands) {
        if (!isNumeric(call) || isDecimal(type(call, 0)) || isDecimal(type(call, 1))) {
            // Calcite's own code divides decimals exactly.
            return Optional.empty();
        }
        boolean isReal = EngineTypes.isApproximate(type(call, 0)) || EngineTypes.isApproximate(type(call, 1));
        if (isReal) {
            return Optional.of(asInterval(
                    call,
                    NativeOperators.filled(isNotZero(call, 1) ? "({0} / {1})" : "ts_real_div({0}, {1})", operands.get())
                            .orElseThrow()));
        }
        return NativeOperators.filled(isNotZero(call, 1) ? "({0} // {1})" : "ts_div({0}, {1})", operands.get());
    }

    private static Optional<String> mod(RexCall call, Supplier<List<String>> operands) {
        return isNumeric(call)
                ? NativeOperators.filled(isNotZero(call, 1) ? "({0} % {1})" : "ts_mod({0}, {1})", operands.get())
                : Optional.empty();
    }

    private static boolean isNotZero(RexCall call, int operand) {
        if (!(call.getOperands().get(operand) instanceof RexLiteral literal) || literal.isNull()) {
            return false;
        }
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        return value != null && value.signum() != 0;
    }

    private static boolean isDecimal(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    private static boolean isNumeric(RexCall call) {
        return call.getOperands().stream()
                .map(RexNode::getType)
                .allMatch(type -> SqlTypeUtil.isNumeric(type) || EngineTypes.isInterval(type));
    }
}
