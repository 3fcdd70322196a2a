package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.SortProjectTransposeRule;
import org.apache.calcite.rex.RexInputRef;

/**
 * Moves a sort below a projection, as Calcite's own rule does, but never by exchanging a key that others follow.
 * Calcite 1.42 orders by {@code "time"} instead of {@code CAST("time" AS DATE)}, because the one never falls while the
 * other rises; of two rows of one day the next key then no longer decides, and a LIMIT keeps the wrong rows.
 */
final class KeepOrderRule extends SortProjectTransposeRule {

    private KeepOrderRule(Config config) {
        super(config);
    }

    static RelOptRule create() {
        return new KeepOrderRule(CoreRules.SORT_PROJECT_TRANSPOSE
                .config
                .withDescription("KeepOrderRule")
                .as(Config.class));
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
        Sort sort = call.rel(0);
        Project project = call.rel(1);
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        return super.matches(call)
                && keys.stream()
                        .limit(Math.max(0, keys.size() - 1))
                        .allMatch(key -> project.getProjects().get(key.getFieldIndex()) instanceof RexInputRef);
    }
}
