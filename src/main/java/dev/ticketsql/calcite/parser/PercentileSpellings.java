package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.ChainShuttle;
import dev.ticketsql.calcite.function.EngineAggregate;
import dev.ticketsql.calcite.function.EngineAggregates;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rewrites percentiles. {@code PERCENTILE_CONT} of whole numbers becomes a DOUBLE, as in PostgreSQL. Percentiles with
 * FILTER or over a window, which Calcite 1.42 does not compute, become calls that are computed.
 */
final class PercentileSpellings extends ChainShuttle {

    private static final Set<SqlKind> DIRECTIONS =
            EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

    @Override
    public SqlNode changed(SqlCall function) {
        if (isPercentile(function, "PERCENTILE_CONT")) {
            return withinGroup(
                    function.operand(0),
                    ofKey(key(function), PercentileSpellings::asDouble),
                    function.getParserPosition());
        }
        // Calcite 1.42 fails at the two clauses together; of NULLs there is no percentile.
        if (function.getKind() == SqlKind.FILTER && isPercentile(function.operand(0))) {
            return filtered(function.operand(0), function.operand(1));
        }
        return function.getKind() == SqlKind.OVER && isPercentile(function.operand(0))
                ? overWindow(function.operand(0), function)
                : function;
    }

    private static SqlNode overWindow(SqlCall percentile, SqlCall over) {
        SqlParserPos at = over.getParserPosition();
        SqlNode key = key(percentile);
        if (DIRECTIONS.contains(key.getKind())) {
            throw new CalciteException(
                    "a percentile over a window counts from the least value: write 1 - p for the place p, without DESC"
                            + " and NULLS",
                    null);
        }
        SqlCall function = percentile.operand(0);
        EngineAggregate quantile = SqlNodes.nameOf(function).equals("PERCENTILE_CONT")
                ? EngineAggregates.QUANTILE_CONT
                : EngineAggregates.QUANTILE_DISC;
        return SqlStdOperatorTable.OVER.createCall(
                at, quantile.createCall(at, key, function.operand(0)), over.operand(1));
    }

    private static boolean isPercentile(SqlNode node) {
        return isPercentile(node, "PERCENTILE_CONT") || isPercentile(node, "PERCENTILE_DISC");
    }

    private static boolean isPercentile(SqlNode node, String name) {
        return node instanceof SqlCall call
                && call.getKind() == SqlKind.WITHIN_GROUP
                && SqlNodes.nameOf(call.operand(0)).equals(name)
                && ((SqlNodeList) call.operand(1)).size() == 1;
    }

    private static SqlNode key(SqlCall percentile) {
        return ((SqlNodeList) percentile.operand(1)).get(0);
    }

    private static SqlNode withinGroup(SqlNode function, SqlNode key, SqlParserPos at) {
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(at, function, new SqlNodeList(List.of(key), at));
    }

    private static SqlNode filtered(SqlCall percentile, SqlNode condition) {
        SqlParserPos at = condition.getParserPosition();
        UnaryOperator<SqlNode> chosen = key -> SqlNodes.when(condition, key, SqlLiteral.createNull(at), at);
        return withinGroup(percentile.operand(0), ofKey(key(percentile), chosen), percentile.getParserPosition());
    }

    /** Applies {@code change} to the key, below DESC and NULLS LAST. */
    private static SqlNode ofKey(SqlNode key, UnaryOperator<SqlNode> change) {
        return switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall order = (SqlCall) key;
                yield order.getOperator().createCall(key.getParserPosition(), ofKey(order.operand(0), change));
            }
            default -> change.apply(key);
        };
    }

    /**
     * Multiplies by one as a DOUBLE. A cast would make a number of a timestamp; and the one is nullable, as the
     * percentile of nothing is.
     */
    private static SqlNode asDouble(SqlNode value) {
        SqlParserPos at = value.getParserPosition();
        SqlNode one = SqlStdOperatorTable.NULLIF.createCall(at, approximate("1E0", at), approximate("0E0", at));
        return SqlStdOperatorTable.MULTIPLY.createCall(at, value, one);
    }

    private static SqlNode approximate(String number, SqlParserPos at) {
        return SqlLiteral.createApproxNumeric(number, at);
    }
}
