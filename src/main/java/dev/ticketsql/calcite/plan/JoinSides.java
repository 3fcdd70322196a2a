package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** The two sides of a join, 0 for left and 1 for right: which rows of a side count, and which conditions hold there. */
final class JoinSides {

    private static final Set<SqlKind> LOWER_BOUNDS = Set.of(SqlKind.GREATER_THAN, SqlKind.GREATER_THAN_OR_EQUAL);

    private static final Set<SqlKind> UPPER_BOUNDS = Set.of(SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL);

    private final Join join;
    private final int leftColumns;

    JoinSides(Join join) {
        this.join = join;
        this.leftColumns = join.getLeft().getRowType().getFieldCount();
    }

    /** Returns whether rows of {@code side} without a match on the other side may be left out of its input. */
    static boolean needsMatch(JoinRelType type, int side) {
        return switch (type) {
            case INNER, SEMI -> true;
            case LEFT, ANTI -> side == 1;
            case RIGHT -> side == 0;
            default -> false;
        };
    }

    /** Returns whether the join decides each row of {@code side} by itself, however many matches it has. */
    static boolean decidesRowByRow(JoinRelType type, int side) {
        return switch (type) {
            case INNER -> true;
            case LEFT, SEMI, ANTI -> side == 0;
            case RIGHT -> side == 1;
            default -> false;
        };
    }

    /** Keeps the conditions over columns of {@code side} alone, and counts columns as that side does. */
    List<RexNode> over(int side, List<RexNode> conditions) {
        return conditions.stream()
                .filter(condition -> isOver(side, condition))
                .map(condition -> side == 0
                        ? condition
                        : InputConditions.renumbered(
                                condition,
                                column -> RexInputRef.of(
                                        column - leftColumns, join.getRight().getRowType())))
                .toList();
    }

    private boolean isOver(int side, RexNode condition) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(condition);
        return columns.isEmpty() || (side == 0 ? columns.length() <= leftColumns : columns.nth(0) >= leftColumns);
    }

    /**
     * Copies conditions of {@code known} on the other side to the columns of this side that {@code own} makes equal.
     */
    List<RexNode> byEquality(int side, List<RexNode> own, List<RexNode> known) {
        Map<Integer, RexNode> equal = new HashMap<>();
        for (RexNode conjunct : own) {
            if (conjunct.getKind() == SqlKind.EQUALS
                    && ((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef one
                    && ((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef other) {
                equal.putIfAbsent(one.getIndex(), other);
                equal.putIfAbsent(other.getIndex(), one);
            }
        }
        List<RexNode> copies = new ArrayList<>();
        for (RexNode condition : known) {
            if (isOver(1 - side, condition) && InputConditions.isOver(condition, equal.keySet())) {
                copies.add(InputConditions.renumbered(condition, equal));
            }
        }
        return over(side, copies);
    }

    /**
     * Copies bounds of {@code known} on columns of the other side to the columns of this side that {@code own} puts in
     * order with them: {@code this >= other AND other >= x} makes {@code this >= x}.
     */
    List<RexNode> byOrder(int side, List<RexNode> own, List<RexNode> known) {
        List<RexNode> copies = new ArrayList<>();
        for (RexNode conjunct : own) {
            if (conjunct instanceof RexCall order
                    && order.getOperands().size() == 2
                    && order.getOperands().get(0) instanceof RexInputRef one
                    && order.getOperands().get(1) instanceof RexInputRef other) {
                copies.addAll(bounds(order.getKind(), one, other, side, known));
                copies.addAll(bounds(order.getKind().reverse(), other, one, side, known));
            }
        }
        return over(side, copies);
    }

    /** Bounds of {@code column}, which is of {@code side}, that follow from those of {@code other}. */
    private List<RexNode> bounds(SqlKind order, RexInputRef column, RexInputRef other, int side, List<RexNode> known) {
        Set<SqlKind> bounding = switch (order) {
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> LOWER_BOUNDS;
            case LESS_THAN, LESS_THAN_OR_EQUAL -> UPPER_BOUNDS;
            default -> Set.of();
        };
        if (!isOver(side, column) || !isOver(1 - side, other)) {
            return List.of();
        }
        return known.stream()
                .filter(condition -> bounding.contains(condition.getKind())
                        && ((RexCall) condition).getOperands().get(0).equals(other)
                        && RelOptUtil.InputFinder.bits(
                                        ((RexCall) condition).getOperands().get(1))
                                .isEmpty())
                .map(condition -> InputConditions.renumbered(condition, Map.of(other.getIndex(), column)))
                .toList();
    }
}
