package dev.ticketsql.calcite;

import java.math.BigDecimal;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/** Asks for one row where {@code EXISTS} is all that is asked, whatever row is outside: pages stop at the first. */
final class ExistsLimits extends RelHomogeneousShuttle {

    private ExistsLimits() {}

    /** The same rows. */
    static RelNode ofPlan(RelNode plan) {
        return plan.accept(new ExistsLimits());
    }

    @Override
    public RelNode visit(RelNode other) {
        return super.visit(other).accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RelNode rows = ofPlan(subQuery.rel);
                return subQuery.clone(
                        subQuery.isA(SqlKind.EXISTS)
                                        && RelOptUtil.getVariablesUsed(rows).isEmpty()
                                ? oneOf(rows)
                                : rows);
            }
        });
    }

    private static RelNode oneOf(RelNode rows) {
        return LogicalSort.create(
                rows,
                RelCollations.EMPTY,
                null,
                rows.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE));
    }
}
