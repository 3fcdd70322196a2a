package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Builds nodes of standard expressions. */
final class SqlNodes {

    private SqlNodes() {}

    /** The operator's name in capitals, since SQL's names of functions ignore case. */
    static String nameOf(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    static SqlNode cast(SqlNode value, SqlTypeName type, SqlParserPos at) {
        return TimestampLiterals.standard(SqlStdOperatorTable.CAST.createCall(at, value, type(type, at)));
    }

    static SqlDataTypeSpec type(SqlTypeName type, SqlParserPos at) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, at), at);
    }

    static SqlNode floor(SqlNode value, TimeUnit unit, SqlParserPos at) {
        return SqlStdOperatorTable.FLOOR.createCall(at, value, DateUnit.qualifier(unit, at));
    }

    /** {@code INTERVAL '1' DAY} and the like, of a number without a sign. */
    static SqlIntervalLiteral interval(String number, TimeUnit unit, SqlParserPos at) {
        return SqlIntervalLiteral.createInterval(1, number, DateUnit.qualifier(unit, at), at);
    }

    static SqlNode plus(SqlNode left, SqlNode right, SqlParserPos at) {
        return SqlStdOperatorTable.PLUS.createCall(at, left, right);
    }

    static SqlNode minus(SqlNode left, SqlNode right, SqlParserPos at) {
        return SqlStdOperatorTable.MINUS.createCall(at, left, right);
    }

    /** {@code CASE WHEN condition THEN value ELSE otherwise END}. */
    static SqlNode when(SqlNode condition, SqlNode value, SqlNode otherwise, SqlParserPos at) {
        return new SqlCase(
                at, null, new SqlNodeList(List.of(condition), at), new SqlNodeList(List.of(value), at), otherwise);
    }

    static SqlLiteral number(long value, SqlParserPos at) {
        return SqlLiteral.createExactNumeric(Long.toString(value), at);
    }
}
