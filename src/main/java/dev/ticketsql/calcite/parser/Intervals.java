package dev.ticketsql.calcite.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rewrites intervals as the standard's literals: {@code INTERVAL 7 DAYS}, {@code INTERVAL '7 days'}, {@code x -
 * INTERVAL '1 month 2 days'}, which is {@code x - INTERVAL '1' MONTH - INTERVAL '2' DAY}.
 */
final class Intervals {

    /** The operands of {@code MAKE_INTERVAL}, of which the first two count months. */
    private static final List<String> PARTS = List.of("years", "months", "weeks", "days", "hours", "mins", "secs");

    private Intervals() {}

    /** Tests for an interval or a multiple of one, {@code 3 * INTERVAL '1' DAY}. */
    static boolean isInterval(SqlNode node) {
        boolean expression = node instanceof SqlCall call
                && (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)
                        || (call.getKind() == SqlKind.TIMES
                                && call.getOperandList().stream().anyMatch(Intervals::isInterval)));
        return expression || node instanceof SqlIntervalLiteral || SyntaxMarker.INTERVAL.isCall(node);
    }

    /** Rewrites an interval of one literal. An interval of months and days has two and waits for {@link #applied}. */
    static SqlNode standard(SqlCall call) {
        if (SyntaxMarker.INTERVAL.isCall(call)) {
            List<SqlNode> literals = literals(call);
            return literals.size() == 1 ? literals.get(0) : call;
        }
        if (SyntaxMarker.INTERVAL_TYPE.isCast(call)) {
            return ofText(call.operand(0), call.getParserPosition());
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

    /** Rewrites {@code (n || ' days')::INTERVAL} as {@code n * INTERVAL '1' DAY}. */
    private static SqlNode ofText(SqlNode text, SqlParserPos at) {
        if (text.getKind() != SqlKind.OTHER
                || !(text instanceof SqlCall call)
                || !call.getOperator().equals(SqlStdOperatorTable.CONCAT)
                || !(call.operand(1) instanceof SqlCharStringLiteral name)) {
            throw new CalciteException(
                    "TicketSQL makes no interval of " + text
                            + ": write n * INTERVAL '1' DAY, or (n || ' days')::INTERVAL",
                    null);
        }
        SqlNode number = call.operand(0);
        boolean isText = number.getKind() == SqlKind.CAST && !(((SqlCall) number).operand(0) instanceof SqlLiteral);
        SqlNode one = IntervalText.of("1 " + name.toValue()).literals(at).get(0);
        return SqlStdOperatorTable.MULTIPLY.createCall(at, isText ? ((SqlCall) number).operand(0) : number, one);
    }

    /**
     * {@code MAKE_INTERVAL(days => n, hours => m)} as a sum.
     *
     * @throws CalciteException if it has months and days, of which the standard has no type
     */
    static SqlNode made(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        Map<String, SqlNode> parts = new LinkedHashMap<>();
        for (int place = 0; place < call.operandCount(); place++) {
            SqlNode part = call.operand(place);
            boolean isNamed = part.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            String name = isNamed
                    ? ((SqlCall) part).operand(1).toString().toLowerCase(Locale.ROOT)
                    : PARTS.get(Math.min(place, PARTS.size() - 1));
            SqlNode number = isNamed ? ((SqlCall) part).operand(0) : part;
            boolean isNothing = number instanceof SqlNumericLiteral literal
                    && literal.bigDecimalValue().signum() == 0;
            if (!PARTS.contains(name) || call.operandCount() > PARTS.size()) {
                throw new CalciteException("MAKE_INTERVAL takes " + String.join(", ", PARTS), null);
            }
            if (!isNothing) {
                parts.put(name, number);
            }
        }
        boolean hasMonths = parts.containsKey(PARTS.get(0)) || parts.containsKey(PARTS.get(1));
        if (hasMonths && !PARTS.subList(0, 2).containsAll(parts.keySet())) {
            throw new CalciteException(
                    "MAKE_INTERVAL has months and days, of which the standard has no type: add two intervals, one"
                            + " after the other",
                    null);
        }
        return parts.entrySet().stream()
                .map(part -> (SqlNode) SqlStdOperatorTable.MULTIPLY.createCall(
                        at,
                        part.getValue(),
                        IntervalText.of("1 " + part.getKey()).literals(at).get(0)))
                .reduce((sum, part) -> SqlNodes.plus(sum, part, at))
                .orElseGet(() -> SqlNodes.interval("0", TimeUnit.DAY, at));
    }

    private static List<SqlNode> literals(SqlCall marked) {
        return IntervalText.of(text(marked)).literals(marked.getParserPosition());
    }

    private static String text(SqlCall marked) {
        return Objects.requireNonNull(((SqlLiteral) marked.operand(0)).toValue(), "text");
    }

    /** Splits a sum with an interval of months and days into two sums, one after the other. */
    static SqlNode applied(SqlCall sum) {
        boolean negated = sum.getKind() == SqlKind.MINUS;
        if ((sum.getKind() != SqlKind.PLUS && !negated) || sum.operandCount() != 2) {
            return sum;
        }
        if (SyntaxMarker.INTERVAL.isCall(sum.operand(1)) && !isInterval(sum.operand(0))) {
            return applied(sum.operand(0), sum.operand(1), negated, sum.getParserPosition());
        }
        return SyntaxMarker.INTERVAL.isCall(sum.operand(0)) && !negated && !isInterval(sum.operand(1))
                ? applied(sum.operand(1), sum.operand(0), false, sum.getParserPosition())
                : sum;
    }

    private static SqlNode applied(SqlNode instant, SqlCall marked, boolean negated, SqlParserPos at) {
        SqlNode result = instant;
        for (SqlNode literal : literals(marked)) {
            result = negated ? SqlNodes.minus(result, literal, at) : SqlNodes.plus(result, literal, at);
        }
        return result;
    }

    /**
     * Refuses an interval of months and days that is added to nothing.
     *
     * @throws CalciteException if {@code call} has one
     */
    static void refuseMixed(SqlCall call) {
        if (SyntaxMarker.INTERVAL.isCall(call)) {
            throw new CalciteException(
                    "INTERVAL '" + text(call).toLowerCase(Locale.ROOT)
                            + "' has months and days, of which the standard has no type: add it to, or subtract it"
                            + " from, a timestamp, or write two intervals",
                    null);
        }
    }
}
