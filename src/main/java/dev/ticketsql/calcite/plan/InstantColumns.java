package dev.ticketsql.calcite.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Expresses the columns of a sliced part over the instant of its events, however many operators above the scan compute
 * them: over a row of the instant as {@code "time"}, the instant as {@code start_time}, and a column for everything
 * else.
 */
final class InstantColumns {

    /** The instant as {@code "time"}. */
    static final int TIME = 0;

    /** The instant as {@code start_time}. */
    static final int START_TIME = 1;

    /** Stands for all other columns. */
    static final int OTHER = 2;

    /** Width of the row. */
    static final int COUNT = 3;

    /** Names of the columns, for people. */
    static final List<String> NAMES = List.of("time", "start_time", "?");

    private InstantColumns() {}

    /** Returns whether {@code expression} over this row depends on the instant. */
    static boolean areIn(RexNode expression) {
        return RelOptUtil.InputFinder.bits(expression).intersects(ImmutableBitSet.of(TIME, START_TIME));
    }

    /** Expresses column {@code column} of {@code part}. */
    static RexNode of(SlicedPart part, int column) {
        RelNode rel = part.rel();
        if (rel instanceof EventScan scan) {
            return scan.isInstant(column) ? instant(scan, column) : other(scan, column);
        }
        if (rel instanceof Project project) {
            return over(part, project.getProjects().get(column));
        }
        if (rel instanceof Calc calc) {
            return over(
                    part,
                    calc.getProgram()
                            .expandLocalRef(calc.getProgram().getProjectList().get(column)));
        }
        if (rel instanceof Union) {
            List<RexNode> columns = part.inputs().stream()
                    .map(input -> of(input.orElseThrow(), column))
                    .distinct()
                    .toList();
            return columns.size() == 1 ? columns.get(0) : other(rel, column);
        }
        if (rel instanceof Join join) {
            int leftColumns = join.getLeft().getRowType().getFieldCount();
            int side = column < leftColumns ? 0 : 1;
            return join.getJoinType().generatesNullsOn(side)
                    ? other(rel, column)
                    : ofInput(part, side, column - side * leftColumns, column);
        }
        if (rel instanceof Correlate correlate) {
            int leftColumns = correlate.getLeft().getRowType().getFieldCount();
            return column < leftColumns ? ofInput(part, 0, column, column) : other(rel, column);
        }
        return ofInput(part, 0, column, column);
    }

    private static RexNode ofInput(SlicedPart part, int input, int inputColumn, int column) {
        return part.inputs().get(input).map(below -> of(below, inputColumn)).orElseGet(() -> other(part.rel(), column));
    }

    /** Expresses {@code expression}, which is over the one input of {@code part}. */
    private static RexNode over(SlicedPart part, RexNode expression) {
        if (!RexUtil.isDeterministic(expression)) {
            return new RexInputRef(OTHER, expression.getType());
        }
        SlicedPart input = part.inputs().get(0).orElseThrow();
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return of(input, column.getIndex());
            }
        });
    }

    private static RexNode instant(EventScan scan, int column) {
        RexInputRef ref = RexInputRef.of(column, scan.getRowType());
        return new RexInputRef(
                ref.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP ? TIME : START_TIME, ref.getType());
    }

    private static RexNode other(RelNode rel, int column) {
        return new RexInputRef(
                OTHER, rel.getRowType().getFieldList().get(column).getType());
    }
}
