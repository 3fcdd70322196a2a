package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexOver;

/**
 * Tells which parts of a plan may be run slice by slice of time: those whose rows over a window are the rows over its
 * slices, one after the other, because each row depends on events of one second only, and perhaps on what holds no
 * events. In the order of time they come if, beyond that, a column is the events' own instant.
 */
final class TimeSlices {

    private TimeSlices() {}

    /** {@code rel} as a part that may be run in slices, if its rows over a window are those over its slices. */
    static Optional<SlicedPart> of(RelNode rel) {
        return part(rel).filter(SlicedPart::readsOneStore);
    }

    /** In which order of time {@code part} gives its first rows by these keys first; empty if by none. */
    static Optional<TimeOrder> order(SlicedPart part, List<RelFieldCollation> keys) {
        if (keys.isEmpty()) {
            return Optional.of(TimeOrder.ANY);
        }
        return instantOrder(part, keys.get(0))
                // Where two seconds look alike, the next key decides; it must say the same.
                .filter(first -> first.tellsSeconds()
                        || keys.size() == 1
                        || order(part, keys.subList(1, keys.size())).equals(Optional.of(order(first, keys.get(0)))))
                .map(first -> order(first, keys.get(0)));
    }

    private static TimeOrder order(InstantOrder column, RelFieldCollation key) {
        return column.isRising() == key.direction.isDescending() ? TimeOrder.NEWEST_FIRST : TimeOrder.OLDEST_FIRST;
    }

    private static Optional<InstantOrder> instantOrder(SlicedPart part, RelFieldCollation key) {
        return InstantOrder.of(InstantColumns.of(part, key.getFieldIndex()));
    }

    private static Optional<SlicedPart> part(RelNode rel) {
        if (rel instanceof RelSubset subset) {
            return part(subset.getBestOrOriginal());
        }
        if (rel instanceof EventScan) {
            return Optional.of(new SlicedPart(rel, List.of()));
        }
        if (rel instanceof DuckDbToEnumerable || rel instanceof NarrowedByRows) {
            return above(rel);
        }
        if (rel instanceof Union union) {
            return union.all ? ofAll(union) : Optional.empty();
        }
        if (rel instanceof Correlate correlate) {
            return ofCorrelate(correlate);
        }
        if (!rel.getVariablesSet().isEmpty()) {
            return Optional.empty();
        }
        if (rel instanceof Join join) {
            return ofJoin(join, 0).or(() -> ofJoin(join, 1));
        }
        boolean isRowByRow = (rel instanceof Filter filter && !RexOver.containsOver(filter.getCondition()))
                || (rel instanceof Project project && !project.containsOver())
                || (rel instanceof Calc calc && !calc.containsOver());
        return isRowByRow ? above(rel) : Optional.empty();
    }

    private static Optional<SlicedPart> above(RelNode rel) {
        return part(rel.getInput(0)).map(below -> new SlicedPart(rel, List.of(Optional.of(below))));
    }

    private static Optional<SlicedPart> ofAll(Union union) {
        List<Optional<SlicedPart>> inputs =
                union.getInputs().stream().map(TimeSlices::part).toList();
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
        return other.isPresent() || isReadWhole(join, 1 - side)
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

    /**
     * Whether that side of {@code join} is read whole while the other is read in slices. Many events are not: the
     * mirror's engine joins them at once.
     */
    private static boolean isReadWhole(Join join, int side) {
        RelNode whole = join.getInput(side);
        return !readsEvents(whole) || isSemi(join.getJoinType()) || hasFewRows(whole);
    }

    private static boolean isSemi(JoinRelType type) {
        return type == JoinRelType.SEMI || type == JoinRelType.ANTI;
    }

    /** Whether {@code rel} has one row, as a subquery of one value, or a limit. */
    private static boolean hasFewRows(RelNode rel) {
        if (rel instanceof RelSubset subset) {
            return hasFewRows(subset.getOriginal());
        }
        if (rel instanceof Aggregate aggregate) {
            return aggregate.getGroupCount() == 0 && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
        }
        if (rel instanceof EnumerableLimit || rel instanceof Sort) {
            return !(rel instanceof Sort sort) || sort.fetch != null;
        }
        boolean isRowByRow = rel instanceof Project
                || rel instanceof Filter
                || rel instanceof Calc
                || rel instanceof DuckDbToEnumerable
                || rel instanceof RememberedRows
                || rel instanceof KeptRows;
        return isRowByRow && hasFewRows(rel.getInput(0));
    }

    /** Whether any operator of {@code rel} reads events. */
    static boolean readsEvents(RelNode rel) {
        return readsEvents(rel, new HashSet<>());
    }

    /** @param above what {@code rel} is an input of: while the planner works, a rel may be among its own inputs */
    private static boolean readsEvents(RelNode rel, Set<RelNode> above) {
        RelNode operator = rel instanceof RelSubset subset ? subset.getBestOrOriginal() : rel;
        if (operator instanceof EventScan || !above.add(operator)) {
            return operator instanceof EventScan;
        }
        boolean reads = operator.getInputs().stream().anyMatch(input -> readsEvents(input, above));
        above.remove(operator);
        return reads;
    }
}
