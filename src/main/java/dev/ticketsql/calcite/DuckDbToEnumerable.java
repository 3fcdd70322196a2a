package dev.ticketsql.calcite;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterImpl;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.BuiltInMethod;

/** The border between the engines: below it the mirror's engine works, above it Calcite's generated code. */
final class DuckDbToEnumerable extends ConverterImpl implements EnumerableRel {

    private final StatementReadings readings;

    DuckDbToEnumerable(RelOptCluster cluster, RelTraitSet traits, RelNode input, StatementReadings readings) {
        super(cluster, ConventionTraitDef.INSTANCE, traits, input);
        this.readings = readings;
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new DuckDbToEnumerable(getCluster(), traitSet, sole(inputs), readings);
    }

    /**
     * Every value that crosses the border costs one. The planner compares nothing but row counts, so the width must
     * show in them: a plan that leaves out a column has to win, whatever the projection that leaves it out costs.
     */
    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        double values = rows(getInput(), metadata) * (1 + getRowType().getFieldCount());
        return planner.getCostFactory().makeCost(values, values, 0);
    }

    /**
     * The planner's estimate, but no join has more rows than its larger input: a guess of a seventh of their product
     * makes the planner fetch both inputs whole and join them in Calcite, whatever the engine could do.
     */
    private static double rows(RelNode rel, RelMetadataQuery metadata) {
        RelNode operator = rel instanceof RelSubset subset ? subset.getBestOrOriginal() : rel;
        DoubleStream inputs = operator.getInputs().stream().mapToDouble(input -> rows(input, metadata));
        double limit = switch (operator.getInputs().size()) {
            case 0 -> Double.MAX_VALUE;
            default -> operator instanceof Join ? inputs.max().getAsDouble() : inputs.sum();
        };
        return Math.min(metadata.getRowCount(operator), limit);
    }

    /** Generates {@code query.apply(root)}. */
    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        EventQuery query = new EventQuery(
                new EventStatementBuilder(getCluster().getRexBuilder()).build(getInput()),
                new RowReader(getRowType()),
                readings,
                PlanShape.runs(getCluster().getPlanner()));
        Expression rows = Expressions.call(
                implementor.stash(query, Function1.class), BuiltInMethod.FUNCTION1_APPLY.method, DataContext.ROOT);
        BlockStatement body = Blocks.toBlock(Expressions.convert_(rows, Enumerable.class));
        PhysType rowFormat = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        return implementor.result(rowFormat, body);
    }
}
