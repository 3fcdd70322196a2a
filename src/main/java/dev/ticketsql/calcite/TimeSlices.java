package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
import org.apache.calcite.rex.RexNode;
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
        return part(rel, OptionalInt.empty()).filter(SlicedPart::readsOneStore);
    }

    /** Whether column {@code column} of {@code rel} is the instant of the events that the row depends on. */
    static boolean isInstant(RelNode rel, int column) {
        return part(rel, OptionalInt.of(column))
                .filter(SlicedPart::readsOneStore)
                .isPresent();
    }

    /**
     * In which order of time the first rows of {@code sort} come; empty if that is not an order of time, or its input
     * cannot be run in slices.
     */
    static Optional<TimeOrder> order(Sort sort) {
        return input(sort).map(part -> {
            List<RelFieldCollation> keys = sort.collation.getFieldCollations();
            if (keys.isEmpty()) {
                return TimeOrder.ANY;
            }
            return keys.get(0).direction.isDescending() ? TimeOrder.NEWEST_FIRST : TimeOrder.OLDEST_FIRST;
        });
    }

    /** What {@code sort} sorts, where slices of it give its first rows first. */
    static Optional<SlicedPart> input(Sort sort) {
        List<RelFieldCollation> keys = sort.collation.getFieldCollations();
        if (keys.isEmpty()) {
            return sort.fetch == null ? Optional.empty() : of(sort.getInput());
        }
        return part(sort.getInput(), OptionalInt.of(keys.get(0).getFieldIndex()))
                .filter(SlicedPart::readsOneStore);
    }

    /** @param column if given, must be the events' instant */
    private static Optional<SlicedPart> part(RelNode rel, OptionalInt column) {
        if (rel instanceof RelSubset subset) {
            return part(subset.getBestOrOriginal(), column);
        }
        if (rel instanceof EventScan scan) {
            return column.isEmpty() || scan.isInstant(column.getAsInt())
                    ? Optional.of(new SlicedPart(rel, List.of()))
                    : Optional.empty();
        }
        if (rel instanceof DuckDbToEnumerable || rel instanceof NarrowedByRows) {
            return above(rel, part(rel.getInput(0), column));
        }
        if (rel instanceof Union union) {
            return union.all ? ofAll(union, column) : Optional.empty();
        }
        if (rel instanceof Correlate correlate) {
            return ofCorrelate(correlate, column);
        }
        if (!rel.getVariablesSet().isEmpty()) {
            return Optional.empty();
        }
        if (rel instanceof Join join) {
            return ofJoin(join, column);
        }
        if (rel instanceof Filter filter) {
            return RexOver.containsOver(filter.getCondition())
                    ? Optional.empty()
                    : above(rel, part(filter.getInput(), column));
        }
        if (rel instanceof Project project) {
            return project.containsOver()
                    ? Optional.empty()
                    : below(project, column, index -> project.getProjects().get(index));
        }
        if (rel instanceof Calc calc) {
            return calc.containsOver()
                    ? Optional.empty()
                    : below(
                            calc,
                            column,
                            index -> calc.getProgram()
                                    .expandLocalRef(
                                            calc.getProgram().getProjectList().get(index)));
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Columns {
        RexNode get(int index);
    }

    private static Optional<SlicedPart> below(RelNode rel, OptionalInt column, Columns columns) {
        if (column.isEmpty()) {
            return above(rel, part(rel.getInput(0), column));
        }
        return columns.get(column.getAsInt()) instanceof RexInputRef same
                ? above(rel, part(rel.getInput(0), OptionalInt.of(same.getIndex())))
                : Optional.empty();
    }

    private static Optional<SlicedPart> above(RelNode rel, Optional<SlicedPart> input) {
        return input.map(below -> new SlicedPart(rel, List.of(Optional.of(below))));
    }

    private static Optional<SlicedPart> ofAll(Union union, OptionalInt column) {
        List<Optional<SlicedPart>> inputs = new ArrayList<>();
        for (RelNode input : union.getInputs()) {
            Optional<SlicedPart> part = part(input, column);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(part);
        }
        return Optional.of(new SlicedPart(union, inputs));
    }

    /** The right side may say more of each row, as {@code UNNEST} does; it must not read events. */
    private static Optional<SlicedPart> ofCorrelate(Correlate correlate, OptionalInt column) {
        int leftColumns = correlate.getLeft().getRowType().getFieldCount();
        return keepsRows(correlate.getJoinType(), 0)
                        && column.orElse(0) < leftColumns
                        && !readsEvents(correlate.getRight())
                ? part(correlate.getLeft(), column)
                        .map(left -> new SlicedPart(correlate, List.of(Optional.of(left), Optional.empty())))
                : Optional.empty();
    }

    private static Optional<SlicedPart> ofJoin(Join join, OptionalInt column) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        if (column.isPresent()) {
            int side = column.getAsInt() < leftColumns ? 0 : 1;
            return ofJoin(join, side, OptionalInt.of(column.getAsInt() - side * leftColumns));
        }
        return ofJoin(join, 0, column).or(() -> ofJoin(join, 1, column));
    }

    /** With the events of that side. */
    private static Optional<SlicedPart> ofJoin(Join join, int side, OptionalInt column) {
        if (!keepsRows(join.getJoinType(), side)) {
            return Optional.empty();
        }
        Optional<SlicedPart> events = part(join.getInput(side), column);
        Optional<SlicedPart> other = events.flatMap(part -> ofSameInstant(join, 1 - side));
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

    /** That side of {@code join}, if only events of one and the same instant meet. */
    private static Optional<SlicedPart> ofSameInstant(Join join, int side) {
        JoinInfo keys = join.analyzeCondition();
        for (int i = 0; i < keys.leftKeys.size(); i++) {
            int mine = side == 0 ? keys.leftKeys.get(i) : keys.rightKeys.get(i);
            int others = side == 0 ? keys.rightKeys.get(i) : keys.leftKeys.get(i);
            Optional<SlicedPart> part = part(join.getInput(side), OptionalInt.of(mine));
            if (part.isPresent()
                    && part(join.getInput(1 - side), OptionalInt.of(others)).isPresent()) {
                return part;
            }
        }
        return Optional.empty();
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
