package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expression;
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
import org.apache.calcite.sql.SqlExplainLevel;

/** The border between the engines: below it the mirror's engine works, above it Calcite's generated code. */
final class DuckDbToEnumerable extends ConverterImpl implements EnumerableRel {

    private static final int MAX_ABOVE_WINDOWS = 4;

    /** In values across the border; of a thousand columns, all still cost something. */
    private static final double WINDOW_FUNCTION_GAIN = 1.001;

    private final StatementReadings readings;
    private final List<WindowKey> waitsFor;

    DuckDbToEnumerable(RelOptCluster cluster, RelTraitSet traits, RelNode input, StatementReadings readings) {
        this(cluster, traits, input, readings, List.of());
    }

    private DuckDbToEnumerable(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelNode input,
            StatementReadings readings,
            List<WindowKey> waitsFor) {
        super(cluster, ConventionTraitDef.INSTANCE, traits, input);
        this.readings = readings;
        this.waitsFor = List.copyOf(waitsFor);
    }

    /** The same, with windows that something else narrows at execution. */
    DuckDbToEnumerable waitingFor(WindowKey key) {
        List<WindowKey> keys = new ArrayList<>(waitsFor);
        keys.add(key);
        return new DuckDbToEnumerable(getCluster(), getTraitSet(), getInput(), readings, keys);
    }

    StatementReadings readings() {
        return readings;
    }

    /** Whether its scans read only what is said of time. */
    boolean narrowsScans() {
        return ((DuckDbConvention) Objects.requireNonNull(getInput().getConvention())).narrowsScans();
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new DuckDbToEnumerable(getCluster(), traitSet, sole(inputs), readings, waitsFor);
    }

    /** Shows the price of the whole statement, once: at the first border to events of the same store. */
    @Override
    public RelWriter explainTerms(RelWriter writer) {
        RelWriter shown = super.explainTerms(writer);
        if (writer.getDetailLevel() == SqlExplainLevel.DIGEST_ATTRIBUTES) {
            return shown;
        }
        List<PlannedScans.Planned> all = PlannedScans.of(
                        getCluster().getPlanner().getRoot())
                .stream()
                .filter(planned -> planned.scan().store() == readings.store())
                .toList();
        return isFirstOf(all)
                ? shown.item(
                        "price",
                        PriceTag.of(all, readings.store())
                                .sentence(readings.store().requestsPerMinute()))
                : shown;
    }

    /** By its scans: what is above them is copied after the planner has chosen. */
    private boolean isFirstOf(List<PlannedScans.Planned> all) {
        List<EventScan> mine =
                PlannedScans.of(this).stream().map(PlannedScans.Planned::scan).toList();
        return !all.isEmpty()
                && mine.equals(all.stream()
                        .filter(planned -> planned.border() == all.get(0).border())
                        .map(PlannedScans.Planned::scan)
                        .toList());
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
        Expression rows = TimeSlices.of(this)
                .map(part -> slice(part.asked()).allRows(implementor))
                .orElseGet(() -> slice(getInput()).rows(implementor));
        PhysType rowFormat = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        return implementor.result(rowFormat, Blocks.toBlock(rows));
    }

    /** What stands in this border's place where {@code asked}, of the same columns, is asked of one slice at a time. */
    DuckDbSlice slice(RelNode asked) {
        return new DuckDbSlice(
                getCluster(),
                getRowType(),
                new EventStatementBuilder(getCluster().getRexBuilder()).build(asked, waitsFor),
                readings,
                PlanShape.runs(getCluster().getPlanner()));
    }
}
