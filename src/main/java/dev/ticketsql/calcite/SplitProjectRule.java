package dev.ticketsql.calcite;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.TransformationRule;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Puts the columns that a projection uses into a projection of their own below it, where the projection itself has to
 * stay in Calcite: so that the mirror's engine hands over those columns and no others.
 */
final class SplitProjectRule extends RelRule<RuleConfig> implements TransformationRule {

    private final PushDown pushDown;

    private SplitProjectRule(RuleConfig config, PushDown pushDown) {
        super(config);
        this.pushDown = pushDown;
    }

    static RelOptRule of(Convention convention, PushDown pushDown) {
        return RuleConfig.of(
                        "SplitProjectRule:" + convention,
                        project -> project.operand(Project.class)
                                .trait(Convention.NONE)
                                .anyInputs(),
                        config -> new SplitProjectRule(config, pushDown))
                .toRule();
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Project project = call.rel(0);
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
        int width = project.getInput().getRowType().getFieldCount();
        if (used.cardinality() == width
                || !project.getVariablesSet().isEmpty()
                || project.getProjects().stream().allMatch(pushDown::accepts)) {
            return;
        }
        RelNode below = LogicalProject.create(
                project.getInput(),
                List.of(),
                used.asList().stream()
                        .map(column -> RexInputRef.of(column, project.getInput().getRowType()))
                        .toList(),
                (List<String>) null,
                Set.of());
        // Not by RelBuilder, which would merge the two again.
        Mappings.TargetMapping narrowing = Mappings.target(used.asList()::indexOf, width, used.cardinality());
        call.transformTo(project.copy(
                project.getTraitSet(), below, RexUtil.apply(narrowing, project.getProjects()), project.getRowType()));
    }
}
