package dev.ticketsql.calcite.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of numbers that DuckDB computes. */
public final class NumberFunctions {

    static final List<SqlOperator> FUNCTIONS = List.of(
            // PostgreSQL shows 79.1, not 79.100000.
            ((SqlBasicFunction) SqlStdOperatorTable.ROUND).withReturnTypeInference(NumberFunctions::rounded),
            // 0 before the first of n buckets, n + 1 behind the last; also if the borders descend.
            EngineFunction.of(
                    "WIDTH_BUCKET",
                    ReturnTypes.INTEGER_NULLABLE,
                    family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER),
                    "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL AND {3} IS NOT NULL THEN "
                            + "CAST(greatest(0, least({3} + 1, 1 + floor((CAST({0} AS DOUBLE) - {1}) * {3}"
                            + " / (CAST({2} AS DOUBLE) - {1})))) AS INTEGER) END"),
            EngineFunction.of(
                    "GCD",
                    ReturnTypes.BIGINT_NULLABLE,
                    family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                    "CAST(gcd({0}, {1}) AS BIGINT)"),
            EngineFunction.of(
                    "LCM",
                    ReturnTypes.BIGINT_NULLABLE,
                    family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                    "CAST(lcm({0}, {1}) AS BIGINT)"),
            // Snowflake's: 0 where the divisor is 0.
            EngineFunction.of(
                    "DIV0",
                    ReturnTypes.DOUBLE_NULLABLE,
                    OperandTypes.NUMERIC_NUMERIC,
                    "CASE WHEN {1} = 0 AND {0} IS NOT NULL THEN 0 ELSE CAST({0} AS DOUBLE) / {1} END"));

    /** Operators of the bits of whole numbers, by their names. DuckDB refuses a shift that loses a bit. */
    public static final Map<String, EngineFunction> OF_BITS = Map.of(
            "&", ofBits("&", "({0} & {1})"),
            "|", ofBits("|", "({0} | {1})"),
            "#", ofBits("#", "xor({0}, {1})"),
            "<<", ofBits("<<", "({0} << {1})"),
            ">>", ofBits(">>", "({0} >> {1})"));

    private NumberFunctions() {}

    private static EngineFunction ofBits(String name, String template) {
        return EngineFunction.binary(
                name, ReturnTypes.LEAST_RESTRICTIVE, family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER), template);
    }

    /** Type of a rounded DECIMAL: the digits behind the point that are kept, and one more before it for a carry. */
    private static RelDataType rounded(SqlOperatorBinding call) {
        RelDataType type = call.getOperandType(0);
        int digits = call.getOperandCount() == 1
                ? 0
                : Optional.ofNullable(
                                call.isOperandLiteral(1, false) ? call.getOperandLiteralValue(1, Integer.class) : null)
                        .orElse(Integer.MAX_VALUE);
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL || digits < 0 || digits >= type.getScale()) {
            return ReturnTypes.ARG0_NULLABLE.inferReturnType(call);
        }
        int whole = type.getPrecision() - type.getScale() + 1;
        RelDataTypeFactory types = call.getTypeFactory();
        return types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.DECIMAL, whole + digits, digits),
                ReturnTypes.ARG0_NULLABLE.inferReturnType(call).isNullable());
    }
}
