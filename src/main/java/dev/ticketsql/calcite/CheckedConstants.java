package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContexts;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;

/**
 * Computes constants while a statement is planned, as {@link CheckedArithmetic} does when it runs. Of the class that
 * Calcite makes itself, for which some of its rules look.
 */
final class CheckedConstants extends RexExecutorImpl {

    private final RexExecutor executor;

    /** Computes as {@code executor} does, but for what does not fit. */
    CheckedConstants(RexExecutor executor) {
        super(DataContexts.EMPTY);
        this.executor = executor;
    }

    /** What cannot be computed stays as it is, and fails if it is computed when the statement runs. */
    @Override
    public void reduce(RexBuilder rexBuilder, List<RexNode> constants, List<RexNode> values) {
        List<RexNode> checked = constants.stream()
                .map(constant -> CheckedArithmetic.ofExpression(constant, rexBuilder))
                .toList();
        List<RexNode> reduced = new ArrayList<>(checked.size());
        executor.reduce(rexBuilder, checked, reduced);
        for (int index = 0; index < constants.size(); index++) {
            boolean computed = !reduced.get(index).equals(checked.get(index));
            values.add(computed ? reduced.get(index) : constants.get(index));
        }
    }
}
