package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Writes functions and operators that other dialects have for standard expressions as these: {@code IFNULL} as
 * {@code COALESCE}, {@code IFF} as {@code CASE}, {@code COUNTIF(c)} as {@code COUNT(*) FILTER (WHERE c)}; and gives the
 * operators of the grammar their meaning, {@code ->}, {@code ->>}, {@code ||} and {@code AT TIME ZONE}.
 */
final class FunctionSpellings {

    private FunctionSpellings() {}

    /** The standard's form of {@code call}, or {@code call} itself. */
    static SqlNode standard(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        if (call.getKind() == SqlKind.FILTER
                && call.operand(0) instanceof SqlCall inner
                && inner.getKind() == SqlKind.FILTER) {
            SqlNode both = SqlStdOperatorTable.AND.createCall(at, inner.operand(1), call.operand(1));
            return SqlStdOperatorTable.FILTER.createCall(at, inner.operand(0), both);
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (call.getOperator() instanceof SqlBinaryOperator && call.getKind() == SqlKind.OTHER_FUNCTION) {
            return operator(name, call);
        }
        if (!(call.getOperator() instanceof SqlUnresolvedFunction)) {
            return call;
        }
        return switch (name + call.operandCount()) {
            case "IFNULL2", "NVL2", "ISNULL2" ->
                SqlStdOperatorTable.COALESCE.createCall(at, call.operand(0), call.operand(1));
            case "IF3", "IFF3" -> Nodes.when(call.operand(0), call.operand(1), call.operand(2), at);
            case "COUNTIF1", "COUNT_IF1" -> {
                SqlNode all = SqlStdOperatorTable.COUNT.createCall(at, SqlIdentifier.star(at));
                yield SqlStdOperatorTable.FILTER.createCall(at, all, call.operand(0));
            }
            case "TO_TIMESTAMP1" -> epochSeconds(call);
            default -> call;
        };
    }

    private static SqlNode operator(String name, SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        return switch (name) {
            case "||" -> SqlStdOperatorTable.CONCAT.createCall(at, operands);
            case "->" -> EngineFunctions.JSON_MEMBER.createCall(at, operands);
            case "->>" -> EngineFunctions.JSON_MEMBER_TEXT.createCall(at, operands);
            case "AT TIME ZONE" -> EngineFunctions.AT_TIME_ZONE.createCall(at, operands);
            default -> call;
        };
    }

    /** Whole seconds that are written out become a timestamp, which bounds time. */
    private static SqlNode epochSeconds(SqlCall call) {
        return call.operand(0) instanceof SqlNumericLiteral number && number.isInteger()
                ? TimestampLiterals.ofEpochSecond(number.longValue(true), call.getParserPosition())
                : call;
    }
}
