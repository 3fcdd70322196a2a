package dev.ticketsql.calcite;

import static org.apache.calcite.sql.fun.SqlStdOperatorTable.ABS;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.AND;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.CASE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.CAST;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.EQUALS;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.EXTRACT;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.FLOOR;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.GREATER_THAN;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_FALSE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NOT_FALSE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NOT_NULL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NOT_TRUE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NULL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_TRUE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.LESS_THAN;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.LIKE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.MOD;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT_EQUALS;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.OR;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.SEARCH;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.SIGN;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.UNARY_MINUS;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The whitelist of scalar operators: those on which Calcite and the mirror's engine give the same answer for every
 * value, NULLs included. What is not listed is not pushed down. The test of this class runs every entry both ways, and
 * fails for an entry that it has no case for.
 *
 * <p>Not here, because they differ: integer division, casts to text or to integers, UPPER and LOWER, CHAR_LENGTH and
 * SUBSTRING, FLOOR TO WEEK or QUARTER, CEIL, EXTRACT(DOW), interval arithmetic, every JSON function.
 */
final class AgreedOperators {

    private static final Set<SqlTypeName> INTEGERS = Set.of(SqlTypeName.INTEGER, SqlTypeName.BIGINT);

    /** WEEK and QUARTER start elsewhere, or are not there, in one of the two. */
    private static final Set<TimeUnitRange> FLOOR_UNITS = Set.of(
            TimeUnitRange.YEAR,
            TimeUnitRange.MONTH,
            TimeUnitRange.DAY,
            TimeUnitRange.HOUR,
            TimeUnitRange.MINUTE,
            TimeUnitRange.SECOND);

    /** DOW counts from Sunday as 1 in Calcite and as 0 in the engine. */
    private static final Set<TimeUnitRange> EXTRACT_UNITS = Set.of(
            TimeUnitRange.YEAR,
            TimeUnitRange.QUARTER,
            TimeUnitRange.MONTH,
            TimeUnitRange.WEEK,
            TimeUnitRange.DAY,
            TimeUnitRange.ISODOW,
            TimeUnitRange.ISOYEAR,
            TimeUnitRange.DOY,
            TimeUnitRange.HOUR,
            TimeUnitRange.MINUTE,
            TimeUnitRange.SECOND,
            TimeUnitRange.EPOCH);

    private static final Map<SqlOperator, Predicate<RexCall>> WHITELIST = whitelist();

    private AgreedOperators() {}

    private static Map<SqlOperator, Predicate<RexCall>> whitelist() {
        Map<SqlOperator, Predicate<RexCall>> list = new HashMap<>();
        List.of(AND, OR, NOT, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE, IS_NULL, IS_NOT_NULL, SEARCH, CASE)
                .forEach(operator -> list.put(operator, call -> true));
        List.of(
                        EQUALS,
                        NOT_EQUALS,
                        LESS_THAN,
                        LESS_THAN_OR_EQUAL,
                        GREATER_THAN,
                        GREATER_THAN_OR_EQUAL,
                        IS_NOT_DISTINCT_FROM)
                .forEach(operator -> list.put(operator, AgreedOperators::comparesLikeWithLike));
        list.put(LIKE, call -> true);
        List.of(UNARY_MINUS, ABS, SIGN).forEach(operator -> list.put(operator, call -> isInteger(call.getType())));
        list.put(
                MOD,
                call -> isInteger(call.getType())
                        && isPositive(call.getOperands().get(1)));
        list.put(CAST, AgreedOperators::losesNothing);
        list.put(FLOOR, call -> isTimestamp(call.getType()) && hasUnit(call, 1, FLOOR_UNITS));
        list.put(EXTRACT, call -> hasUnit(call, 0, EXTRACT_UNITS));
        return Map.copyOf(list);
    }

    /** The operators that may be pushed down, some of them only with some operands. */
    static Set<SqlOperator> operators() {
        return WHITELIST.keySet();
    }

    /** Whether both engines compute the same from {@code node}. */
    static boolean agreeOn(RexNode node) {
        if (node instanceof RexInputRef || Constants.isConstant(node)) {
            return crosses(node.getType());
        }
        if (node instanceof RexOver function) {
            return crosses(node.getType()) && AgreedWindowFunctions.agreeOn(function);
        }
        return node instanceof RexCall call
                && WHITELIST.getOrDefault(call.getOperator(), unlisted -> false).test(call)
                && crosses(call.getType())
                && call.getOperands().stream().allMatch(operand -> isUnit(operand) || agreeOn(operand));
    }

    /** Whether values of {@code type} cross the border between the engines unchanged. */
    static boolean crosses(RelDataType type) {
        return RowReader.TYPES.contains(type.getSqlTypeName());
    }

    private static boolean isUnit(RexNode operand) {
        return operand.getType().getSqlTypeName() == SqlTypeName.SYMBOL;
    }

    private static boolean comparesLikeWithLike(RexCall call) {
        SqlTypeName left = call.getOperands().get(0).getType().getSqlTypeName();
        SqlTypeName right = call.getOperands().get(1).getType().getSqlTypeName();
        return left == right
                || (INTEGERS.contains(left) && INTEGERS.contains(right))
                || (SqlTypeName.CHAR_TYPES.contains(left) && SqlTypeName.CHAR_TYPES.contains(right));
    }

    private static boolean isInteger(RelDataType type) {
        return INTEGERS.contains(type.getSqlTypeName());
    }

    private static boolean isTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    /** MOD by zero is an error in Calcite and NULL in the engine. */
    private static boolean isPositive(RexNode divisor) {
        return divisor instanceof RexLiteral literal
                && !literal.isNull()
                && literal.getValueAs(BigDecimal.class).signum() > 0;
    }

    /** A wider integer, a longer text, a more precise timestamp, or a timestamp's date. */
    private static boolean losesNothing(RexCall cast) {
        RelDataType from = cast.getOperands().get(0).getType();
        RelDataType to = cast.getType();
        return switch (to.getSqlTypeName()) {
            case BIGINT -> isInteger(from);
            case VARCHAR ->
                SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName())
                        && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
            case DATE -> isTimestamp(from);
            case TIMESTAMP -> isTimestamp(from) && from.getPrecision() <= to.getPrecision();
            default -> false;
        };
    }

    private static boolean hasUnit(RexCall call, int operand, Set<TimeUnitRange> units) {
        return call.getOperands().size() == 2
                && call.getOperands().get(operand) instanceof RexLiteral unit
                && unit.getValue() instanceof TimeUnitRange range
                && units.contains(range)
                && isTimestampOrDate(call.getOperands().get(1 - operand).getType());
    }

    private static boolean isTimestampOrDate(RelDataType type) {
        return isTimestamp(type) || type.getSqlTypeName() == SqlTypeName.DATE;
    }
}
