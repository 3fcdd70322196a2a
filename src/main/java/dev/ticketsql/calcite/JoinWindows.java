package dev.ticketsql.calcite;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Has joins of events with something small read the small side first, so that its values narrow the windows of the
 * events: a subquery of one value, a list of incidents with their times. Works on the plan that was chosen, whose joins
 * Calcite executes; what the mirror's engine joins is read whole.
 */
final class JoinWindows {

    private JoinWindows() {}

    /** The same plan, in which such joins do so. */
    static RelNode narrowed(RelNode plan) {
        return PlanWalk.rewritten(
                plan,
                rel -> rel instanceof Join join
                        ? narrowedSide(join, 0).or(() -> narrowedSide(join, 1)).orElse(join)
                        : rel);
    }

    /**
     * Whether the rows of its other side narrow what that side of {@code rel} reads; also of a plan not narrowed yet.
     */
    static boolean narrows(RelNode rel, int side) {
        return rel instanceof Join join
                && rel instanceof EnumerableRel
                && events(join, side)
                        .flatMap(events -> windows(join, side, events))
                        .isPresent();
    }

    private static Optional<RelNode> narrowedSide(Join join, int side) {
        return events(join, side)
                .flatMap(events -> windows(join, side, events).map(windows -> {
                    WindowKey key = new WindowKey(windows);
                    RelNode waiting = events.rewritten(
                            border -> ((DuckDbToEnumerable) border.rel()).waitingFor(key), UnaryOperator.identity());
                    RelNode narrowed = new NarrowedByRows(
                            waiting,
                            windows.text(join.getInput(1 - side).getRowType().getFieldNames()));
                    RelNode remembered = new RememberedRows(
                            join.getInput(1 - side),
                            key,
                            events.borders().get(0).readings());
                    return join.copy(
                            join.getTraitSet(),
                            side == 0 ? List.of(narrowed, remembered) : List.of(remembered, narrowed));
                }));
    }

    /** That side, if it reads events and the other may say which. */
    private static Optional<SlicedPart> events(Join join, int side) {
        if (!keepsAnswer(join.getJoinType(), side)
                // Events joined with events: neither side is small.
                || TimeSlices.of(join.getInput(1 - side)).isPresent()
                || !RelOptUtil.getVariablesUsed(join).isEmpty()) {
            return Optional.empty();
        }
        return TimeSlices.of(join.getInput(side))
                .filter(part -> !part.borders().isEmpty()
                        && part.borders().stream().allMatch(DuckDbToEnumerable::narrowsScans));
    }

    /** Whether rows of that side which meet no row of the other may be missing from it. */
    private static boolean keepsAnswer(JoinRelType type, int side) {
        return switch (type) {
            case INNER, SEMI -> true;
            case LEFT, ANTI -> side == 1;
            case RIGHT -> side == 0;
            default -> false;
        };
    }

    /** What the join's condition says about time; empty if nothing. */
    private static Optional<WindowsOfRows> windows(Join join, int side, SlicedPart events) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                int place = column.getIndex();
                int columnOfSide = place < leftColumns ? place : place - leftColumns;
                return (place < leftColumns ? 0 : 1) == side
                        ? InstantColumns.of(events, columnOfSide)
                        : new RexInputRef(InstantColumns.COUNT + columnOfSide, column.getType());
            }
        });
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        List<RexNode> ofTime = RelOptUtil.conjunctions(condition).stream()
                .filter(InstantColumns::tell)
                .filter(RexUtil::isDeterministic)
                .toList();
        return ofTime.isEmpty()
                ? Optional.empty()
                : Optional.of(new WindowsOfRows(RexUtil.composeConjunction(rexBuilder, ofTime), rexBuilder));
    }
}
