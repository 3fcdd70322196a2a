package dev.ticketsql.calcite.plan;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;

/**
 * Recognises expressions that need no row: literals, parameters, the current time, and deterministic calls of these.
 */
public final class ConstantExpressions {

    private ConstantExpressions() {}

    /** Returns whether {@code node} has one value for the whole of an execution. */
    public static boolean isConstant(RexNode node) {
        if (node instanceof RexLiteral || node instanceof RexDynamicParam) {
            return true;
        }
        return node instanceof RexCall call
                && !(node instanceof RexOver)
                && !(node instanceof RexSubQuery)
                && call.getOperator().isDeterministic()
                && !isRandom(call.getOperator())
                && call.getOperands().stream().allMatch(ConstantExpressions::isConstant);
    }

    /**
     * Returns whether {@code operator} changes from one execution to the next but not inside one, as the current time
     * does. Random numbers change from row to row.
     */
    public static boolean isOfExecution(SqlOperator operator) {
        return operator.isDynamicFunction() && !isRandom(operator);
    }

    private static boolean isRandom(SqlOperator operator) {
        return operator.getName().startsWith("RAND");
    }

    /** Returns whether {@code node} contains a parameter or the current time, whose values an execution brings. */
    public static boolean hasRuntimeValue(RexNode node) {
        if (node instanceof RexDynamicParam) {
            return true;
        }
        return node instanceof RexCall call
                && (isOfExecution(call.getOperator())
                        || call.getOperands().stream().anyMatch(ConstantExpressions::hasRuntimeValue));
    }
}
