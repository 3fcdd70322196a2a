package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Walks and rewrites logical plans, subqueries in expressions included, from the leaves up. */
public final class PlanRewriter {

    private PlanRewriter() {}

    /** Replaces each operator of {@code plan} by the result of {@code change}, inputs first. */
    public static RelNode rewritten(RelNode plan, UnaryOperator<RelNode> change) {
        return change.apply(withParts(plan, part -> rewritten(part, change)));
    }

    /** Changes the inputs of {@code rel}, and the plans of the subqueries in its expressions. */
    public static RelNode withParts(RelNode rel, UnaryOperator<RelNode> change) {
        List<RelNode> inputs = new ArrayList<>(rel.getInputs().size());
        for (RelNode input : rel.getInputs()) {
            inputs.add(change.apply(input));
        }
        RelNode copy = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return copy.accept(new SubQueries(change));
    }

    /** Rewrites the expressions of {@code rel} alone, conditions of a scan among them. */
    public static RelNode withExpressions(RelNode rel, RexShuttle shuttle) {
        if (rel instanceof EventScan scan) {
            return scan.with(shuttle);
        }
        return rel instanceof ReferenceScan scan ? scan.with(shuttle) : rel.accept(shuttle);
    }

    /** Replaces {@code part}, compared by identity, among the operators of {@code plan}. */
    static RelNode replaced(RelNode plan, RelNode part, RelNode replacement) {
        if (plan == part) {
            return replacement;
        }
        List<RelNode> inputs = new ArrayList<>(plan.getInputs().size());
        plan.getInputs().forEach(input -> inputs.add(replaced(input, part, replacement)));
        return inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
    }

    /** Passes every operator of {@code plan} to {@code visitor}, from the root down. */
    public static void visit(RelNode plan, Consumer<RelNode> visitor) {
        visitor.accept(plan);
        plan.getInputs().forEach(input -> visit(input, visitor));
        plan.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                visit(subQuery.rel, visitor);
                return super.visitSubQuery(subQuery);
            }
        });
    }

    /** Finds the operators of {@code plan} that are of {@code kind}, each object once, from the root down. */
    public static <R extends RelNode> List<R> find(RelNode plan, Class<R> kind) {
        Set<R> found = new LinkedHashSet<>();
        visit(plan, rel -> {
            if (kind.isInstance(rel)) {
                found.add(kind.cast(rel));
            }
        });
        return List.copyOf(found);
    }

    private static final class SubQueries extends RexShuttle {

        private final UnaryOperator<RelNode> change;

        SubQueries(UnaryOperator<RelNode> change) {
            this.change = change;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            RelNode changed = change.apply(visited.rel);
            return changed == visited.rel ? visited : visited.clone(changed);
        }
    }
}
