package dev.ticketsql.calcite.parser;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Functions of numbers, which the engine computes. */
final class NumberFunctions {

    static final List<SqlOperator> FUNCTIONS = List.of(
            // 0 below the first of n buckets, n + 1 from the end of the last on; also of borders that fall.
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

    private NumberFunctions() {}
}
