package dev.ticketsql.calcite.plan;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * The steps from a logical plan to one that the engine runs, in their order. Rows that narrow events are marked first,
 * so that conditions are carried to them too; limits last, since they look through those marks.
 */
public final class PlanPipeline {

    private PlanPipeline() {}

    /** {@code plan} with conditions on its scans, and with the places marked where rows narrow events. */
    public static RelNode narrowed(RelNode plan) {
        RelNode simple = PlanRewriter.rewritten(plan, PlanPipeline::withValues);
        return new TimeRangeFinder(plan.getCluster().getRexBuilder()).narrowed(DynamicFilterFinder.ofPlan(simple));
    }

    /** Subqueries that compute one value of no table, as {@code (SELECT TIMESTAMP '...')}, are that value. */
    private static RelNode withValues(RelNode rel) {
        return rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.getKind() == SqlKind.SCALAR_QUERY
                        ? value(visited.rel).orElse(visited)
                        : visited;
            }
        });
    }

    private static Optional<RexNode> value(RelNode rel) {
        if (rel instanceof Values values && values.getTuples().size() == 1) {
            return Optional.of(values.getTuples().get(0).get(0));
        }
        return rel instanceof Project project
                        && value(project.getInput()).isPresent()
                        && ConstantExpressions.isConstant(project.getProjects().get(0))
                ? Optional.of(project.getProjects().get(0))
                : Optional.empty();
    }

    /** The same, with limits on events marked too. */
    public static RelNode prepared(RelNode plan) {
        return LimitRewriter.ofPlan(narrowed(plan));
    }
}
