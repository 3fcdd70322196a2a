package dev.ticketsql.calcite.parser;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Types where the standard leaves the choice, as PostgreSQL and the mirror's engine choose: the average of whole
 * numbers has a fraction, their sum has room for more than they have themselves, and texts of different lengths are not
 * padded when they meet in a {@code CASE} or a {@code UNION}. Calcite makes it by name, as the driver tells it to.
 */
public final class TicketSqlTypeSystem extends RelDataTypeSystemImpl {

    /** What Calcite's connection property {@code typeSystem} names. */
    public static final RelDataTypeSystem INSTANCE = new TicketSqlTypeSystem();

    private TicketSqlTypeSystem() {}

    /** Also the type of deviations: it may always be NULL, as {@code VAR_SAMP} of one value is. */
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
