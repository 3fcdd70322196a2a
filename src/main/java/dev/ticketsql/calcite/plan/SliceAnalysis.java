package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexOver;

/**
 * Decides whether a logical plan distributes over time: plan(a ∪ b) = plan(a) ++ plan(b) for ranges a and b without a
 * common second. It does if each row depends on events of one second only, and perhaps on rows that are read whole:
 * other tables, subqueries, few rows.
 */
public final class SliceAnalysis {

    private SliceAnalysis() {}

    /** Returns {@code rel} with its sliced inputs, if it distributes over time. */
    public static Optional<SlicedPart> of(RelNode rel) {
        return part(rel).filter(SlicedPart::readsOneStore);
    }

    private static Optional<SlicedPart> part(RelNode rel) {
        if (rel instanceof EventScan) {
            return Optional.of(new SlicedPart(rel, List.of()));
        }
        if (rel instanceof Union union) {
            return union.all ? ofAll(union) : Optional.empty();
        }
        if (rel instanceof Correlate correlate) {
            return ofCorrelate(correlate);
        }
        if (rel instanceof Join join) {
            return ofJoin(join, 0).or(() -> ofJoin(join, 1));
        }
        boolean isRowByRow = (rel instanceof Filter filter && !RexOver.containsOver(filter.getCondition()))
                || (rel instanceof Project project && !project.containsOver())
                || rel instanceof ProbeSide
                || isOrderAlone(rel);
        return isRowByRow ? above(rel) : Optional.empty();
    }

    /** Recognises a sort without a limit: no operator above depends on its order. */
    private static boolean isOrderAlone(RelNode rel) {
        return rel instanceof Sort sort && sort.fetch == null && sort.offset == null;
    }

    private static Optional<SlicedPart> above(RelNode rel) {
        return part(rel.getInput(0)).map(below -> new SlicedPart(rel, List.of(Optional.of(below))));
    }

    private static Optional<SlicedPart> ofAll(Union union) {
        List<Optional<SlicedPart>> inputs =
                union.getInputs().stream().map(SliceAnalysis::part).toList();
        return inputs.stream().allMatch(Optional::isPresent)
                ? Optional.of(new SlicedPart(union, inputs))
                : Optional.empty();
    }

    /**
     * Slices the left side. The right side may add rows and columns to each row, as {@code UNNEST} does; it must not
     * read events.
     */
    private static Optional<SlicedPart> ofCorrelate(Correlate correlate) {
        return JoinSides.decidesRowByRow(correlate.getJoinType(), 0) && !readsEvents(correlate.getRight())
                ? part(correlate.getLeft())
                        .map(left -> new SlicedPart(correlate, List.of(Optional.of(left), Optional.empty())))
                : Optional.empty();
    }

    /** Slices {@code join} by the events of that side. */
    private static Optional<SlicedPart> ofJoin(Join join, int side) {
        if (!JoinSides.decidesRowByRow(join.getJoinType(), side)) {
            return Optional.empty();
        }
        Optional<SlicedPart> events = part(join.getInput(side));
        Optional<SlicedPart> other = events.flatMap(part -> ofSameInstant(join, part, side));
        return other.isPresent() || isReadWhole(join.getInput(1 - side))
                ? events.map(part -> new SlicedPart(join, side == 0 ? List.of(events, other) : List.of(other, events)))
                : Optional.empty();
    }

    /** Slices the other side too, if {@code join} requires equal instants of both sides. */
    private static Optional<SlicedPart> ofSameInstant(Join join, SlicedPart events, int side) {
        JoinInfo keys = join.analyzeCondition();
        List<Integer> mine = side == 0 ? keys.leftKeys : keys.rightKeys;
        List<Integer> others = side == 0 ? keys.rightKeys : keys.leftKeys;
        return part(join.getInput(1 - side))
                .filter(other -> IntStream.range(0, mine.size())
                        .anyMatch(i -> isInstant(events, mine.get(i)) && isInstant(other, others.get(i))));
    }

    /**
     * Returns whether {@code column} is the instant, as {@code "time"} or {@code start_time}; an equality of both does
     * not pass validation.
     */
    private static boolean isInstant(SlicedPart part, int column) {
        return InstantColumns.of(part, column) instanceof RexInputRef ref && ref.getIndex() != InstantColumns.OTHER;
    }

    /** Returns whether {@code rel} may be read whole for every slice of the other side. Many events may not. */
    private static boolean isReadWhole(RelNode rel) {
        return !readsEvents(rel) || hasFewRows(rel);
    }

    /** Returns whether {@code rel} has few rows: an aggregate without GROUP BY, a limit, or literals. */
    private static boolean hasFewRows(RelNode rel) {
        if (rel instanceof Aggregate aggregate) {
            return aggregate.getGroupCount() == 0 && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
        }
        if (rel instanceof Sort sort) {
            return sort.fetch != null || hasFewRows(sort.getInput());
        }
        return rel instanceof Values
                || ((rel instanceof Project || rel instanceof Filter || rel instanceof BuildSide)
                        && hasFewRows(rel.getInput(0)));
    }

    /** Returns whether any operator of {@code rel} scans events. */
    private static boolean readsEvents(RelNode rel) {
        return !PlanRewriter.find(rel, EventScan.class).isEmpty();
    }
}
