package dev.ticketsql.calcite.corrections;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Writes {@code FILTER (WHERE ...)} of a window function as a CASE of its argument: Calcite 1.42 has no plan for a
 * filter there. Runs after {@link WindowClauseInliner}.
 */
public final class WindowFilterSpelling extends ChainShuttle {

    /** Functions that ignore NULL, which may therefore stand for the rows that FILTER leaves out. */
    private static final Set<String> FILTERED = Set.of(
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            "KURTOSIS",
            "PRODUCT",
            "SKEWNESS");

    @Override
    public SqlNode changed(SqlCall call) {
        return call.getKind() == SqlKind.OVER
                        && call.operand(0) instanceof SqlCall function
                        && function.getKind() == SqlKind.FILTER
                ? filtered(call, function)
                : call;
    }

    private static SqlNode filtered(SqlCall over, SqlCall filter) {
        SqlCall function = filter.operand(0);
        List<SqlNode> operands = function.getOperandList();
        // The condition comes before the operand in CASE, and parameters must keep their order.
        boolean fits = operands.size() == 1
                && !(SqlNodeCopy.hasParameter(operands.get(0)) && SqlNodeCopy.hasParameter(filter.operand(1)))
                && FILTERED.contains(function.getOperator().getName().toUpperCase(Locale.ROOT));
        if (!fits) {
            return over;
        }
        SqlParserPos at = filter.getParserPosition();
        SqlNode counted = operands.get(0) instanceof SqlIdentifier name && name.isStar()
                ? SqlLiteral.createExactNumeric("1", at)
                : operands.get(0);
        SqlNode chosen = new SqlCase(
                at, null, SqlNodeList.of(filter.operand(1)), SqlNodeList.of(counted), SqlLiteral.createNull(at));
        SqlCall call = function.getOperator()
                .createCall(function.getFunctionQuantifier(), function.getParserPosition(), chosen);
        return SqlStdOperatorTable.OVER.createCall(over.getParserPosition(), call, over.operand(1));
    }
}
