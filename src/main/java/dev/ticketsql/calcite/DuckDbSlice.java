package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.BuiltInMethod;

/** What the mirror's engine gives of the slice that its statement is bound to: the bottom of a part run in slices. */
final class DuckDbSlice extends AbstractRelNode implements EnumerableRel {

    private final RelDataType givenRowType;
    private final EventStatement statement;
    private final StatementReadings readings;
    private final OptionalInt expectedRuns;

    DuckDbSlice(
            RelOptCluster cluster,
            RelDataType rowType,
            EventStatement statement,
            StatementReadings readings,
            OptionalInt expectedRuns) {
        super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
        this.givenRowType = rowType;
        this.statement = statement;
        this.readings = readings;
        this.expectedRuns = expectedRuns;
    }

    @Override
    protected RelDataType deriveRowType() {
        return givenRowType;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    /** Generates {@code query.apply(root)}. */
    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        PhysType rowFormat = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        return implementor.result(rowFormat, Blocks.toBlock(rows(implementor, OptionalInt.empty())));
    }

    /** The rows of {@code part}, which reads {@code slices} of one store, over all slices in the order of time. */
    static Expression sliced(
            List<DuckDbSlice> slices,
            TimeOrder order,
            RowLimit limit,
            Expression part,
            EnumerableRelImplementor implementor) {
        DuckDbSlice any = slices.get(0);
        List<EventStatement> statements =
                slices.stream().map(slice -> slice.statement).toList();
        return GeneratedRows.of(
                new SlicedQuery(statements, order, limit, any.readings, any.expectedRuns), part, implementor);
    }

    /** The rows of all slices, in no order. */
    Expression allRows(EnumerableRelImplementor implementor) {
        return sliced(
                List.of(this), TimeOrder.ANY, RowLimit.none(), rows(implementor, OptionalInt.empty()), implementor);
    }

    /** The rows of the whole window, at once. */
    Expression rows(EnumerableRelImplementor implementor) {
        return rows(implementor, expectedRuns);
    }

    /** The rows of the slice, or of the whole window if the statement is not bound to a slice. */
    private Expression rows(EnumerableRelImplementor implementor, OptionalInt runs) {
        EventQuery query = new EventQuery(statement, new RowReader(getRowType()), readings, runs);
        Expression rows = Expressions.call(
                implementor.stash(query, Function1.class), BuiltInMethod.FUNCTION1_APPLY.method, DataContext.ROOT);
        return Expressions.convert_(rows, Enumerable.class);
    }
}
