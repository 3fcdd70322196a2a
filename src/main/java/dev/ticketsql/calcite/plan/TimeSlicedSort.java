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
 * A sort by the instant of events, or a limit on them in no order, of a plan that distributes over time: where events
 * are missing, it is read slice by slice and stops when its rows are out. EXPLAIN shows it as {@code SortByTime}.
 */
public final class TimeSlicedSort extends Sort {

    private final TimeOrder order;

    private TimeSlicedSort(
            RelNode input, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode fetch, TimeOrder order) {
        super(input.getCluster(), input.getCluster().traitSet().plus(collation), input, collation, offset, fetch);
        this.order = order;
    }

    /** In which order of time its rows come. */
    public TimeOrder order() {
        return order;
    }

    /** {@code sort} as one that is read in slices in that order. */
    static TimeSlicedSort of(Sort sort, TimeOrder order) {
        return new TimeSlicedSort(sort.getInput(), sort.getCollation(), sort.offset, sort.fetch, order);
    }

    /** {@code sort} as one that is read in slices, if its rows can be. */
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
