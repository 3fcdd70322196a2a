package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.TransformationRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Splits a filter into the conditions that may be pushed down and, above them, those that stay in Calcite. Without it a
 * JSON function beside a range of time keeps the whole filter in Calcite, and the whole table crosses over to it.
 */
final class SplitFilterRule extends RelRule<RuleConfig> implements TransformationRule {

    private final PushDown pushDown;

    private SplitFilterRule(RuleConfig config, PushDown pushDown) {
        super(config);
        this.pushDown = pushDown;
    }

    static RelOptRule of(Convention convention, PushDown pushDown) {
        return RuleConfig.of(
                        "SplitFilterRule:" + convention,
                        filter -> filter.operand(Filter.class)
                                .trait(Convention.NONE)
                                .anyInputs(),
                        config -> new SplitFilterRule(config, pushDown))
                .toRule();
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        List<RexNode> pushed = new ArrayList<>();
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            (pushDown.accepts(condition) ? pushed : kept).add(condition);
        }
        if (!filter.getVariablesSet().isEmpty() || pushed.isEmpty() || kept.isEmpty()) {
            return;
        }
        RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
        Filter below =
                filter.copy(filter.getTraitSet(), filter.getInput(), RexUtil.composeConjunction(rexBuilder, pushed));
        call.transformTo(filter.copy(filter.getTraitSet(), below, RexUtil.composeConjunction(rexBuilder, kept)));
    }
}
