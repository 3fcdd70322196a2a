package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

/** Walks and rewrites logical plans, subqueries in expressions included, from the leaves up. */
public final class PlanRewriter {

    private PlanRewriter() {}

    /**
     * {@code plan} with each operator replaced by what {@code change} makes of it, whose inputs are changed already.
     */
    public static RelNode rewritten(RelNode plan, UnaryOperator<RelNode> change) {
        return change.apply(withParts(plan, part -> rewritten(part, change)));
    }

    /** {@code rel} with its inputs, and the plans of the subqueries in its expressions, changed. */
    public static RelNode withParts(RelNode rel, UnaryOperator<RelNode> change) {
        List<RelNode> inputs = new ArrayList<>(rel.getInputs().size());
        for (RelNode input : rel.getInputs()) {
            inputs.add(change.apply(input));
        }
        RelNode copy = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return copy.accept(new SubQueries(change));
    }

    /** {@code expression} with the plans of its subqueries changed. */
    public static RexNode rewritten(RexNode expression, UnaryOperator<RelNode> changePlan) {
        return expression.accept(new SubQueries(changePlan));
    }

    /** {@code plan} with {@code replacement} where {@code part}, that object, is among its operators. */
    static RelNode replaced(RelNode plan, RelNode part, RelNode replacement) {
        if (plan == part) {
            return replacement;
        }
        List<RelNode> inputs = new ArrayList<>(plan.getInputs().size());
        plan.getInputs().forEach(input -> inputs.add(replaced(input, part, replacement)));
        return inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
    }

    /** Shows {@code visitor} every operator of {@code plan}, from the root down. */
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

    /** The plans of the subqueries in {@code expression}, not those inside them. */
    static List<RelNode> subQueries(RexNode expression) {
        List<RelNode> found = new ArrayList<>();
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitSubQuery(RexSubQuery subQuery) {
                found.add(subQuery.rel);
                return super.visitSubQuery(subQuery);
            }
        });
        return found;
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
