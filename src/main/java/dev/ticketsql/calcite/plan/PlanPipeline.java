package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * Lists the steps from a logical plan to one that the engine runs, in their order; each rewrites the whole plan. The
 * steps before it, of the statement's text, are those of {@code SyntaxPipeline}.
 */
public final class PlanPipeline {

    /** Rewrites a whole plan. */
    private record Step(String name, String reason, UnaryOperator<RelNode> rewrite) {}

    /**
     * Steps that only our own driver has. Plain {@code jdbc:calcite:} passes the parts of a plan that its planner
     * chose, so nothing is left for these steps there.
     *
     * @param sessionNames writes the names of the connection's user, catalog and schema
     * @param marked marks tables of another account or another schema, as {@link ForeignTableScan}
     * @param foreign replaces these marks by rows that are computed elsewhere
     */
    public record DriverSteps(
            UnaryOperator<RelNode> sessionNames, UnaryOperator<RelNode> marked, UnaryOperator<RelNode> foreign) {

        /** Returns steps that change nothing. */
        public static DriverSteps none() {
            UnaryOperator<RelNode> none = UnaryOperator.identity();
            return new DriverSteps(none, none, none);
        }
    }

    private PlanPipeline() {}

    private static List<Step> steps(DriverSteps own) {
        return List.of(
                new Step(
                        "Session names",
                        "CURRENT_SCHEMA, CURRENT_USER and the like are written as text, since the engine has names of its"
                                + " own",
                        own.sessionNames()),
                new Step(
                        "ForeignTableScan",
                        "what another account or schema computes is marked; before conditions move, so that they are"
                                + " carried to it",
                        own.marked()),
                new Step(
                        "Scalar values",
                        "a subquery of one constant becomes the constant; before conditions are read for time",
                        plan -> PlanRewriter.rewritten(plan, PlanPipeline::withValues)),
                new Step(
                        "UnreadReferences",
                        "joins with names and agents that nothing reads are dropped; before events are sliced, and names priced",
                        UnreadReferences::dropped),
                new Step(
                        "DynamicFilterFinder",
                        "rows that narrow events are marked; before ranges, so that conditions are carried to them too",
                        DynamicFilterFinder::ofPlan),
                new Step(
                        "TimeRangeFinder",
                        "each scan gets the conditions on time that hold for its rows",
                        plan -> new TimeRangeFinder(plan.getCluster().getRexBuilder()).withConditions(plan)),
                new Step("ForeignRows", "Calcite plans what is foreign; after it got its conditions", own.foreign()),
                new Step(
                        "LimitRewriter",
                        "limits, MIN and MAX of time, EXISTS and ROW_NUMBER() <= n are read in slices; last, since it"
                                + " looks through the marks of all others",
                        LimitRewriter::ofPlan));
    }

    /** Runs all steps on {@code plan}. */
    public static RelNode prepared(RelNode plan, DriverSteps own) {
        RelNode prepared = plan;
        for (Step step : steps(own)) {
            prepared = step.rewrite().apply(prepared);
        }
        return prepared;
    }

    /** Prints all steps in their order, a line each: name, colon, reason. */
    public static List<String> lines() {
        return steps(DriverSteps.none()).stream()
                .map(step -> step.name() + ": " + step.reason())
                .toList();
    }

    /** Replaces subqueries of one value that read no table, as {@code (SELECT TIMESTAMP '...')}, by their value. */
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
}
