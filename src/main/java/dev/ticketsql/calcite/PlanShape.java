package dev.ticketsql.calcite;

import java.util.OptionalInt;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.jspecify.annotations.Nullable;

/**
 * How often an execution of a plan runs something in the mirror's engine, where that can be told: so that what the
 * execution holds there is given back when the last run has begun, and not when the garbage collector comes by.
 */
final class PlanShape {

    private int runs;
    private boolean repeats;

    private PlanShape() {}

    /** The number of runs of the plan that {@code planner} has chosen; empty if a part of it may be run repeatedly. */
    static OptionalInt runs(RelOptPlanner planner) {
        PlanShape shape = new PlanShape();
        shape.visit(planner.getRoot());
        return shape.repeats ? OptionalInt.empty() : OptionalInt.of(shape.runs);
    }

    private void visit(@Nullable RelNode rel) {
        if (rel instanceof RelSubset subset) {
            visit(subset.getBest());
        } else if (rel instanceof DuckDbToEnumerable) {
            runs++;
        } else if (rel instanceof SortByTime sort && readsWholeWithSlices(sort)) {
            repeats = true;
        } else if (rel != null && readsEachInputOnce(rel)) {
            rel.getInputs().forEach(this::visit);
        } else {
            repeats = true;
        }
    }

    /** What is read whole beside slices may be read again for each of them. */
    private static boolean readsWholeWithSlices(SortByTime sort) {
        return TimeSlices.of(sort.getInput())
                .filter(part -> part.wholes()
                        // Not inside what the engine is asked at once.
                        .filter(whole -> !(whole.getConvention() instanceof DuckDbConvention))
                        .anyMatch(TimeSlices::readsEvents))
                .isPresent();
    }

    /** A nested loop or a correlation runs one input for every row of the other. */
    private static boolean readsEachInputOnce(RelNode rel) {
        return rel.getInputs().size() <= 1 || rel instanceof SetOp || rel instanceof EnumerableHashJoin;
    }
}
