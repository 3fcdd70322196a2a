package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.ChainShuttle;
import dev.ticketsql.calcite.function.EngineFunctions;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Gives {@code +} and {@code -} PostgreSQL's types of dates: date ± number is a date, date - date a number of days,
 * timestamp - timestamp an interval, date ± an interval of hours a timestamp. All other sums have the standard's types.
 * {@link DatetimeConvertlets} leave only the standard's operators in plans.
 */
final class DatetimeArithmetic extends ChainShuttle {

    /** Precedence of the standard's sums in Calcite. */
    private static final int RANK = 40;

    private static final SqlBinaryOperator PLUS = new Sum(SqlStdOperatorTable.PLUS);
    private static final SqlBinaryOperator MINUS = new Sum(SqlStdOperatorTable.MINUS);

    @Override
    public SqlNode changed(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (operator.equals(SqlStdOperatorTable.PLUS)) {
            return PLUS.createCall(call.getParserPosition(), call.getOperandList());
        }
        return operator.equals(SqlStdOperatorTable.MINUS)
                ? MINUS.createCall(call.getParserPosition(), call.getOperandList())
                : call;
    }

    static boolean isSum(SqlCall call) {
        return call.getOperator() instanceof Sum;
    }

    static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    static boolean isTimestampOrDate(RelDataType type) {
        return isDate(type) || SqlTypeFamily.TIMESTAMP.contains(type);
    }

    /** Tests for an interval with hours or less, which a date cannot hold. */
    static boolean isFinerThanDay(RelDataType type) {
        return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())
                && type.getSqlTypeName() != SqlTypeName.INTERVAL_DAY;
    }

    private static final class Sum extends SqlBinaryOperator {

        Sum(SqlBinaryOperator standard) {
            super(
                    standard.getName(),
                    standard.getKind(),
                    RANK,
                    true,
                    standard.getReturnTypeInference(),
                    standard.getOperandTypeInference(),
                    standard.getOperandTypeChecker());
        }

        @Override
        public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
            RelDataType left = validator.deriveType(scope, call.operand(0));
            RelDataType right = validator.deriveType(scope, call.operand(1));
            RelDataTypeFactory types = validator.getTypeFactory();
            boolean nullable = left.isNullable() || right.isNullable();
            boolean minus = getKind() == SqlKind.MINUS;
            if (minus && isTimestampOrDate(left) && isTimestampOrDate(right)) {
                return isDate(left) && isDate(right)
                        ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.INTEGER), nullable)
                        : types.createTypeWithNullability(EngineFunctions.daysAndTime(types), nullable);
            }
            if (isDateAnd(SqlTypeUtil::isIntType, left, right, minus)) {
                return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DATE), nullable);
            }
            return isDateAnd(DatetimeArithmetic::isFinerThanDay, left, right, minus)
                    ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.TIMESTAMP), nullable)
                    : super.deriveType(validator, scope, call);
        }

        private static boolean isDateAnd(
                Predicate<RelDataType> other, RelDataType left, RelDataType right, boolean minus) {
            return (isDate(left) && other.test(right)) || (!minus && isDate(right) && other.test(left));
        }
    }
}
