package dev.ticketsql.calcite.range;

import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Reads conditions as {@link TruthRanges}: connectives, CASE and tests of SQL's three-valued logic, down to the
 * comparisons. A condition that is not understood may have any truth value at any second.
 */
final class ConditionReader {

    private final ComparisonReader comparisons;
    private final RuntimeConditions runtimeConditions;
    private final TruthRanges assumed;

    /**
     * @param terms reads the expressions that are compared
     * @param runtimeConditions finds the conditions whose ranges only an execution decides
     * @param assumed the truth of those
     */
    ConditionReader(TermReader terms, RuntimeConditions runtimeConditions, TruthRanges assumed) {
        this.comparisons = new ComparisonReader(terms);
        this.runtimeConditions = runtimeConditions;
        this.assumed = assumed;
    }

    /** Computes the seconds at which {@code condition} may have each truth value. */
    TruthRanges read(RexNode condition) {
        if (condition instanceof RexLiteral literal) {
            return read(literal);
        }
        return condition instanceof RexCall call && !(call instanceof RexOver) && !(call instanceof RexSubQuery)
                ? read(call)
                : notUnderstood(condition);
    }

    private static TruthRanges read(RexLiteral literal) {
        if (literal.isNull()) {
            return TruthRanges.alwaysUnknown();
        }
        return literal.isAlwaysTrue() ? TruthRanges.alwaysTrue() : TruthRanges.alwaysFalse();
    }

    private TruthRanges read(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> operands.stream().map(this::read).reduce(TruthRanges.alwaysTrue(), TruthRanges::and);
            case OR -> operands.stream().map(this::read).reduce(TruthRanges.alwaysFalse(), TruthRanges::or);
            case NOT -> read(operands.get(0)).not();
            case IS_TRUE -> read(operands.get(0)).isTrue();
            case IS_NOT_TRUE -> read(operands.get(0)).isTrue().not();
            case IS_FALSE -> read(operands.get(0)).isFalse();
            case IS_NOT_FALSE -> read(operands.get(0)).isFalse().not();
            case IS_NULL, IS_UNKNOWN -> isNull(call);
            case IS_NOT_NULL -> isNull(call).not();
            case CASE -> choose(call, this::read);
            case CAST -> isCondition(operands.get(0)) ? read(operands.get(0)) : notUnderstood(call);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compare(call.getKind(), call, operands.get(0), operands.get(1));
            case IS_NOT_DISTINCT_FROM -> isNotDistinct(call);
            case IS_DISTINCT_FROM -> isNotDistinct(call).not();
            case SEARCH -> comparisons.search(call).orElseGet(() -> notUnderstood(call));
            case LIKE -> comparisons.like(call).orElseGet(() -> notUnderstood(call));
            default -> notUnderstood(call);
        };
    }

    private TruthRanges isNull(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        if (RexUtil.isNull(operand)) {
            return TruthRanges.alwaysTrue();
        }
        if (isCondition(operand)) {
            return read(operand).isUnknown();
        }
        return operand.getType().isNullable() ? notUnderstood(call) : TruthRanges.alwaysFalse();
    }

    /** Reads a CASE, whose operands are condition, value, condition, value, ..., value. */
    private TruthRanges choose(RexCall choice, Function<RexNode, TruthRanges> value) {
        List<RexNode> operands = choice.getOperands();
        TruthRanges result = value.apply(operands.get(operands.size() - 1));
        for (int index = operands.size() - 3; index >= 0; index -= 2) {
            result = read(operands.get(index)).choose(value.apply(operands.get(index + 1)), result);
        }
        return result;
    }

    private TruthRanges isNotDistinct(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        // Two values that can both be NULL are the same where a comparison is UNKNOWN.
        return left.getType().isNullable() && right.getType().isNullable()
                ? notUnderstood(call)
                : compare(SqlKind.EQUALS, call, left, right).isTrue();
    }

    private TruthRanges compare(SqlKind comparison, RexCall call, RexNode left, RexNode right) {
        if (RexUtil.isNull(left) || RexUtil.isNull(right)) {
            return TruthRanges.alwaysUnknown();
        }
        if (left.getKind() == SqlKind.CASE) {
            return choose((RexCall) left, branch -> compare(comparison, call, branch, right));
        }
        if (right.getKind() == SqlKind.CASE) {
            return choose((RexCall) right, branch -> compare(comparison, call, left, branch));
        }
        if (isCondition(left) && isCondition(right)) {
            return switch (comparison) {
                case EQUALS -> read(left).equalTo(read(right));
                case NOT_EQUALS -> read(left).equalTo(read(right)).not();
                default -> notUnderstood(call);
            };
        }
        return comparisons.compare(comparison, left, right).orElseGet(() -> notUnderstood(call));
    }

    private TruthRanges notUnderstood(RexNode condition) {
        return runtimeConditions.include(condition)
                ? assumed
                : TruthRanges.anything(condition.getType().isNullable());
    }

    private static boolean isCondition(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
    }
}
