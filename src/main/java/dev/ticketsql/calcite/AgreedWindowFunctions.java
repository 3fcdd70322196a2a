package dev.ticketsql.calcite;

import static org.apache.calcite.sql.SqlKind.COUNT;
import static org.apache.calcite.sql.SqlKind.DENSE_RANK;
import static org.apache.calcite.sql.SqlKind.FIRST_VALUE;
import static org.apache.calcite.sql.SqlKind.LAG;
import static org.apache.calcite.sql.SqlKind.LAST_VALUE;
import static org.apache.calcite.sql.SqlKind.LEAD;
import static org.apache.calcite.sql.SqlKind.MAX;
import static org.apache.calcite.sql.SqlKind.MIN;
import static org.apache.calcite.sql.SqlKind.NTH_VALUE;
import static org.apache.calcite.sql.SqlKind.RANK;
import static org.apache.calcite.sql.SqlKind.ROW_NUMBER;
import static org.apache.calcite.sql.SqlKind.SUM;
import static org.apache.calcite.sql.SqlKind.SUM0;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The whitelist of window functions. Where Calcite 1.42 is wrong about one, the mirror's engine answers, and
 * {@link WindowFrames} has Calcite answer the same, or refuse it where it is not pushed down. Not here: what sums
 * doubles, whose last bits depend on the order of the rows.
 */
final class AgreedWindowFunctions {

    private static final Set<SqlKind> KINDS = Set.of(
            ROW_NUMBER, RANK, DENSE_RANK, LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, COUNT, SUM, SUM0, MIN, MAX);

    /** Those that look at one row, which may be the nearest one that is not NULL. */
    private static final Set<SqlKind> OF_ONE_ROW = Set.of(LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE);

    /** In one unit; the engine reads no others. */
    private static final Set<SqlTypeName> INTERVALS = Set.of(
            SqlTypeName.INTERVAL_YEAR,
            SqlTypeName.INTERVAL_MONTH,
            SqlTypeName.INTERVAL_DAY,
            SqlTypeName.INTERVAL_HOUR,
            SqlTypeName.INTERVAL_MINUTE,
            SqlTypeName.INTERVAL_SECOND);

    private AgreedWindowFunctions() {}

    /** The kinds that may be pushed down, some of them only with some arguments. */
    static Set<SqlKind> kinds() {
        return KINDS;
    }

    /** Whether both engines compute the same from {@code function}. */
    static boolean agreeOn(RexOver function) {
        RexWindow window = function.getWindow();
        return agreeOnCall(function)
                && function.getOperands().stream().allMatch(AgreedOperators::agreeOn)
                && window.partitionKeys.stream().allMatch(AgreedOperators::agreeOn)
                && window.orderKeys.stream().allMatch(key -> AgreedOperators.agreeOn(key.left))
                && agreeOnFrame(window);
    }

    private static boolean agreeOnCall(RexOver function) {
        List<RexNode> operands = function.getOperands();
        SqlTypeName type = function.getType().getSqlTypeName();
        SqlKind kind = function.getAggOperator().getKind();
        boolean plain = !function.ignoreNulls() || OF_ONE_ROW.contains(kind);
        return plain
                && switch (kind) {
                    case ROW_NUMBER, RANK, DENSE_RANK, FIRST_VALUE, LAST_VALUE, MIN, MAX -> true;
                    case COUNT -> operands.size() <= 1;
                    case SUM, SUM0 -> type == SqlTypeName.BIGINT || type == SqlTypeName.INTEGER;
                    case LAG, LEAD -> operands.size() == 1 || (operands.size() == 2 && isKnown(operands.get(1)));
                    case NTH_VALUE -> isKnown(operands.get(1));
                    default -> false;
                };
    }

    private static boolean agreeOnFrame(RexWindow window) {
        return List.of(window.getLowerBound(), window.getUpperBound()).stream()
                .allMatch(bound -> bound.getOffset() == null || agreeOnDistance(window, bound));
    }

    private static boolean agreeOnDistance(RexWindow window, RexWindowBound bound) {
        if (!(bound.getOffset() instanceof RexLiteral distance) || !isKnown(distance)) {
            return false;
        }
        if (window.isRows()) {
            return true;
        }
        if (window.orderKeys.size() != 1) {
            return false;
        }
        RelDataType key = window.orderKeys.get(0).left.getType();
        return SqlTypeName.INT_TYPES.contains(key.getSqlTypeName())
                ? SqlTypeName.INT_TYPES.contains(distance.getType().getSqlTypeName())
                : SqlTypeName.DATETIME_TYPES.contains(key.getSqlTypeName())
                        && INTERVALS.contains(distance.getType().getSqlTypeName());
    }

    /** A number or an interval, from 0. */
    private static boolean isKnown(RexNode number) {
        return number instanceof RexLiteral literal
                && !literal.isNull()
                && literal.getValue() instanceof BigDecimal value
                && value.signum() >= 0;
    }
}
