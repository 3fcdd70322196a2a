package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.TimeRangeFinder;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Makes the conditions on the scans of a plan the seconds that they accept, with one query for all their constants. */
final class ScanBinding {

    private final ConstantEvaluator.Runner engine;

    ScanBinding(ConstantEvaluator.Runner engine) {
        this.engine = engine;
    }

    /** {@code plan}, all of whose scans know their seconds. */
    RelNode bound(RelNode plan) throws IOException, SQLException {
        List<RexNode> conditions = new ArrayList<>();
        PlanRewriter.rewritten(plan, rel -> {
            if (rel instanceof EventScan scan) {
                conditions.addAll(scan.ranges().late());
            }
            return rel;
        });
        if (conditions.isEmpty()) {
            return plan;
        }
        Iterator<RexNode> folded = new ConstantEvaluator(plan.getCluster(), engine)
                .folded(conditions)
                .iterator();
        // Met in the same order again.
        return PlanRewriter.rewritten(plan, rel -> rel instanceof EventScan scan ? bound(scan, folded) : rel);
    }

    private static EventScan bound(EventScan scan, Iterator<RexNode> folded) {
        List<RexNode> conditions = new ArrayList<>();
        scan.ranges().late().forEach(condition -> conditions.add(folded.next()));
        RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
        TimeRanges known = scan.ranges().known();
        TimeRanges seconds = TimeRangeFinder.all(conditions, rexBuilder)
                .map(condition -> known.and(scan.conditionRanges().of(condition, known)))
                .orElse(known);
        return scan.of(seconds);
    }
}
