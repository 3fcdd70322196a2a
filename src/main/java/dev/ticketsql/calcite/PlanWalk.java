package dev.ticketsql.calcite;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;

/** Rewrites what Calcite executes of a plan that was chosen, and nothing of what it leaves to other engines. */
final class PlanWalk {

    private PlanWalk() {}

    /** The plan with {@code rewrite} of each node in its place, inputs first. */
    static RelNode rewritten(RelNode rel, UnaryOperator<RelNode> rewrite) {
        if (!(rel instanceof EnumerableRel) || rel instanceof DuckDbToEnumerable) {
            return rel;
        }
        List<RelNode> inputs =
                rel.getInputs().stream().map(input -> rewritten(input, rewrite)).toList();
        return rewrite.apply(inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs));
    }
}
