package dev.ticketsql.calcite.range;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Finds conditions whose ranges depend on a value that only an execution has: a parameter, {@code CURRENT_TIMESTAMP}, a
 * column of an outer query.
 *
 * @param timeColumn index of the TIMESTAMP column in the input row, -1 if absent
 * @param startTimeColumn index of the BIGINT column of epoch seconds in the input row, -1 if absent
 */
record RuntimeConditions(int timeColumn, int startTimeColumn) {

    /**
     * Tests whether a value of the execution decides the ranges of {@code condition}: the condition has such a value,
     * and beside it a column of the event's instant or no column at all. {@code metric = ?} leaves all of time,
     * whatever the parameter.
     */
    boolean include(RexNode condition) {
        Parts parts = new Parts();
        condition.accept(parts);
        return parts.runtimeValue && (parts.instant || !parts.otherColumn);
    }

    private final class Parts extends RexVisitorImpl<Void> {

        private boolean runtimeValue;
        private boolean instant;
        private boolean otherColumn;

        private Parts() {
            super(true);
        }

        @Override
        public Void visitInputRef(RexInputRef column) {
            boolean ofInstant = column.getIndex() == timeColumn || column.getIndex() == startTimeColumn;
            instant |= ofInstant;
            otherColumn |= !ofInstant;
            return super.visitInputRef(column);
        }

        @Override
        public Void visitDynamicParam(RexDynamicParam parameter) {
            runtimeValue = true;
            return super.visitDynamicParam(parameter);
        }

        @Override
        public Void visitCorrelVariable(RexCorrelVariable outerRow) {
            runtimeValue = true;
            return super.visitCorrelVariable(outerRow);
        }

        @Override
        public Void visitCall(RexCall call) {
            runtimeValue |= call.getOperator().isDynamicFunction();
            return super.visitCall(call);
        }
    }
}
