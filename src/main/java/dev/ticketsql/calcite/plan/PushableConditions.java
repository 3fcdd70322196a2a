package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;

/**
 * Recognises conditions that every database evaluates alike: comparisons of columns with values, joined by AND, OR and
 * IS NULL. The engine tests all conditions itself; pushed down, these only reduce the rows that it gets.
 */
final class PushableConditions {

    private PushableConditions() {}

    static boolean agreeOn(RexNode condition) {
        return condition instanceof RexCall call && agree(call);
    }

    private static boolean agree(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND, OR -> operands.stream().allMatch(operand -> operand instanceof RexCall part && agree(part));
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, SEARCH ->
                operands.get(0) instanceof RexInputRef column
                        && isValue(operands.get(1))
                        && (isOrdered(column) || isEquality(call));
            case IS_NULL, IS_NOT_NULL -> operands.get(0) instanceof RexInputRef;
            default -> false;
        };
    }

    private static boolean isValue(RexNode node) {
        return node instanceof RexLiteral literal && !literal.isNull();
    }

    /** Returns whether all databases order the type alike; the order of texts depends on the collation. */
    private static boolean isOrdered(RexInputRef column) {
        SqlTypeName type = column.getType().getSqlTypeName();
        return SqlTypeName.INT_TYPES.contains(type) || type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE;
    }

    /**
     * Returns whether {@code call} is an equality of VARCHAR. Databases pad CHAR, and round numbers with a fraction.
     */
    private static boolean isEquality(RexCall call) {
        if (call.getOperands().get(0).getType().getSqlTypeName() != SqlTypeName.VARCHAR) {
            return false;
        }
        return call.getKind() == SqlKind.EQUALS
                || (call.getKind() == SqlKind.SEARCH
                        && call.getOperands().get(1) instanceof RexLiteral values
                        && Objects.requireNonNull(values.getValueAs(Sarg.class)).isPoints());
    }
}
