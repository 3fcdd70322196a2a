package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** The rows of a small side of a join, read once in an execution, by whoever needs them first. */
final class RememberedRows extends SingleRel implements EnumerableRel {

    private final WindowKey key;
    private final StatementReadings readings;

    RememberedRows(RelNode input, WindowKey key, StatementReadings readings) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.key = key;
        this.readings = readings;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RememberedRows(sole(inputs), key, readings);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        BlockBuilder body = new BlockBuilder();
        Result result = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        PhysType rowFormat = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        Expression rows = result.physType.convertTo(body.append("remembered", result.block), rowFormat.getFormat());
        body.add(Expressions.return_(
                null,
                GeneratedRows.of(
                        (context, read) -> SmallSides.remembered(readings, context, key, read), rows, implementor)));
        return implementor.result(rowFormat, body.toBlock());
    }
}
