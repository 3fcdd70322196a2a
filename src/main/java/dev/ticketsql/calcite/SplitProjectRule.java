package dev.ticketsql.calcite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.TransformationRule;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/**
 * Puts the columns that a projection uses, and the window functions that the mirror's engine can compute of them, into
 * a projection of their own below it, where the projection itself has to stay in Calcite: so that the engine hands over
 * those and no others.
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
        if (!project.getVariablesSet().isEmpty()
                || project.getProjects().stream().allMatch(pushDown::accepts)) {
            return;
        }
        Parts parts = new Parts();
        List<RexNode> above = parts.apply(project.getProjects());
        List<RexNode> below = List.copyOf(parts.places.keySet());
        int width = project.getInput().getRowType().getFieldCount();
        if (below.size() == width && below.stream().allMatch(part -> part instanceof RexInputRef)) {
            return;
        }
        RelNode narrow = LogicalProject.create(project.getInput(), List.of(), below, (List<String>) null, Set.of());
        // Not by RelBuilder, which would merge the two again.
        call.transformTo(project.copy(project.getTraitSet(), narrow, above, project.getRowType()));
    }

    /** Refers to columns of the projection below instead of what the engine can compute for it. */
    private final class Parts extends RexShuttle {

        private final Map<RexNode, RexInputRef> places = new LinkedHashMap<>();

        @Override
        public RexNode visitInputRef(RexInputRef column) {
            return place(column);
        }

        @Override
        public RexNode visitOver(RexOver function) {
            return pushDown.accepts(function) ? place(function) : super.visitOver(function);
        }

        private RexNode place(RexNode part) {
            return places.computeIfAbsent(part, absent -> new RexInputRef(places.size(), absent.getType()));
        }
    }
}
