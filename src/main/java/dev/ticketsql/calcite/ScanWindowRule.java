package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;

/**
 * Writes onto a scan what the filter above it says about time. The filter stays: a window is a superset of what it
 * accepts.
 *
 * <p>Not a {@code TransformationRule}: the planner lets those see operators of one convention only, and the scan is
 * born in ours.
 */
final class ScanWindowRule extends RelRule<RuleConfig> {

    private ScanWindowRule(RuleConfig config) {
        super(config);
    }

    static RelOptRule create() {
        return RuleConfig.of(
                        "ScanWindowRule",
                        filter -> filter.operand(Filter.class)
                                .trait(Convention.NONE)
                                .oneInput(scan -> scan.operand(EventScan.class).noInputs()),
                        ScanWindowRule::new)
                .toRule();
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        EventScan scan = call.rel(1);
        scan.narrowedBy(filter.getCondition())
                .ifPresent(narrowed -> call.transformTo(filter.copy(filter.getTraitSet(), List.of(narrowed))));
    }
}
