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
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexOver;

/**
 * Decides whether a logical plan distributes over time: plan(a ∪ b) = plan(a) ++ plan(b) for ranges a and b without a
 * common second. It does if each row depends on events of one second only, and perhaps on what is read whole: other
 * tables, subqueries, few rows.
 */
public final class SliceAnalysis {

    private SliceAnalysis() {}

    /** {@code rel} as a part that may be run slice by slice of time, if it distributes. */
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

    /** An order that nothing above has to keep. */
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

    /** The right side may say more of each row, as {@code UNNEST} does; it must not read events. */
    private static Optional<SlicedPart> ofCorrelate(Correlate correlate) {
        return keepsRows(correlate.getJoinType(), 0) && !readsEvents(correlate.getRight())
                ? part(correlate.getLeft())
                        .map(left -> new SlicedPart(correlate, List.of(Optional.of(left), Optional.empty())))
                : Optional.empty();
    }

    /** With the events of that side. */
    private static Optional<SlicedPart> ofJoin(Join join, int side) {
        if (!keepsRows(join.getJoinType(), side)) {
            return Optional.empty();
        }
        Optional<SlicedPart> events = part(join.getInput(side));
        Optional<SlicedPart> other = events.flatMap(part -> ofSameInstant(join, part, side));
        return other.isPresent() || isReadWhole(join.getInput(1 - side))
                ? events.map(part -> new SlicedPart(join, side == 0 ? List.of(events, other) : List.of(other, events)))
                : Optional.empty();
    }

    /**
     * Whether rows of that side which meet several rows of the other, or none, depend on no other row of their side.
     */
    private static boolean keepsRows(JoinRelType type, int side) {
        return switch (type) {
            case INNER -> true;
            case LEFT, SEMI, ANTI -> side == 0;
            case RIGHT -> side == 1;
            default -> false;
        };
    }

    /** The other side of {@code join}, if it joins {@code events} with events of one and the same instant only. */
    private static Optional<SlicedPart> ofSameInstant(Join join, SlicedPart events, int side) {
        JoinInfo keys = join.analyzeCondition();
        List<Integer> mine = side == 0 ? keys.leftKeys : keys.rightKeys;
        List<Integer> others = side == 0 ? keys.rightKeys : keys.leftKeys;
        return part(join.getInput(1 - side))
                .filter(other -> IntStream.range(0, mine.size())
                        .anyMatch(i -> isInstant(events, mine.get(i)) && isInstant(other, others.get(i))));
    }

    /** One or the other way to say it: no equality of both has a type. */
    private static boolean isInstant(SlicedPart part, int column) {
        return InstantColumns.of(part, column) instanceof RexInputRef ref && ref.getIndex() != InstantColumns.OTHER;
    }

    /** Whether {@code rel} is read whole while the other side of its join is read in slices. Many events are not. */
    private static boolean isReadWhole(RelNode rel) {
        return !readsEvents(rel) || hasFewRows(rel);
    }

    /** Whether {@code rel} has one row, as a subquery of one value, or a limit. */
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

    /** Whether any operator of {@code rel} reads events. */
    static boolean readsEvents(RelNode rel) {
        boolean[] reads = {false};
        PlanRewriter.visit(rel, operator -> reads[0] |= operator instanceof EventScan);
        return reads[0];
    }
}
