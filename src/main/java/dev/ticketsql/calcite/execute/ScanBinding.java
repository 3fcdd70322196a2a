package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Binds the scans of a plan to seconds: evaluates their runtime conditions, with one query for the constants of all.
 */
final class ScanBinding {

    private final ConstantEvaluator.Runner engine;

    ScanBinding(ConstantEvaluator.Runner engine) {
        this.engine = engine;
    }

    /** Returns {@code plan} with literal ranges on all scans. */
    RelNode bound(RelNode plan) throws IOException, SQLException {
        List<EventScan> scans = PlanRewriter.find(plan, EventScan.class).stream()
                .filter(scan -> !scan.ranges().runtime().isEmpty())
                .toList();
        if (scans.isEmpty()) {
            return plan;
        }
        List<RexNode> conditions =
                scans.stream().flatMap(scan -> scan.ranges().runtime().stream()).toList();
        Iterator<RexNode> folded = new ConstantEvaluator(plan.getCluster(), engine)
                .folded(conditions)
                .iterator();
        Map<RelNode, RelNode> bound = new HashMap<>();
        for (EventScan scan : scans) {
            bound.put(scan, bound(scan, folded));
        }
        return PlanRewriter.rewritten(plan, rel -> bound.getOrDefault(rel, rel));
    }

    private static EventScan bound(EventScan scan, Iterator<RexNode> folded) {
        List<RexNode> conditions = new ArrayList<>();
        scan.ranges().runtime().forEach(condition -> conditions.add(folded.next()));
        RexNode condition = RexUtil.composeConjunction(scan.getCluster().getRexBuilder(), conditions);
        TimeRanges known = scan.ranges().known();
        return scan.of(known.and(scan.conditionRanges().of(condition, known)));
    }
}
