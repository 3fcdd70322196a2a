package dev.ticketsql.calcite;

import dev.ticketsql.calcite.execute.ForeignRows;
import dev.ticketsql.calcite.plan.AccountScan;
import dev.ticketsql.calcite.plan.ConstantExpressions;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.sql.LogicalSqlWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Writes the engine's SQL once while a statement is prepared, so that a plan without SQL fails before any request. */
final class EngineSqlCheck extends RexShuttle {

    private final RexBuilder rexBuilder;

    private EngineSqlCheck(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** Refuses a plan that has no SQL; values of an execution are NULL here. */
    static void requireSql(RelNode plan, List<Integer> fields) {
        RexBuilder rexBuilder = plan.getCluster().getRexBuilder();
        EngineSqlCheck check = new EngineSqlCheck(rexBuilder);
        RelNode known = PlanRewriter.rewritten(plan, check::withKnownValues);
        new LogicalSqlWriter(
                        rexBuilder,
                        rel -> rel instanceof AccountScan || rel instanceof ForeignRows
                                ? Optional.of("scan")
                                : Optional.empty())
                .check(known, fields);
    }

    /** Returns whether {@code rel} has SQL, whatever its inputs are; values of an execution are NULL here. */
    static boolean hasSql(RelNode rel) {
        RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
        RelNode known = new EngineSqlCheck(rexBuilder).withKnownValues(rel);
        return LogicalSqlWriter.writes(
                rexBuilder, known, input -> input == known ? Optional.empty() : Optional.of("input"));
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
        return rexBuilder.makeNullLiteral(parameter.getType());
    }

    @Override
    public RexNode visitCall(RexCall call) {
        return ConstantExpressions.isOfExecution(call.getOperator())
                ? rexBuilder.makeNullLiteral(call.getType())
                : super.visitCall(call);
    }

    private RelNode withKnownValues(RelNode rel) {
        return rel instanceof Sort sort ? withKnownLimit(sort) : rel.accept(this);
    }

    private RelNode withKnownLimit(Sort sort) {
        RexNode one = rexBuilder.makeExactLiteral(BigDecimal.ONE);
        return sort.copy(
                sort.getTraitSet(),
                sort.getInput(),
                sort.getCollation(),
                sort.offset instanceof RexDynamicParam ? one : sort.offset,
                sort.fetch instanceof RexDynamicParam ? one : sort.fetch);
    }
}
