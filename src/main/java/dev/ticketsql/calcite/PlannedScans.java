package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.jspecify.annotations.Nullable;

/** The scans of a plan, in the order in which {@code EXPLAIN} shows them. Knows nothing of what they cost. */
final class PlannedScans {

    /**
     * A scan of the plan.
     *
     * @param border which of the plan's borders it is beneath, counting from 0 in the order of the plan's text
     * @param mayCostLess whether an operator above may be done before it has all of the scan's rows, or may narrow its
     *     window when it runs
     */
    record Planned(EventScan scan, int border, boolean mayCostLess) {}

    private final List<Planned> scans = new ArrayList<>();
    private int borders;

    private PlannedScans() {}

    /** Of the plan with this root, as chosen so far; none if there is none yet. */
    static List<Planned> of(@Nullable RelNode root) {
        PlannedScans plan = new PlannedScans();
        plan.visit(root, false);
        return List.copyOf(plan.scans);
    }

    private void visit(@Nullable RelNode rel, boolean mayCostLess) {
        if (rel instanceof RelSubset subset) {
            visit(subset.getBest(), mayCostLess);
        } else if (rel instanceof EventScan scan) {
            scans.add(new Planned(scan, borders - 1, mayCostLess));
        } else if (rel != null) {
            borders += rel instanceof DuckDbToEnumerable ? 1 : 0;
            for (int i = 0; i < rel.getInputs().size(); i++) {
                boolean costsLess = stopsEarly(rel) || (mayCostLess && handsOn(rel, i));
                visit(rel.getInput(i), costsLess || JoinWindows.narrows(rel, i));
            }
        }
    }

    private static boolean stopsEarly(RelNode rel) {
        return rel instanceof EnumerableLimit || (rel instanceof SortByTime sort && sort.fetch != null);
    }

    /** Whether it hands on that input's rows as they come. */
    private static boolean handsOn(RelNode rel, int input) {
        return rel instanceof Filter
                || rel instanceof Project
                || rel instanceof Calc
                || rel instanceof NarrowedByRows
                || rel instanceof DuckDbToEnumerable
                || (rel instanceof Union union && union.all)
                || (rel instanceof BiRel
                        && TimeSlices.of(rel)
                                .flatMap(part -> part.inputs().get(input))
                                .isPresent());
    }
}
