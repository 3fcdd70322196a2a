package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Conditions over the row of a join, taken to one of its sides. */
final class JoinSides {

    private final int leftColumns;
    private final Join join;

    JoinSides(Join join, RexBuilder rexBuilder) {
        this.join = join;
        this.leftColumns = join.getLeft().getRowType().getFieldCount();
    }

    /** Those over the left side's columns alone. */
    List<RexNode> left(List<RexNode> conditions) {
        return conditions.stream().filter(this::isLeft).toList();
    }

    /** Those over the right side's columns alone, as it counts them. */
    List<RexNode> right(List<RexNode> conditions) {
        return conditions.stream().filter(this::isRight).map(this::shifted).toList();
    }

    private boolean isLeft(RexNode condition) {
        return RelOptUtil.InputFinder.bits(condition).length() <= leftColumns;
    }

    private boolean isRight(RexNode condition) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(condition);
        return bits.isEmpty() || bits.nth(0) >= leftColumns;
    }

    private RexNode shifted(RexNode condition) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return RexInputRef.of(
                        column.getIndex() - leftColumns, join.getRight().getRowType());
            }
        });
    }

    /** What {@code known} says of the right side, said of what {@code own} makes equal to it on the left side. */
    List<RexNode> leftByEquality(List<RexNode> own, List<RexNode> known) {
        return left(byEquality(own, known.stream().filter(this::isRight).toList()));
    }

    /** What {@code known} says of the left side, said of what {@code own} makes equal to it on the right side. */
    List<RexNode> rightByEquality(List<RexNode> own, List<RexNode> known) {
        return right(byEquality(own, known.stream().filter(this::isLeft).toList()));
    }

    private static List<RexNode> byEquality(List<RexNode> own, List<RexNode> known) {
        Map<Integer, RexNode> equal = new HashMap<>();
        for (RexNode conjunct : own) {
            if (conjunct.getKind() == SqlKind.EQUALS
                    && ((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef one
                    && ((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef other) {
                equal.putIfAbsent(one.getIndex(), other);
                equal.putIfAbsent(other.getIndex(), one);
            }
        }
        List<RexNode> handedOver = new ArrayList<>();
        for (RexNode condition : known) {
            ImmutableBitSet bits = RelOptUtil.InputFinder.bits(condition);
            if (!bits.isEmpty() && equal.keySet().containsAll(bits.asList())) {
                handedOver.add(condition.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef column) {
                        return equal.getOrDefault(column.getIndex(), column);
                    }
                }));
            }
        }
        return handedOver;
    }
}
