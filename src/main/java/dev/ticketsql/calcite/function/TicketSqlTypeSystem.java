package dev.ticketsql.calcite.function;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Chooses types where the standard leaves the choice, as PostgreSQL and DuckDB do: the average of whole numbers has a
 * fraction, their sum has room for more than they have themselves, and texts of different lengths are not padded when
 * they meet in a {@code CASE} or a {@code UNION}. Calcite loads the class by its name.
 */
public final class TicketSqlTypeSystem extends RelDataTypeSystemImpl {

    /** The field that Calcite's connection property {@code typeSystem} names. */
    public static final RelDataTypeSystem INSTANCE = new TicketSqlTypeSystem();

    /** Digits of DuckDB's widest DECIMAL. */
    public static final int MAX_DECIMAL_DIGITS = 38;

    /** Digits behind the point of a NUMERIC without a precision: PostgreSQL keeps as many as a value needs. */
    private static final int FREE_SCALE = 10;

    private TicketSqlTypeSystem() {}

    /** DuckDB's digits of a DECIMAL. Calcite's 19 leave four before the point of a value that was a DOUBLE. */
    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? MAX_DECIMAL_DIGITS : super.getMaxPrecision(type);
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? MAX_DECIMAL_DIGITS : super.getMaxScale(type);
    }

    /** {@code NUMERIC}, or {@code DECIMAL}, without a number of digits. */
    public static SqlTypeNameSpec freeDecimal(SqlParserPos at) {
        return new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, MAX_DECIMAL_DIGITS, FREE_SCALE, at);
    }

    /** Tests for the type whose values show the digits that they have, and not those of the type. */
    public static boolean isFreeDecimal(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL
                && type.getPrecision() == MAX_DECIMAL_DIGITS
                && type.getScale() == FREE_SCALE;
    }

    /** Type of averages and deviations. It is nullable, since {@code VAR_SAMP} of one value is NULL. */
    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
        return types.createTypeWithNullability(
                SqlTypeUtil.isExactNumeric(argument) ? types.createSqlType(SqlTypeName.DOUBLE) : argument, true);
    }

    @Override
    public RelDataType deriveCovarType(RelDataTypeFactory types, RelDataType dependent, RelDataType independent) {
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
        if (!SqlTypeUtil.isIntType(argument)) {
            return super.deriveSumType(types, argument);
        }
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), argument.isNullable());
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }
}
