package dev.ticketsql.calcite;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

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
                && events(join, side).isPresent()
                && windows(join, side).isPresent();
    }

    private static Optional<RelNode> narrowedSide(Join join, int side) {
        return events(join, side)
                .flatMap(events -> windows(join, side).map(windows -> {
                    WindowKey key = new WindowKey(windows);
                    RelNode waiting = events.rewritten(
                            border -> ((DuckDbToEnumerable) border.rel()).waitingFor(key), UnaryOperator.identity());
                    RelNode narrowed = new NarrowedByRows(waiting, windows);
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
    private static Optional<WindowsOfRows> windows(Join join, int side) {
        RelNode events = join.getInput(side);
        int eventColumns = events.getRowType().getFieldCount();
        int smallColumns = join.getInput(1 - side).getRowType().getFieldCount();
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                int place = column.getIndex();
                int moved = side == 0 ? place : place < smallColumns ? place + eventColumns : place - smallColumns;
                return new RexInputRef(moved, column.getType());
            }
        });
        ImmutableBitSet instants = ImmutableBitSet.of(IntStream.range(0, eventColumns)
                .filter(column -> TimeSlices.isInstant(events, column))
                .toArray());
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        List<RexNode> ofTime = RelOptUtil.conjunctions(condition).stream()
                .filter(conjunct -> RelOptUtil.InputFinder.bits(conjunct).intersects(instants))
                .filter(RexUtil::isDeterministic)
                .toList();
        if (ofTime.isEmpty()) {
            return Optional.empty();
        }
        IntPredicate isTimestamp = column -> type(events, column) == SqlTypeName.TIMESTAMP;
        TimeWindows timeWindows =
                new TimeWindows(rexBuilder, first(instants, isTimestamp), first(instants, isTimestamp.negate()));
        return Optional.of(new WindowsOfRows(
                RexUtil.composeConjunction(rexBuilder, ofTime), eventColumns, timeWindows, rexBuilder));
    }

    private static SqlTypeName type(RelNode rel, int column) {
        RelDataType type = rel.getRowType().getFieldList().get(column).getType();
        return type.getSqlTypeName();
    }

    private static int first(ImmutableBitSet columns, IntPredicate which) {
        return columns.asList().stream().filter(which::test).findFirst().orElse(-1);
    }
}
