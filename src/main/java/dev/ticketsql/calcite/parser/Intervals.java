package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Writes intervals as the standard's literals: {@code INTERVAL 7 DAYS}, {@code INTERVAL '7 days'}, {@code x - INTERVAL
 * '1 month 2 days'}, which is {@code x - INTERVAL '1' MONTH - INTERVAL '2' DAY}.
 */
final class Intervals {

    private Intervals() {}

    /** Also many of them, {@code 3 * INTERVAL '1' DAY}. */
    static boolean isInterval(SqlNode node) {
        boolean expression = node instanceof SqlCall call
                && (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)
                        || (call.getKind() == SqlKind.TIMES
                                && call.getOperandList().stream().anyMatch(Intervals::isInterval)));
        return expression || node instanceof SqlIntervalLiteral || Marker.INTERVAL.isCall(node);
    }

    /** Of one literal, which may stand anywhere; that of months and days waits for what it is added to. */
    static SqlNode standard(SqlCall call) {
        if (Marker.INTERVAL.isCall(call)) {
            List<SqlNode> literals = literals(call);
            return literals.size() == 1 ? literals.get(0) : call;
        }
        if (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)
                && call.operand(0) instanceof SqlNumericLiteral number
                && number.isInteger()) {
            SqlIntervalQualifier unit = call.operand(1);
            return SqlIntervalLiteral.createInterval(
                    1, Objects.requireNonNull(number.toValue(), "number"), unit, call.getParserPosition());
        }
        return call;
    }

    private static List<SqlNode> literals(SqlCall marked) {
        return IntervalText.of(text(marked)).literals(marked.getParserPosition());
    }

    private static String text(SqlCall marked) {
        return Objects.requireNonNull(((SqlLiteral) marked.operand(0)).toValue(), "text");
    }

    /** A sum with an interval of months and days, as sums one after the other. */
    static SqlNode applied(SqlCall sum) {
        boolean negated = sum.getKind() == SqlKind.MINUS;
        if ((sum.getKind() != SqlKind.PLUS && !negated) || sum.operandCount() != 2) {
            return sum;
        }
        if (Marker.INTERVAL.isCall(sum.operand(1)) && !isInterval(sum.operand(0))) {
            return applied(sum.operand(0), sum.operand(1), negated, sum.getParserPosition());
        }
        return Marker.INTERVAL.isCall(sum.operand(0)) && !negated && !isInterval(sum.operand(1))
                ? applied(sum.operand(1), sum.operand(0), false, sum.getParserPosition())
                : sum;
    }

    private static SqlNode applied(SqlNode instant, SqlCall marked, boolean negated, SqlParserPos at) {
        SqlNode result = instant;
        for (SqlNode literal : literals(marked)) {
            result = negated ? Nodes.minus(result, literal, at) : Nodes.plus(result, literal, at);
        }
        return result;
    }

    /**
     * Refuses an interval of months and days that nothing has been added to.
     *
     * @throws CalciteException if {@code call} has one
     */
    static void refuseMixed(SqlCall call) {
        if (Marker.INTERVAL.isCall(call)) {
            throw new CalciteException(
                    "INTERVAL '" + text(call).toLowerCase(Locale.ROOT)
                            + "' has months and days, of which the standard has no type: add it to, or subtract it"
                            + " from, a timestamp, or write two intervals",
                    null);
        }
    }
}
