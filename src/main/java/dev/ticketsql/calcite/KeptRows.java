package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/**
 * The rows of a join's side that is gone through again and again: for every slice of the other side, or for every row
 * of it. Read once, if they are not too many.
 */
final class KeptRows extends SingleRel implements EnumerableRel {

    KeptRows(RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    /** Of {@code rel}, unless that keeps its rows by itself. */
    static RelNode of(RelNode rel) {
        return rel instanceof KeptRows || rel instanceof EnumerableValues ? rel : new KeptRows(rel);
    }

    /**
     * The same plan, in which nested loops keep what they go through: Calcite 1.42 would ask for it for every row.
     * Those that give the right side's rows without a match read it once by themselves.
     */
    static RelNode ofPlan(RelNode plan) {
        return PlanWalk.rewritten(
                plan,
                rel -> rel instanceof EnumerableNestedLoopJoin join
                                && !join.getJoinType().generatesNullsOnLeft()
                        ? join.copy(join.getTraitSet(), List.of(join.getLeft(), of(join.getRight())))
                        : rel);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new KeptRows(sole(inputs));
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        BlockBuilder body = new BlockBuilder();
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        body.add(Expressions.return_(
                null,
                GeneratedRows.of(
                        (context, side) -> new RowMemory(side), body.append("kept", rows.block), implementor)));
        return implementor.result(rows.physType, body.toBlock());
    }
}
