package dev.ticketsql.calcite.plan;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;

/** Tells expressions that need no row: literals, parameters, the current time, and what is computed from them. */
public final class ConstantExpressions {

    private ConstantExpressions() {}

    /** Whether {@code node} has one value for the whole of an execution. */
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

    /** Whether {@code operator} has one value in an execution, such as the current time; random numbers have many. */
    public static boolean isOfExecution(SqlOperator operator) {
        return operator.isDynamicFunction() && !isRandom(operator);
    }

    private static boolean isRandom(SqlOperator operator) {
        return operator.getName().startsWith("RAND");
    }

    /** Whether {@code node} holds a part whose value only execution knows: a parameter, or the current time. */
    public static boolean isLate(RexNode node) {
        if (node instanceof RexDynamicParam) {
            return true;
        }
        return node instanceof RexCall call
                && (isOfExecution(call.getOperator())
                        || call.getOperands().stream().anyMatch(ConstantExpressions::isLate));
    }
}
