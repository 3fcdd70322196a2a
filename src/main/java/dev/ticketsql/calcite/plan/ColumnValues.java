package dev.ticketsql.calcite.plan;

import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/**
 * Reads the constants that a column can equal from conditions on its row. Numbers are {@link BigDecimal}, texts
 * {@link String}.
 *
 * @param column of the row
 */
record ColumnValues(int column) {

    /** The values of rows for which all {@code conditions} hold; empty if they are not known. */
    Optional<Set<Object>> of(List<RexNode> conditions) {
        return conditions.stream().map(this::of).flatMap(Optional::stream).findFirst();
    }

    private Optional<Set<Object>> of(RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return Optional.empty();
        }
        return switch (call.getKind()) {
            case EQUALS -> compared(call).map(Set::of);
            case OR -> all(call.getOperands());
            case AND -> of(call.getOperands());
            case SEARCH ->
                isColumn(call.getOperands().get(0)) ? points(call.getOperands().get(1)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Returns whether {@code condition} says that the column is not {@code value}. */
    boolean differFrom(RexNode condition, String value) {
        return condition instanceof RexCall call
                && call.getKind() == SqlKind.NOT_EQUALS
                && compared(call).filter(value::equals).isPresent();
    }

    private Optional<Set<Object>> all(List<RexNode> branches) {
        Set<Object> values = new HashSet<>();
        for (RexNode branch : branches) {
            Optional<Set<Object>> ofBranch = of(branch);
            if (ofBranch.isEmpty()) {
                return Optional.empty();
            }
            values.addAll(ofBranch.get());
        }
        return Optional.of(values);
    }

    private Optional<Object> compared(RexCall call) {
        RexNode one = call.getOperands().get(0);
        RexNode other = call.getOperands().get(1);
        return isColumn(one) ? literal(other) : isColumn(other) ? literal(one) : Optional.empty();
    }

    private boolean isColumn(RexNode expression) {
        return expression instanceof RexInputRef ref && ref.getIndex() == column;
    }

    private static Optional<Object> literal(RexNode expression) {
        RexNode value = expression.getKind() == SqlKind.CAST
                ? ((RexCall) expression).getOperands().get(0)
                : expression;
        return value instanceof RexLiteral literal
                ? Optional.ofNullable(literal.getValue4()).map(ColumnValues::plain)
                : Optional.empty();
    }

    private static Object plain(Object value) {
        return value instanceof NlsString text ? text.getValue().stripTrailing() : value;
    }

    private static Optional<Set<Object>> points(RexNode search) {
        if (!(search instanceof RexLiteral literal)
                || !(literal.getValue() instanceof Sarg<?> sarg)
                || !sarg.isPoints()
                || sarg.nullAs == RexUnknownAs.TRUE) {
            return Optional.empty();
        }
        Set<Object> values = new HashSet<>();
        for (Range<?> point : Objects.requireNonNull(sarg.rangeSet).asRanges()) {
            values.add(plain(point.lowerEndpoint()));
        }
        return Optional.of(values);
    }
}
