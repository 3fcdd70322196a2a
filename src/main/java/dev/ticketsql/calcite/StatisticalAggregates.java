package dev.ticketsql.calcite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Puts {@link StatisticalFunctions} in the place of Calcite's in groups. Calcite 1.42 subtracts sums of squares, which
 * leaves nothing of the deviation of large numbers, or the root of something negative; computes covariances of whole
 * numbers in whole numbers; has a variance for a sample of one; and knows percentiles only while planning.
 */
final class StatisticalAggregates extends RelHomogeneousShuttle {

    private StatisticalAggregates() {}

    /** The same rows. */
    static RelNode ofPlan(RelNode plan) {
        return plan.accept(new StatisticalAggregates());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof LogicalAggregate aggregate
                        && aggregate.getAggCallList().stream()
                                .anyMatch(call -> function(call).isPresent())
                ? new Rewriting(aggregate).rewritten()
                : visited;
    }

    private static Optional<SqlAggFunction> function(AggregateCall call) {
        return StatisticalFunctions.of(call.getAggregation().getKind());
    }

    /** One aggregate, above an input that has the arguments as doubles too. */
    private static final class Rewriting {

        private final LogicalAggregate aggregate;
        private final RexBuilder rexBuilder;
        private final List<RexNode> inputs = new ArrayList<>();
        private final List<String> names;

        Rewriting(LogicalAggregate aggregate) {
            this.aggregate = aggregate;
            this.rexBuilder = aggregate.getCluster().getRexBuilder();
            RelDataType row = aggregate.getInput().getRowType();
            for (int column = 0; column < row.getFieldCount(); column++) {
                inputs.add(RexInputRef.of(column, row));
            }
            this.names = new ArrayList<>(row.getFieldNames());
        }

        RelNode rewritten() {
            List<AggregateCall> calls =
                    aggregate.getAggCallList().stream().map(this::rewritten).toList();
            return LogicalAggregate.create(
                    LogicalProject.create(aggregate.getInput(), List.of(), inputs, names, Set.of()),
                    aggregate.getHints(),
                    aggregate.getGroupSet(),
                    aggregate.getGroupSets(),
                    calls);
        }

        private AggregateCall rewritten(AggregateCall call) {
            return function(call)
                    .map(function -> AggregateCall.create(
                            call.getParserPosition(),
                            function,
                            call.isDistinct(),
                            call.isApproximate(),
                            call.ignoreNulls(),
                            call.rexList,
                            arguments(call),
                            call.filterArg,
                            call.distinctKeys,
                            RelCollations.EMPTY,
                            call.getType(),
                            call.getName()))
                    .orElse(call);
        }

        private List<Integer> arguments(AggregateCall call) {
            List<Integer> arguments = new ArrayList<>();
            for (int argument : call.getArgList()) {
                arguments.add(added(StatisticalFunctions.asDouble(inputs.get(argument), rexBuilder)));
            }
            // WITHIN GROUP: the place in the order first, and then what is ordered.
            for (RelFieldCollation order : call.getCollation().getFieldCollations()) {
                if (order.getDirection().isDescending()) {
                    // Before the cast: a double of 0.1 is not 1 less a double of 0.9.
                    RexNode place = inputs.get(call.getArgList().get(0));
                    RexNode one = rexBuilder.makeExactLiteral(BigDecimal.ONE);
                    RexNode fromTheEnd = rexBuilder.makeCall(SqlStdOperatorTable.MINUS, one, place);
                    arguments.set(0, added(StatisticalFunctions.asDouble(fromTheEnd, rexBuilder)));
                }
                arguments.add(added(StatisticalFunctions.asDouble(inputs.get(order.getFieldIndex()), rexBuilder)));
            }
            return arguments;
        }

        private int added(RexNode input) {
            inputs.add(input);
            names.add("$double" + inputs.size());
            return inputs.size() - 1;
        }
    }
}
