package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Says {@code MEDIAN(x)} as the standard does, {@code PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)}, and has what
 * lies between two whole numbers be a DOUBLE, as in PostgreSQL.
 */
final class PercentileSpellings extends ChainShuttle {

    @Override
    SqlNode changed(SqlCall function) {
        SqlParserPos at = function.getParserPosition();
        if (isNamed(function, "MEDIAN") && function.operandCount() == 1 && function.getFunctionQuantifier() == null) {
            SqlCall middle =
                    SqlStdOperatorTable.PERCENTILE_CONT.createCall(at, SqlLiteral.createExactNumeric("0.5", at));
            return withinGroup(middle, asDouble(function.operand(0)), at);
        }
        if (isPercentile(function)) {
            return withinGroup(function.operand(0), ofKey(key(function), PercentileSpellings::asDouble), at);
        }
        // Calcite 1.42 fails at the two clauses together; of NULLs there is no percentile.
        return function.getKind() == SqlKind.FILTER && isPercentile(function.operand(0))
                ? filtered(function.operand(0), function.operand(1))
                : function;
    }

    private static boolean isNamed(SqlCall call, String name) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT).equals(name);
    }

    private static boolean isPercentile(SqlCall call) {
        return call.getKind() == SqlKind.WITHIN_GROUP
                && isNamed(call.operand(0), "PERCENTILE_CONT")
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
        UnaryOperator<SqlNode> chosen = key -> WindowFilterSpelling.when(condition, key, SqlLiteral.createNull(at), at);
        return withinGroup(percentile.operand(0), ofKey(key(percentile), chosen), percentile.getParserPosition());
    }

    /** What {@code change} makes of the key, below DESC and NULLS LAST. */
    private static SqlNode ofKey(SqlNode key, UnaryOperator<SqlNode> change) {
        return switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall order = (SqlCall) key;
                yield order.getOperator().createCall(key.getParserPosition(), ofKey(order.operand(0), change));
            }
            default -> change.apply(key);
        };
    }

    /** By no cast, which would make a number of a timestamp; and nullable, as the percentile of nothing is. */
    private static SqlNode asDouble(SqlNode value) {
        SqlParserPos at = value.getParserPosition();
        SqlNode one = SqlStdOperatorTable.NULLIF.createCall(at, approximate("1E0", at), approximate("0E0", at));
        return SqlStdOperatorTable.MULTIPLY.createCall(at, value, one);
    }

    private static SqlNode approximate(String number, SqlParserPos at) {
        return SqlLiteral.createApproxNumeric(number, at);
    }
}
