package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.SubstitutionRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Takes casts that only claim that a value is not NULL out of filters. Calcite 1.42 turns {@code COALESCE(ticket_id,
 * -1) = 0} into {@code CAST(ticket_id AS BIGINT NOT NULL) = 0} without the test for NULL that stood before it, and its
 * generated code then reads NULL as 0: rows that nobody asked for.
 *
 * <p>A {@code SubstitutionRule} runs before all others, and the planner forgets the filter that it replaces.
 */
final class KeepNullsRule extends RelRule<RuleConfig> implements SubstitutionRule {

    private KeepNullsRule(RuleConfig config) {
        super(config);
    }

    static RelOptRule create() {
        return RuleConfig.of(
                        "KeepNullsRule", filter -> filter.operand(Filter.class).anyInputs(), KeepNullsRule::new)
                .toRule();
    }

    @Override
    public boolean autoPruneOld() {
        return true;
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        RexNode condition =
                filter.getCondition().accept(new Uncasting(filter.getCluster().getRexBuilder()));
        if (!condition.equals(filter.getCondition())) {
            call.transformTo(filter.copy(filter.getTraitSet(), filter.getInput(), condition));
        }
    }

    /** Goes down to what is compared and no further: inside a CASE the test for NULL is still there. */
    private static final class Uncasting extends RexShuttle {

        private final RexBuilder rexBuilder;

        Uncasting(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getKind() == SqlKind.CAST) {
                return uncast(call);
            }
            boolean connective = call.isA(List.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT, SqlKind.LIKE, SqlKind.SEARCH))
                    || call.isA(SqlKind.COMPARISON);
            if (!connective) {
                return call;
            }
            List<RexNode> operands = visitList(call.getOperands(), new boolean[1]);
            return operands.equals(call.getOperands()) ? call : rexBuilder.makeCall(call.getOperator(), operands);
        }

        private RexNode uncast(RexCall cast) {
            RexNode operand = cast.getOperands().get(0);
            boolean claim = operand.getType().isNullable()
                    && !cast.getType().isNullable()
                    && SqlTypeUtil.equalSansNullability(rexBuilder.getTypeFactory(), operand.getType(), cast.getType());
            return claim ? operand : cast;
        }
    }
}
