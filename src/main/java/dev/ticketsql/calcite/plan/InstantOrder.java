package dev.ticketsql.calcite.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Monotonicity of an expression over {@link InstantColumns}: rising or falling with the instant, strictly or not.
 *
 * @param isRising whether later events have greater values
 * @param isStrict whether two different seconds always have different values; the cast to a DATE is not strict
 */
record InstantOrder(boolean isRising, boolean isStrict) {

    private static final InstantOrder INSTANT = new InstantOrder(true, true);

    /** Derives the order of {@code expression}; empty if it is not monotonic, or not known to be. */
    static Optional<InstantOrder> of(RexNode expression) {
        if (expression instanceof RexInputRef column) {
            return column.getIndex() == InstantColumns.OTHER ? Optional.empty() : Optional.of(INSTANT);
        }
        return expression instanceof RexCall call ? of(call) : Optional.empty();
    }

    private static Optional<InstantOrder> of(RexCall call) {
        List<RexNode> operands = call.getOperands();
        if (operands.isEmpty()) {
            return Optional.empty();
        }
        RexNode first = operands.get(0);
        return switch (call.getKind()) {
            case PLUS -> isShift(first) ? of(operands.get(1)) : isShift(operands.get(1)) ? of(first) : Optional.empty();
            case MINUS ->
                isShift(first)
                        ? of(operands.get(1)).map(InstantOrder::reversed)
                        : operands.size() == 2 && isShift(operands.get(1)) ? of(first) : Optional.empty();
            case MINUS_PREFIX -> of(first).map(InstantOrder::reversed);
            case TIMES -> signum(first) == 0 ? scaled(first, operands.get(1)) : scaled(operands.get(1), first);
            case DIVIDE -> scaled(first, operands.get(1)).map(InstantOrder::coarser);
            case FLOOR, CEIL -> of(first).map(InstantOrder::coarser);
            case CAST -> cast(first, call.getType().getSqlTypeName());
            default -> Optional.empty();
        };
    }

    private InstantOrder reversed() {
        return new InstantOrder(!isRising, isStrict);
    }

    private InstantOrder coarser() {
        return new InstantOrder(isRising, false);
    }

    /**
     * Recognises whole numbers, and intervals of a fixed length: a month after the 30th may come before one after the
     * 31st.
     */
    private static boolean isShift(RexNode node) {
        return node instanceof RexLiteral literal
                && !literal.isNull()
                && (SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName())
                        || SqlTypeName.DAY_INTERVAL_TYPES.contains(
                                literal.getType().getSqlTypeName()));
    }

    private static Optional<InstantOrder> scaled(RexNode expression, RexNode factor) {
        return switch (signum(factor)) {
            case 1 -> of(expression);
            case -1 -> of(expression).map(InstantOrder::reversed);
            default -> Optional.empty();
        };
    }

    /** Returns the sign of a literal whole number; 0 for everything else. */
    private static int signum(RexNode node) {
        if (node instanceof RexLiteral literal
                && !literal.isNull()
                && SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName())) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            return value == null ? 0 : value.signum();
        }
        return 0;
    }

    private static Optional<InstantOrder> cast(RexNode expression, SqlTypeName to) {
        SqlTypeName from = expression.getType().getSqlTypeName();
        if (from == SqlTypeName.TIMESTAMP && to == SqlTypeName.DATE) {
            return of(expression).map(InstantOrder::coarser);
        }
        boolean keepsAll = (from == SqlTypeName.TIMESTAMP && to == SqlTypeName.TIMESTAMP)
                || (from == SqlTypeName.DATE && to == SqlTypeName.TIMESTAMP)
                || (SqlTypeName.INT_TYPES.contains(from) && SqlTypeName.INT_TYPES.contains(to))
                || from == to;
        return keepsAll ? of(expression) : Optional.empty();
    }
}
