package dev.ticketsql.calcite;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
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
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** The border between the engines: below it the mirror's engine works, above it Calcite's generated code. */
final class DuckDbToEnumerable extends ConverterImpl implements EnumerableRel {

    private static final int MAX_ABOVE_WINDOWS = 4;

    /** In values across the border; of a thousand columns, all still cost something. */
    private static final double WINDOW_FUNCTION_GAIN = 1.001;

    DuckDbToEnumerable(RelOptCluster cluster, RelTraitSet traits, RelNode input) {
        super(cluster, ConventionTraitDef.INSTANCE, traits, input);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new DuckDbToEnumerable(getCluster(), traitSet, sole(inputs));
    }

    /** Shows what the engine is asked, with ranges of time and prices. */
    @Override
    public void explain(RelWriter writer) {
        EngineExplain.of(statement()).explain(writer);
    }

    /**
     * Every value that crosses the border costs one. The planner compares nothing but row counts, so the width must
     * show in them: a plan that leaves out a column has to win, whatever the projection that leaves it out costs. What
     * the engine's window functions compute is better than free, since Calcite takes more time for them than a value
     * for the border, and refuses some.
     */
    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        double values = rows(getInput(), metadata, new HashSet<>())
                * (1
                        + getRowType().getFieldCount()
                        - WINDOW_FUNCTION_GAIN * windowFunctions(getInput(), MAX_ABOVE_WINDOWS));
        return planner.getCostFactory().makeCost(values, values, 0);
    }

    /** Of a projection below no more than {@code above} sorts and filters; those may be among their own inputs, too. */
    private static long windowFunctions(RelNode rel, int above) {
        if (rel instanceof RelSubset subset) {
            return windowFunctions(subset.getBestOrOriginal(), above);
        }
        if (above > 0 && (rel instanceof Sort || rel instanceof Filter)) {
            return windowFunctions(rel.getInput(0), above - 1);
        }
        return rel instanceof Project project
                ? project.getProjects().stream()
                        .filter(column -> column instanceof RexOver)
                        .count()
                : 0;
    }

    /**
     * The planner's estimate, but no join has more rows than its larger input: a guess of a seventh of their product
     * makes the planner fetch both inputs whole and join them in Calcite, whatever the engine could do.
     *
     * <p>While it plans, the best operator that the planner knows may be among its own inputs: there is no limit then.
     *
     * @param above what {@code rel} is an input of
     */
    private static double rows(RelNode rel, RelMetadataQuery metadata, Set<RelNode> above) {
        if (!above.add(rel)) {
            return Double.MAX_VALUE;
        }
        RelNode operator = rel instanceof RelSubset subset ? subset.getBestOrOriginal() : rel;
        DoubleStream inputs = operator.getInputs().stream().mapToDouble(input -> rows(input, metadata, above));
        double limit = switch (operator.getInputs().size()) {
            case 0 -> Double.MAX_VALUE;
            default -> operator instanceof Join ? inputs.max().getAsDouble() : inputs.sum();
        };
        above.remove(rel);
        return Math.min(rowCount(operator, metadata), limit);
    }

    private static double rowCount(RelNode operator, RelMetadataQuery metadata) {
        try {
            return metadata.getRowCount(operator);
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
        return new EngineStatement(
                EnginePlans.prepared(plan),
                RexInputRefs.of(plan.getRowType()).stream()
                        .map(column -> column.getIndex())
                        .toList(),
                plan.getRowType(),
                store,
                false);
    }
}
