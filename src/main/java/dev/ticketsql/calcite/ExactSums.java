package dev.ticketsql.calcite;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Casts every sum of integers back to Calcite's 64 bits: the mirror's engine adds in 128. A sum that does not fit is an
 * error there, never a wrong number.
 */
final class ExactSums extends SqlShuttle {

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.SUM) {
            return castToBigint(ofRows(call.operand(0), call));
        }
        boolean sum = call.getKind() == SqlKind.SUM;
        // SUM(x) FILTER (WHERE y) is one call around another; the cast belongs around both.
        boolean filtered = call.getKind() == SqlKind.FILTER && call.operand(0).getKind() == SqlKind.SUM;
        return sum || filtered ? castToBigint(call) : super.visit(call);
    }

    /** What is added up over rows may be sums of groups, which are exact too. */
    private SqlNode ofRows(SqlCall sum, SqlCall over) {
        SqlNode[] operands = sum.getOperandList().stream()
                .map(operand -> operand.accept(this))
                .toArray(SqlNode[]::new);
        SqlNode exact = sum.getOperator().createCall(sum.getFunctionQuantifier(), SqlParserPos.ZERO, operands);
        return SqlStdOperatorTable.OVER.createCall(
                SqlParserPos.ZERO, exact, over.operand(1).accept(this));
    }

    private static SqlNode castToBigint(SqlNode sum) {
        SqlDataTypeSpec bigint =
                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, SqlParserPos.ZERO), SqlParserPos.ZERO);
        return SqlStdOperatorTable.CAST.createCall(SqlParserPos.ZERO, sum, bigint);
    }
}
