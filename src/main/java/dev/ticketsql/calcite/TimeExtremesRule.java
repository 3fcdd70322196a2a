package dev.ticketsql.calcite;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;

/**
 * Asks for the newest and the oldest event only, where {@code MAX} and {@code MIN} of the instant are all that is
 * wanted: {@code SELECT MAX("time")} becomes that of the one row that {@code ORDER BY "time" DESC LIMIT 1} gives.
 */
final class TimeExtremesRule extends RelRule<RuleConfig> {

    private TimeExtremesRule(RuleConfig config) {
        super(config);
    }

    static RelOptRule create() {
        return RuleConfig.of(
                        "TimeExtremesRule",
                        aggregate -> aggregate
                                .operand(Aggregate.class)
                                .trait(Convention.NONE)
                                .anyInputs(),
                        TimeExtremesRule::new)
                .toRule();
    }

    /** Whether {@code aggregate} wants nothing but the first and last instant of its input. */
    static boolean applies(Aggregate aggregate) {
        return aggregate.getGroupCount() == 0
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && !aggregate.getAggCallList().isEmpty()
                && aggregate.getAggCallList().stream().allMatch(call -> isExtreme(aggregate.getInput(), call));
    }

    private static boolean isExtreme(RelNode input, AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return (kind == SqlKind.MAX || kind == SqlKind.MIN)
                && !call.hasFilter()
                && TimeSlices.isInstant(input, call.getArgList().get(0));
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
        return applies(call.rel(0));
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Aggregate aggregate = call.rel(0);
        RelBuilder builder = call.builder();
        List<RelNode> ends = Stream.of(SqlKind.MAX, SqlKind.MIN)
                .flatMap(kind -> aggregate.getAggCallList().stream()
                        .filter(extreme -> extreme.getAggregation().getKind() == kind)
                        .limit(1))
                .map(extreme -> end(aggregate, extreme))
                .toList();
        builder.pushAll(ends);
        if (ends.size() > 1) {
            builder.union(true);
        }
        call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(builder.build())));
    }

    private static RelNode end(Aggregate aggregate, AggregateCall extreme) {
        RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
        RelFieldCollation.Direction direction = extreme.getAggregation().getKind() == SqlKind.MAX
                ? RelFieldCollation.Direction.DESCENDING
                : RelFieldCollation.Direction.ASCENDING;
        return LogicalSort.create(
                aggregate.getInput(),
                RelCollations.of(new RelFieldCollation(extreme.getArgList().get(0), direction)),
                null,
                rexBuilder.makeExactLiteral(BigDecimal.ONE));
    }
}
