package dev.ticketsql.calcite;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.execute.EngineRoot;
import dev.ticketsql.calcite.execute.EngineStatement;
import dev.ticketsql.calcite.execute.ExplainPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.DataContext;
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
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterImpl;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** Converts between the engines: the mirror's engine runs the plan below, Calcite's generated code the plan above. */
final class DuckDbToEnumerable extends ConverterImpl implements EnumerableRel {

    private final ExplainPlan explained;

    /**
     * Border above {@code input}.
     *
     * @param explained shared by all borders of a statement, so that EXPLAIN looks up each price once
     */
    DuckDbToEnumerable(RelOptCluster cluster, RelTraitSet traits, RelNode input, ExplainPlan explained) {
        super(cluster, ConventionTraitDef.INSTANCE, traits, input);
        this.explained = explained;
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new DuckDbToEnumerable(getCluster(), traitSet, sole(inputs), explained);
    }

    /** Prints the engine's plan, with ranges of time and prices. */
    @Override
    public void explain(RelWriter writer) {
        explained.of(statement().plan()).explain(writer);
    }

    /**
     * Costs the width of the rows too, since the planner compares row counts alone: a plan without a column must win,
     * whatever the projection that drops it costs. Row counts enter as logarithms: the planner estimates a join as a
     * seventh of the product of its inputs, and would fetch both whole to join them in Calcite.
     */
    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        double cost = (1 + Math.log1p(rowCount(metadata))) * (1 + getRowType().getFieldCount());
        return planner.getCostFactory().makeCost(cost, cost, 0);
    }

    /** Returns the number of rows; during the search the best known operator may be among its own inputs. */
    private double rowCount(RelMetadataQuery metadata) {
        try {
            return metadata.getRowCount(getInput());
        } catch (CyclicMetadataException e) {
            return Double.MAX_VALUE;
        }
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        PhysType rowFormat = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        Expression rows = Expressions.call(
                implementor.stash(
                        (Function1<DataContext, Enumerable<@Nullable Object>>) statement()::bind, Function1.class),
                BuiltInMethod.FUNCTION1_APPLY.method,
                DataContext.ROOT);
        return implementor.result(rowFormat, Blocks.toBlock(Expressions.convert_(rows, Enumerable.class)));
    }

    private EngineStatement statement() {
        RelNode plan = getInput() instanceof RelSubset subset ? subset.getBestOrOriginal() : getInput();
        EventStore store = ((DuckDbConvention) Objects.requireNonNull(plan.getConvention())).store();
        return EngineRoot.statement(plan, store, Optional.empty());
    }
}
