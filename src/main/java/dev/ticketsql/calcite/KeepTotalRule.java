package dev.ticketsql.calcite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rules.SubstitutionRule;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Computes the grand total of ROLLUP, CUBE and GROUPING SETS on its own, beside the other groups. The total of no rows
 * is a row; Calcite 1.42 has none of it, whether it prunes the groups while planning or runs them.
 *
 * <p>A {@code SubstitutionRule} runs before all others, and the planner forgets the groups that it replaces.
 */
final class KeepTotalRule extends RelRule<RuleConfig> implements SubstitutionRule {

    private KeepTotalRule(RuleConfig config) {
        super(config);
    }

    static RelOptRule create() {
        return RuleConfig.of(
                        "KeepTotalRule",
                        groups -> groups.operand(Aggregate.class)
                                .predicate(KeepTotalRule::hasTotalAmongOthers)
                                .anyInputs(),
                        KeepTotalRule::new)
                .toRule();
    }

    private static boolean hasTotalAmongOthers(Aggregate aggregate) {
        return aggregate.getGroupSets().size() > 1 && aggregate.getGroupSets().contains(ImmutableBitSet.of());
    }

    @Override
    public boolean autoPruneOld() {
        return true;
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Aggregate aggregate = call.rel(0);
        RelBuilder builder = call.builder();
        others(builder, aggregate);
        total(builder, aggregate);
        call.transformTo(builder.union(true).build());
    }

    private static void others(RelBuilder builder, Aggregate aggregate) {
        List<ImmutableBitSet> sets =
                aggregate.getGroupSets().stream().filter(set -> !set.isEmpty()).toList();
        builder.push(aggregate.getInput());
        List<RelBuilder.AggCall> calls =
                aggregate.getAggCallList().stream().map(builder::aggregateCall).toList();
        builder.aggregate(builder.groupKey(aggregate.getGroupSet(), sets), calls);
        project(builder, aggregate, new ArrayList<>(builder.fields()));
    }

    private static void total(RelBuilder builder, Aggregate aggregate) {
        builder.push(aggregate.getInput());
        List<RelBuilder.AggCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (!isAboutGroups(call)) {
                calls.add(builder.aggregateCall(call));
            }
        }
        // So that there is one, also if all calls are about groups.
        calls.add(builder.countStar("rows"));
        builder.aggregate(builder.groupKey(), calls);
        List<RexNode> columns = new ArrayList<>();
        RexBuilder rexBuilder = builder.getRexBuilder();
        for (int key = 0; key < aggregate.getGroupCount(); key++) {
            columns.add(rexBuilder.makeNullLiteral(
                    aggregate.getRowType().getFieldList().get(key).getType()));
        }
        int computed = 0;
        for (AggregateCall call : aggregate.getAggCallList()) {
            columns.add(isAboutGroups(call) ? rexBuilder.makeExactLiteral(ofTotal(call)) : builder.field(computed++));
        }
        project(builder, aggregate, columns);
    }

    private static boolean isAboutGroups(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.GROUPING || kind == SqlKind.GROUP_ID;
    }

    /** One bit for each key that the total is not grouped by. */
    private static BigDecimal ofTotal(AggregateCall call) {
        return BigDecimal.valueOf((1L << call.getArgList().size()) - 1);
    }

    /** {@code columns} as the types of {@code aggregate}, whose keys may be NULL where the others' are not. */
    private static void project(RelBuilder builder, Aggregate aggregate, List<RexNode> columns) {
        List<RelDataTypeField> types = aggregate.getRowType().getFieldList();
        for (int column = 0; column < columns.size(); column++) {
            columns.set(
                    column, builder.getRexBuilder().ensureType(types.get(column).getType(), columns.get(column), true));
        }
        builder.project(columns, aggregate.getRowType().getFieldNames(), true);
    }
}
