package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableLimitSort;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.jdbc.JdbcRules;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.BuiltInMethod;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A sort by the instant of events, or a limit on them in no order: it reads its window slice by slice, and stops when
 * the first rows are out. Newest first, it searches backwards from the end of the window. What can be sorted by the
 * mirror's engine is; above a filter that only Calcite knows, Calcite sorts each slice.
 */
final class SortByTime extends Sort implements EnumerableRel {

    /** Of what Calcite's own sorts and limits cost, which see rows that nobody needs before they give the first one. */
    private static final double COST_FACTOR = 0.1;

    private final TimeOrder order;

    SortByTime(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelNode input,
            RelCollation collation,
            @Nullable RexNode offset,
            @Nullable RexNode fetch,
            TimeOrder order) {
        super(cluster, traits, input, collation, offset, fetch);
        this.order = order;
    }

    @Override
    public Sort copy(
            RelTraitSet traits,
            RelNode input,
            RelCollation newCollation,
            @Nullable RexNode newOffset,
            @Nullable RexNode newFetch) {
        return new SortByTime(getCluster(), traits, input, newCollation, newOffset, newFetch, order);
    }

    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        double rows = metadata.getRowCount(this) * COST_FACTOR;
        return planner.getCostFactory().makeCost(rows, rows, 0);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Optional<SlicedPart> sliced = TimeSlices.of(getInput()).filter(this::isOrdered);
        if (sliced.isEmpty()) {
            // The planner found another way to the same rows, in which they cannot be told apart by their time.
            return ((EnumerableRel) plain()).implement(implementor, preference);
        }
        boolean sortsInEngine = getInput() instanceof DuckDbToEnumerable;
        List<DuckDbSlice> slices = new ArrayList<>();
        RelNode rowsOfSlice = sliced.get()
                .rewritten(
                        border -> {
                            RelNode asked = border.asked();
                            slices.add(border.slice(sortsInEngine ? sorted(asked) : asked));
                            return slices.get(slices.size() - 1);
                        },
                        KeptRows::of);
        BlockBuilder body = new BlockBuilder();
        Result part = ((EnumerableRel) rowsOfSlice).implement(implementor, preference);
        Expression rows = body.append("part", part.block);
        if (!sortsInEngine && !collation.getFieldCollations().isEmpty()) {
            rows = body.append("sorted", sorted(part.physType, rows, body));
        }
        body.add(Expressions.return_(null, DuckDbSlice.sliced(slices, order, RowLimit.of(this), rows, implementor)));
        return implementor.result(
                PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), part.format), body.toBlock());
    }

    private boolean isOrdered(SlicedPart part) {
        return collation.getFieldCollations().stream()
                .limit(1)
                .allMatch(key -> InstantColumns.tell(InstantColumns.of(part, key.getFieldIndex())));
    }

    private RelNode plain() {
        if (collation.getFieldCollations().isEmpty()) {
            return EnumerableLimit.create(getInput(), offset, fetch);
        }
        return offset == null && fetch == null
                ? EnumerableSort.create(getInput(), collation, null, null)
                : EnumerableLimitSort.create(getInput(), collation, offset, fetch);
    }

    /** No slice has to give more rows than all of them together. */
    private RelNode sorted(RelNode asked) {
        RexNode enough = RowLimit.of(this).knownNeed().stream()
                .<RexNode>mapToObj(rows -> getCluster().getRexBuilder().makeBigintLiteral(BigDecimal.valueOf(rows)))
                .findFirst()
                .orElse(null);
        if (enough == null && collation.getFieldCollations().isEmpty()) {
            return asked;
        }
        return new JdbcRules.JdbcSort(
                getCluster(), asked.getTraitSet().replace(collation), asked, collation, null, enough);
    }

    private Expression sorted(PhysType rowFormat, Expression rows, BlockBuilder body) {
        Pair<Expression, Expression> key = rowFormat.generateCollationKey(collation.getFieldCollations());
        return Expressions.call(
                rows,
                BuiltInMethod.ORDER_BY.method,
                Expressions.list(body.append("keySelector", key.left))
                        .appendIfNotNull(body.appendIfNotNull("comparator", key.right)));
    }
}
