package dev.ticketsql.calcite.parser;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Wraps a column of a recursive query's first rows until the validator knows its type. A text then becomes a VARCHAR
 * without a length: all later rows get this type, and longer texts would be cut.
 */
final class RecursiveColumn extends SqlSpecialOperator {

    static final RecursiveColumn INSTANCE = new RecursiveColumn();

    private RecursiveColumn() {
        super("RECURSIVE", SqlKind.OTHER);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return widened(validator.getTypeFactory(), validator.deriveType(scope, call.operand(0)));
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        call.operand(0).unparse(writer, leftPrec, rightPrec);
    }

    static RexNode converted(SqlRexContext context, SqlCall call) {
        RexNode value = context.convertExpression(call.operand(0));
        RelDataType type = widened(context.getTypeFactory(), value.getType());
        return type.equals(value.getType()) ? value : context.getRexBuilder().makeCast(type, value);
    }

    private static RelDataType widened(RelDataTypeFactory types, RelDataType type) {
        return SqlTypeUtil.isCharacter(type)
                ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), type.isNullable())
                : type;
    }
}
