package dev.ticketsql.calcite.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions of business hours. {@code engine-schedules.sql} has what the templates call, with the schedules' name in
 * the place of {@code {schedules}}; a schedule is passed as its place among them.
 */
final class ScheduleFunctions {

    /** The schedule of a call, by the name that is its third operand. */
    private static final String NAMED = "ts_schedule_{schedules}({2})";

    static final List<SqlOperator> FUNCTIONS = List.of(
            EngineFunction.of(
                    "BUSINESS_SECONDS",
                    ReturnTypes.BIGINT_NULLABLE,
                    orNamed(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.TIMESTAMP),
                    "ts_business_seconds_{schedules}(epoch_ms(CAST({0} AS TIMESTAMP)), epoch_ms(CAST({1} AS TIMESTAMP)), 0)",
                    "ts_business_seconds_{schedules}(epoch_ms(CAST({0} AS TIMESTAMP)), epoch_ms(CAST({1} AS TIMESTAMP)), "
                            + NAMED + ")"),
            EngineFunction.of(
                    "BUSINESS_ADD",
                    ReturnTypes.ARG0_NULLABLE,
                    orNamed(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.INTEGER),
                    "make_timestamp(ts_business_add_{schedules}(epoch_ms(CAST({0} AS TIMESTAMP)), CAST({1} AS BIGINT), 0) * 1000)",
                    "make_timestamp(ts_business_add_{schedules}(epoch_ms(CAST({0} AS TIMESTAMP)), CAST({1} AS BIGINT), "
                            + NAMED + ") * 1000)"),
            EngineTableFunction.of(
                    "CALENDAR",
                    ScheduleFunctions::days,
                    OperandTypes.or(
                            orNamed(SqlTypeFamily.DATE, SqlTypeFamily.DATE),
                            orNamed(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.TIMESTAMP),
                            orNamed(SqlTypeFamily.DATE, SqlTypeFamily.TIMESTAMP),
                            orNamed(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.DATE)),
                    "ts_calendar_{schedules}({0}, {1}, 0)",
                    "ts_calendar_{schedules}({0}, {1}, " + NAMED + ")"));

    private ScheduleFunctions() {}

    private static SqlOperandTypeChecker orNamed(SqlTypeFamily first, SqlTypeFamily second) {
        return OperandTypes.or(family(first, second), family(first, second, SqlTypeFamily.CHARACTER));
    }

    private static RelDataType days(SqlOperatorBinding call) {
        RelDataTypeFactory types = call.getTypeFactory();
        return types.builder()
                .add("day", SqlTypeName.DATE)
                .add("day_start", SqlTypeName.TIMESTAMP, 0)
                .add("day_end", SqlTypeName.TIMESTAMP, 0)
                .add("weekday", SqlTypeName.INTEGER)
                .add("is_holiday", SqlTypeName.BOOLEAN)
                .add("holiday", types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true))
                .add("business_seconds", types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true))
                .build();
    }
}
