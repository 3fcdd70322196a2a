package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.SqlNodeCopy;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Rewrites functions of any number of operands as standard expressions. */
final class VariadicSpellings {

    private VariadicSpellings() {}

    /**
     * PostgreSQL's {@code FORMAT('%s of %s', x, y)} as a concatenation, in which NULL is empty.
     *
     * @throws CalciteException if the format is no literal, has other places than {@code %s} and {@code %%}, or more
     *     places than there are values
     */
    static SqlNode format(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        if (!(call.operand(0) instanceof SqlCharStringLiteral format)) {
            throw new CalciteException(
                    "FORMAT takes a literal first: write CONCAT(x, y) of texts that are computed", null);
        }
        List<SqlNode> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String pattern = format.toValue();
        int value = 1;
        for (int index = 0; index < pattern.length(); index++) {
            char character = pattern.charAt(index);
            char next = index + 1 < pattern.length() ? pattern.charAt(index + 1) : ' ';
            if (character != '%') {
                text.append(character);
            } else if (next == '%') {
                text.append('%');
                index++;
            } else if (next == 's' && value < call.operandCount()) {
                parts.add(SqlLiteral.createCharString(text.toString(), at));
                parts.add(call.operand(value));
                text.setLength(0);
                value++;
                index++;
            } else {
                throw new CalciteException(
                        "FORMAT cannot read " + format + ": a percent sign stands before an s, once for each value, or"
                                + " twice for itself; write CONCAT(x, y) otherwise",
                        null);
            }
        }
        parts.add(SqlLiteral.createCharString(text.toString(), at));
        return SqlLibraryOperators.CONCAT_FUNCTION_WITH_NULL.createCall(at, parts);
    }

    /** Oracle's {@code DECODE(x, 1, 'a', 2, 'b', 'c')}, in which NULL equals NULL. */
    static SqlNode decode(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        if (SqlNodeCopy.hasParameter(operands.get(0)) && operands.size() > 4) {
            throw new CalciteException("DECODE cannot compare a parameter: write CASE CAST(? AS ...) WHEN ...", null);
        }
        SqlNodeList conditions = new SqlNodeList(at);
        SqlNodeList results = new SqlNodeList(at);
        int place = 1;
        for (; place + 1 < operands.size(); place += 2) {
            SqlNode value = place == 1 ? operands.get(0) : SqlNodeCopy.of(operands.get(0));
            conditions.add(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(at, value, operands.get(place)));
            results.add(operands.get(place + 1));
        }
        SqlNode otherwise = place < operands.size() ? operands.get(place) : SqlLiteral.createNull(at);
        return new SqlCase(at, null, conditions, results, otherwise);
    }

    /** PostgreSQL's {@code JSON_BUILD_OBJECT(name, value, ...)}. */
    static SqlNode jsonObject(SqlCall call) {
        if (call.operandCount() % 2 != 0) {
            throw new CalciteException(
                    "JSON_BUILD_OBJECT takes names and values in turn, an even number of operands, not "
                            + call.operandCount(),
                    null);
        }
        return SqlStdOperatorTable.JSON_OBJECT.createCall(call.getParserPosition(), withNulls(call));
    }

    /** PostgreSQL's {@code JSON_BUILD_ARRAY(value, ...)}. */
    static SqlNode jsonArray(SqlCall call) {
        return SqlStdOperatorTable.JSON_ARRAY.createCall(call.getParserPosition(), withNulls(call));
    }

    private static List<SqlNode> withNulls(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.add(0, SqlLiteral.createSymbol(SqlJsonConstructorNullClause.NULL_ON_NULL, call.getParserPosition()));
        return operands;
    }
}
