package dev.ticketsql.calcite.parser;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Says in other window functions what Calcite 1.42 refuses or computes wrongly of them: {@code PERCENT_RANK} and
 * {@code CUME_DIST}; {@code NTILE}, whose tiles have wrong sizes; {@code FILTER (WHERE ...)}; {@code NTH_VALUE}, which
 * looks beyond the frame; and {@code LAG} and {@code LEAD} with a default, which fail at NULLs. After
 * {@link WindowClauseInliner}.
 */
final class WindowFunctionSpellings extends ChainShuttle {

    /** Those that pay no attention to NULLs, which therefore may stand for what FILTER leaves out. */
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
            "VAR_SAMP");

    /** With their numbers of arguments. */
    private static final Set<String> SAID_OTHERWISE =
            Set.of("PERCENT_RANK0", "CUME_DIST0", "NTILE1", "NTH_VALUE2", "LAG3", "LEAD3");

    @Override
    SqlNode changed(SqlCall call) {
        return call.getKind() == SqlKind.OVER && call.operand(1) instanceof SqlWindow window
                ? spelledOut(call, window)
                : call;
    }

    private static SqlNode spelledOut(SqlCall over, SqlWindow window) {
        SqlCall function = over.operand(0);
        if (function.getKind() == SqlKind.FILTER) {
            return filtered(over, function);
        }
        SqlCall named = isNullTreatment(function) ? function.operand(0) : function;
        return switch (key(named)) {
            case "PERCENT_RANK0" -> copying(() -> percentRank(window, over.getParserPosition()), window);
            case "CUME_DIST0" -> copying(() -> cumulativeDistribution(window, over.getParserPosition()), window);
            case "NTILE1" -> copying(() -> tile(named.operand(0), window, over.getParserPosition()), window);
            case "NTH_VALUE2" -> copying(() -> nth(over, named.operand(1), window), window);
            case "LAG3", "LEAD3" -> copying(() -> neighbour(over, function, named, window), window, named.operand(1));
            default -> over;
        };
    }

    private static SqlNode copying(Supplier<SqlNode> spelling, SqlNode... copied) {
        if (Stream.of(copied).anyMatch(NodeCopy::hasParameter)) {
            throw refusedParameter();
        }
        return spelling.get();
    }

    /** What is said of a parameter in a window that would have to be written twice. */
    static CalciteException refusedParameter() {
        return new CalciteException(
                "PERCENT_RANK, CUME_DIST, NTILE, NTH_VALUE, and LAG and LEAD with a default, are said in other window"
                        + " functions, and their window cannot have a parameter: write its value",
                null);
    }

    /** Whether {@code function} is one that is said in others. */
    static boolean saysOtherwise(SqlCall function) {
        return SAID_OTHERWISE.contains(key(isNullTreatment(function) ? function.operand(0) : function));
    }

    private static String key(SqlCall function) {
        return function.getOperator().getName().toUpperCase(Locale.ROOT) + function.operandCount();
    }

    private static SqlNode cumulativeDistribution(SqlWindow window, SqlParserPos at) {
        SqlNode upToHere = over(countOfRows(at), framed(window, false, SqlWindow.createCurrentRow(at)), at);
        return call(SqlStdOperatorTable.DIVIDE, at, asDouble(upToHere, at), partitionRows(window, at));
    }

    private static SqlNode nth(SqlCall over, SqlNode place, SqlWindow window) {
        requireCount("NTH_VALUE", place);
        SqlParserPos at = over.getParserPosition();
        SqlNode rows = over(countOfRows(at), copy(window), at);
        SqlNode enough = call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, at, rows, NodeCopy.of(place));
        return when(enough, over, SqlLiteral.createNull(at), at);
    }

    /** The first tiles have one row more, where not all can have the same number. */
    private static SqlNode tile(SqlNode tiles, SqlWindow window, SqlParserPos at) {
        requireCount("NTILE", tiles);
        Supplier<SqlNode> before = () -> call(
                SqlStdOperatorTable.MINUS,
                at,
                over(SqlStdOperatorTable.ROW_NUMBER.createCall(at), copy(window), at),
                one(at));
        Supplier<SqlNode> size =
                () -> call(SqlStdOperatorTable.DIVIDE, at, partitionRows(window, at), NodeCopy.of(tiles));
        Supplier<SqlNode> larger =
                () -> call(SqlStdOperatorTable.MOD, at, partitionRows(window, at), NodeCopy.of(tiles));
        Supplier<SqlNode> largerSize = () -> call(SqlStdOperatorTable.PLUS, at, size.get(), one(at));
        Supplier<SqlNode> inLarger = () -> call(SqlStdOperatorTable.MULTIPLY, at, larger.get(), largerSize.get());
        SqlNode ofLarger = call(SqlStdOperatorTable.DIVIDE, at, before.get(), largerSize.get());
        // Where a tile has no row of its own, no row comes after the larger ones.
        SqlNode rows = SqlStdOperatorTable.NULLIF.createCall(at, size.get(), SqlLiteral.createExactNumeric("0", at));
        SqlNode after = call(SqlStdOperatorTable.MINUS, at, before.get(), inLarger.get());
        SqlNode ofOthers =
                call(SqlStdOperatorTable.PLUS, at, larger.get(), call(SqlStdOperatorTable.DIVIDE, at, after, rows));
        SqlNode isInLarger = call(SqlStdOperatorTable.LESS_THAN, at, before.get(), inLarger.get());
        return call(SqlStdOperatorTable.PLUS, at, when(isInLarger, ofLarger, ofOthers, at), one(at));
    }

    private static void requireCount(String function, SqlNode number) {
        boolean literal = number instanceof SqlNumericLiteral count
                && requireNonNull(count.bigDecimalValue()).signum() > 0;
        if (!literal) {
            throw new CalciteException(function + " counts from 1: write a number, not " + number, null);
        }
    }

    private static boolean isNullTreatment(SqlCall function) {
        return function.getKind() == SqlKind.IGNORE_NULLS || function.getKind() == SqlKind.RESPECT_NULLS;
    }

    private static SqlNode percentRank(SqlWindow window, SqlParserPos at) {
        SqlNode rank = over(SqlStdOperatorTable.RANK.createCall(at), copy(window), at);
        SqlNode before = call(SqlStdOperatorTable.MINUS, at, rank, one(at));
        SqlNode others = call(SqlStdOperatorTable.MINUS, at, partitionRows(window, at), one(at));
        SqlNode several = call(SqlStdOperatorTable.GREATER_THAN, at, partitionRows(window, at), one(at));
        SqlNode none = asDouble(SqlLiteral.createExactNumeric("0", at), at);
        return when(several, call(SqlStdOperatorTable.DIVIDE, at, asDouble(before, at), others), none, at);
    }

    /** The default is the current row's, where there is no row to look at; NULL is a value of the row there is. */
    private static SqlNode neighbour(SqlCall over, SqlCall function, SqlCall named, SqlWindow window) {
        SqlParserPos at = over.getParserPosition();
        SqlNode distance = named.operand(1);
        SqlNode otherwise = named.operand(2);
        SqlCall value = named.getOperator().createCall(named.getParserPosition(), named.operand(0), distance);
        if (function.getKind() == SqlKind.IGNORE_NULLS) {
            SqlCall known = SqlStdOperatorTable.IGNORE_NULLS.createCall(function.getParserPosition(), value);
            return call(SqlStdOperatorTable.COALESCE, at, over(known, window, at), otherwise);
        }
        SqlCall there = named.getOperator().createCall(at, SqlLiteral.createBoolean(true, at), NodeCopy.of(distance));
        return when(over(there, copy(window), at), over(value, window, at), otherwise, at);
    }

    private static SqlNode filtered(SqlCall over, SqlCall filter) {
        SqlCall function = filter.operand(0);
        List<SqlNode> operands = function.getOperandList();
        // Two parts with parameters would change places.
        boolean fits = operands.size() == 1
                && !(NodeCopy.hasParameter(operands.get(0)) && NodeCopy.hasParameter(filter.operand(1)))
                && FILTERED.contains(function.getOperator().getName().toUpperCase(Locale.ROOT));
        if (!fits) {
            return over;
        }
        SqlParserPos at = filter.getParserPosition();
        SqlNode counted = operands.get(0) instanceof SqlIdentifier name && name.isStar() ? one(at) : operands.get(0);
        SqlNode chosen = when(filter.operand(1), counted, SqlLiteral.createNull(at), at);
        SqlCall call = function.getOperator()
                .createCall(function.getFunctionQuantifier(), function.getParserPosition(), chosen);
        return SqlStdOperatorTable.OVER.createCall(over.getParserPosition(), call, over.operand(1));
    }

    private static SqlNode partitionRows(SqlWindow window, SqlParserPos at) {
        return over(countOfRows(at), framed(window, true, SqlWindow.createUnboundedFollowing(at)), at);
    }

    private static SqlWindow copy(SqlWindow window) {
        return (SqlWindow) NodeCopy.of((SqlNode) window);
    }

    private static SqlWindow framed(SqlWindow window, boolean rows, SqlNode upperBound) {
        SqlWindow copy = copy(window);
        copy.setRows(SqlLiteral.createBoolean(rows, window.getParserPosition()));
        copy.setLowerBound(SqlWindow.createUnboundedPreceding(window.getParserPosition()));
        copy.setUpperBound(upperBound);
        return copy;
    }

    private static SqlCall countOfRows(SqlParserPos at) {
        return SqlStdOperatorTable.COUNT.createCall(at, SqlIdentifier.star(at));
    }

    private static SqlNode over(SqlCall function, SqlWindow window, SqlParserPos at) {
        return SqlStdOperatorTable.OVER.createCall(at, function, window);
    }

    private static SqlNode call(SqlOperator operator, SqlParserPos at, SqlNode left, SqlNode right) {
        return operator.createCall(at, left, right);
    }

    private static SqlNode one(SqlParserPos at) {
        return SqlLiteral.createExactNumeric("1", at);
    }

    private static SqlNode asDouble(SqlNode value, SqlParserPos at) {
        return SqlStdOperatorTable.CAST.createCall(
                at, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, at), at));
    }

    /** {@code CASE WHEN condition THEN value ELSE otherwise END}. */
    static SqlNode when(SqlNode condition, SqlNode value, SqlNode otherwise, SqlParserPos at) {
        return new SqlCase(
                at, null, new SqlNodeList(List.of(condition), at), new SqlNodeList(List.of(value), at), otherwise);
    }
}
