package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Asks for the newest and the oldest event only, where {@code MAX} and {@code MIN} of the instant, or of what follows
 * it, are all that is wanted: {@code SELECT MAX("time")} becomes that of the one row that {@code ORDER BY "time" DESC
 * LIMIT 1} gives.
 */
final class TimeExtremesRule extends RelRule<RuleConfig> {

    /** Of more, as of a dozen filters, all rows together are sooner read at once. */
    private static final int MAX_ENDS = 4;

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
                && ends(aggregate).filter(ends -> ends.size() <= MAX_ENDS).isPresent();
    }

    /** Of each end a call that finds its value there; empty if a call needs more. */
    private static Optional<Map<End, AggregateCall>> ends(Aggregate aggregate) {
        Map<End, AggregateCall> ends = new LinkedHashMap<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            Optional<End> end = end(aggregate.getInput(), call);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            ends.putIfAbsent(end.get(), call);
        }
        return Optional.of(ends);
    }

    /**
     * Where {@code call} finds its value.
     *
     * @param order from which end of time it is first
     * @param filter the column that must be true, -1 for all rows
     */
    private record End(TimeOrder order, int filter) {}

    private static Optional<End> end(RelNode input, AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.MAX || kind == SqlKind.MIN
                ? TimeSlices.of(input)
                        .flatMap(part -> TimeSlices.order(part, List.of(key(call))))
                        .map(order -> new End(order, call.filterArg))
                : Optional.empty();
    }

    private static RelFieldCollation key(AggregateCall extreme) {
        return new RelFieldCollation(
                extreme.getArgList().get(0),
                extreme.getAggregation().getKind() == SqlKind.MAX
                        ? RelFieldCollation.Direction.DESCENDING
                        : RelFieldCollation.Direction.ASCENDING);
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
        return applies(call.rel(0));
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Aggregate aggregate = call.rel(0);
        RelBuilder builder = call.builder();
        Map<End, AggregateCall> ends = ends(aggregate).orElseThrow();
        ends.forEach((end, extreme) -> builder.push(rowOf(aggregate.getInput(), end, extreme)));
        if (ends.size() > 1) {
            builder.union(true, ends.size());
        }
        call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(builder.build())));
    }

    private static RelNode rowOf(RelNode input, End end, AggregateCall extreme) {
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        RelNode rows = end.filter() < 0
                ? input
                : LogicalFilter.create(
                        input,
                        rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, rexBuilder.makeInputRef(input, end.filter())));
        return LogicalSort.create(
                rows, RelCollations.of(key(extreme)), null, rexBuilder.makeExactLiteral(BigDecimal.ONE));
    }
}
