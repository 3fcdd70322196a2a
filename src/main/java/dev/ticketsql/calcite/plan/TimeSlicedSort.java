package dev.ticketsql.calcite.plan;

import dev.ticketsql.mirror.TimeOrder;
import java.util.Optional;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A sort by the instant of events, or a limit without an order, over a plan that distributes over time. Where events
 * are missing, it is read slice by slice until the limit is reached. EXPLAIN shows it as {@code SortByTime}.
 */
public final class TimeSlicedSort extends Sort {

    private final TimeOrder order;

    private TimeSlicedSort(
            RelNode input, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode fetch, TimeOrder order) {
        super(input.getCluster(), input.getCluster().traitSet().plus(collation), input, collation, offset, fetch);
        this.order = order;
    }

    /** Returns the order of slices. */
    public TimeOrder order() {
        return order;
    }

    /** Makes {@code sort} read slices in that order. */
    static TimeSlicedSort of(Sort sort, TimeOrder order) {
        return new TimeSlicedSort(sort.getInput(), sort.getCollation(), sort.offset, sort.fetch, order);
    }

    /** Makes {@code sort} read slices, if its rows can be. */
    static Optional<TimeSlicedSort> of(Sort sort) {
        return order(sort).map(order -> of(sort, order));
    }

    private static Optional<TimeOrder> order(Sort sort) {
        boolean chooses =
                sort.fetch != null || !sort.getCollation().getFieldCollations().isEmpty();
        return chooses && RowLimit.isReadable(sort)
                ? SliceAnalysis.of(sort.getInput())
                        .flatMap(part -> SliceOrder.of(part, sort.getCollation().getFieldCollations()))
                : Optional.empty();
    }

    @Override
    public Sort copy(
            RelTraitSet traits,
            RelNode input,
            RelCollation newCollation,
            @Nullable RexNode newOffset,
            @Nullable RexNode newFetch) {
        return new TimeSlicedSort(input, newCollation, newOffset, newFetch, order);
    }

    @Override
    public String getRelTypeName() {
        return "SortByTime";
    }
}
