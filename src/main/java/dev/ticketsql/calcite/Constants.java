package dev.ticketsql.calcite;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;

/** Tells expressions that need no row: literals, parameters, the current time, and what is computed from them. */
final class Constants {

    private Constants() {}

    /** Whether {@code node} has one value for the whole of an execution. */
    static boolean isConstant(RexNode node) {
        if (node instanceof RexLiteral || node instanceof RexDynamicParam) {
            return true;
        }
        return node instanceof RexCall call
                && !(node instanceof RexOver)
                && !(node instanceof RexSubQuery)
                && call.getOperator().isDeterministic()
                && call.getOperands().stream().allMatch(Constants::isConstant);
    }

    /** Whether {@code node} holds a part whose value only execution knows: a parameter, or the current time. */
    static boolean isLate(RexNode node) {
        if (node instanceof RexDynamicParam) {
            return true;
        }
        return node instanceof RexCall call
                && (call.getOperator().isDynamicFunction()
                        || call.getOperands().stream().anyMatch(Constants::isLate));
    }
}
