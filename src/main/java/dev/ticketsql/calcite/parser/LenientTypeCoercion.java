package dev.ticketsql.calcite.parser;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Coerces ISO-8601 text that meets a timestamp, {@code "time" >= '2026-01-20T15:00:00Z'}: only the validator knows that
 * the text is not compared with text. For {@code SqlValidator.Config.withTypeCoercionFactory}.
 */
public final class LenientTypeCoercion extends TypeCoercionImpl {

    /** Coercion of one validator. */
    public LenientTypeCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    protected boolean coerceOperandType(SqlValidatorScope scope, SqlCall call, int index, RelDataType target) {
        if (call.operand(index) instanceof SqlCharStringLiteral literal) {
            standard(literal.toValue(), target)
                    .ifPresent(text ->
                            call.setOperand(index, SqlLiteral.createCharString(text, literal.getParserPosition())));
        }
        return super.coerceOperandType(scope, call, index, target);
    }

    /**
     * Gives a DOUBLE that becomes a DECIMAL room for large numbers: Calcite's DECIMAL has 15 digits before the point.
     */
    @Override
    public @Nullable RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
        RelDataType cast = super.implicitCast(in, expected);
        return cast != null && cast.getSqlTypeName() == SqlTypeName.DECIMAL && SqlTypeUtil.isApproximateNumeric(in)
                ? factory.createTypeWithNullability(
                        factory.createSqlType(
                                SqlTypeName.DECIMAL,
                                factory.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL),
                                cast.getScale()),
                        cast.isNullable())
                : cast;
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        if (binding.operand(1) instanceof SqlNodeList values) {
            RelDataType target = binding.getOperandType(0);
            values.replaceAll(value -> value instanceof SqlCharStringLiteral literal
                    ? standard(literal.toValue(), target)
                            .<SqlNode>map(text -> SqlLiteral.createCharString(text, literal.getParserPosition()))
                            .orElse(value)
                    : value);
        }
        return super.inOperationCoercion(binding);
    }

    private static Optional<String> standard(String text, RelDataType target) {
        if (SqlTypeFamily.TIMESTAMP.contains(target)) {
            return TimestampText.standard(text);
        }
        return target.getSqlTypeName() == SqlTypeName.DATE
                ? TimestampText.standard(text).map(TimestampLiterals::dateOf)
                : Optional.empty();
    }
}
