package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/**
 * Tells which parts of a plan may be run slice by slice of time: those whose rows over a window are the rows over its
 * slices, one after the other, because each row depends on one event only. In the order of time they come if, beyond
 * that, a column is the event's own instant.
 */
final class TimeSlices {

    private TimeSlices() {}

    /** Whether {@code rel}'s rows over a window are those over its slices. */
    static boolean areSound(RelNode rel) {
        return scan(rel, OptionalInt.empty()).isPresent();
    }

    /**
     * In which order of time the first rows of {@code sort} come; empty if that is not an order of time, or its input
     * cannot be run in slices.
     */
    static Optional<TimeOrder> order(Sort sort) {
        if (sort.collation.getFieldCollations().isEmpty()) {
            return sort.fetch != null && areSound(sort.getInput()) ? Optional.of(TimeOrder.ANY) : Optional.empty();
        }
        RelFieldCollation first = sort.collation.getFieldCollations().get(0);
        if (scan(sort.getInput(), OptionalInt.of(first.getFieldIndex())).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(first.direction.isDescending() ? TimeOrder.NEWEST_FIRST : TimeOrder.OLDEST_FIRST);
    }

    /** Whether column {@code column} of {@code rel} is the instant of the one event that the row depends on. */
    static boolean isInstant(RelNode rel, int column) {
        return scan(rel, OptionalInt.of(column)).isPresent();
    }

    /** The one place where a part of a plan that may be run in slices changes from the mirror's engine to Calcite. */
    static Optional<DuckDbToEnumerable> border(RelNode rel) {
        if (rel instanceof RelSubset subset) {
            return border(subset.getBestOrOriginal());
        }
        if (rel instanceof DuckDbToEnumerable border) {
            return Optional.of(border);
        }
        return rel.getInputs().size() == 1 ? border(rel.getInput(0)) : Optional.empty();
    }

    /** {@code rel} with {@code border} in the place of the one that {@link #border} finds. */
    static RelNode withBorder(RelNode rel, RelNode border) {
        return rel instanceof DuckDbToEnumerable
                ? border
                : rel.copy(rel.getTraitSet(), List.of(withBorder(rel.getInput(0), border)));
    }

    /**
     * The scan that {@code rel} has its rows from, if each depends on one event only.
     *
     * @param column if given, must be the event's instant
     */
    private static Optional<EventScan> scan(RelNode rel, OptionalInt column) {
        if (rel instanceof RelSubset subset) {
            return scan(subset.getBestOrOriginal(), column);
        }
        if (rel instanceof EventScan scan) {
            return column.isEmpty() || scan.isInstant(column.getAsInt()) ? Optional.of(scan) : Optional.empty();
        }
        if (rel instanceof DuckDbToEnumerable border) {
            return scan(border.getInput(), column);
        }
        if (!rel.getVariablesSet().isEmpty()) {
            return Optional.empty();
        }
        if (rel instanceof Filter filter) {
            return RexOver.containsOver(filter.getCondition()) ? Optional.empty() : scan(filter.getInput(), column);
        }
        if (rel instanceof Project project) {
            return project.containsOver()
                    ? Optional.empty()
                    : below(
                            project.getInput(),
                            column,
                            index -> project.getProjects().get(index));
        }
        if (rel instanceof Calc calc) {
            return calc.containsOver()
                    ? Optional.empty()
                    : below(
                            calc.getInput(),
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

    private static Optional<EventScan> below(RelNode input, OptionalInt column, Columns columns) {
        if (column.isEmpty()) {
            return scan(input, column);
        }
        return columns.get(column.getAsInt()) instanceof RexInputRef same
                ? scan(input, OptionalInt.of(same.getIndex()))
                : Optional.empty();
    }
}
