package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.ReferenceScan;
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
 * Binds the scans of a plan: those of events to seconds, those of references to the objects that constants tell.
 * Evaluates their conditions, with one query for the constants of all.
 */
final class ScanBinding {

    private final ConstantEvaluator.Runner engine;

    ScanBinding(ConstantEvaluator.Runner engine) {
        this.engine = engine;
    }

    /** Returns {@code plan} with literal ranges on all scans of events, and literals in conditions of references. */
    RelNode bound(RelNode plan) throws IOException, SQLException {
        List<RelNode> scans = new ArrayList<>();
        List<RexNode> conditions = new ArrayList<>();
        PlanRewriter.visit(plan, rel -> {
            List<RexNode> ofScan = conditions(rel);
            if (!ofScan.isEmpty()) {
                scans.add(rel);
                conditions.addAll(ofScan);
            }
        });
        if (scans.isEmpty()) {
            return plan;
        }
        Iterator<RexNode> folded = new ConstantEvaluator(plan.getCluster(), engine)
                .folded(conditions)
                .iterator();
        Map<RelNode, RelNode> bound = new HashMap<>();
        for (RelNode scan : scans) {
            List<RexNode> ofScan = new ArrayList<>();
            conditions(scan).forEach(condition -> ofScan.add(folded.next()));
            bound.put(scan, bound(scan, ofScan));
        }
        return PlanRewriter.rewritten(plan, rel -> bound.getOrDefault(rel, rel));
    }

    private static List<RexNode> conditions(RelNode rel) {
        if (rel instanceof EventScan scan) {
            return scan.ranges().runtime();
        }
        return rel instanceof ReferenceScan scan ? scan.conditions() : List.of();
    }

    private static RelNode bound(RelNode rel, List<RexNode> conditions) {
        if (rel instanceof EventScan scan) {
            RexNode condition = RexUtil.composeConjunction(scan.getCluster().getRexBuilder(), conditions);
            TimeRanges known = scan.ranges().known();
            return scan.of(known.and(scan.conditionRanges().of(condition, known)));
        }
        return rel instanceof ReferenceScan scan && !scan.conditions().equals(conditions) ? scan.with(conditions) : rel;
    }
}
