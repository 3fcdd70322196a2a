package dev.ticketsql.calcite;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.util.Litmus;

/**
 * Refuses window functions over rows that depend on a row outside of their subquery. Calcite 1.42, where it takes the
 * subquery apart, has them see all rows, and picks the right ones afterwards.
 */
final class CorrelatedWindows {

    private CorrelatedWindows() {}

    /**
     * The same plan.
     *
     * @throws CalciteException with what to write instead, if it holds such a function
     */
    static RelNode refused(RelNode plan) {
        if (plan instanceof LogicalCorrelate correlate
                && seesChosenRows(correlate.getRight(), correlate.getCorrelationId())) {
            throw new CalciteException(
                    "Calcite 1.42 cannot compute a window function in a subquery of the rows that a row outside of it"
                            + " chooses: partition by the column they have in common, and join the subquery",
                    null);
        }
        plan.getInputs().forEach(CorrelatedWindows::refused);
        return plan;
    }

    private static boolean seesChosenRows(RelNode rel, CorrelationId outside) {
        if (rel instanceof Project project && project.containsOver()) {
            return !RelOptUtil.notContainsCorrelation(project, outside, Litmus.IGNORE);
        }
        return rel.getInputs().stream().anyMatch(input -> seesChosenRows(input, outside));
    }
}
