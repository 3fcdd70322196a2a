package dev.ticketsql.calcite.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of dates and timestamps that DuckDB computes. */
public final class DatetimeFunctions {

    /** TIMESTAMP with the precision of Calcite's times, milliseconds. */
    private static final SqlReturnTypeInference MILLIS =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.TO_NULLABLE);

    /** {@code TIME_BUCKET} of months. */
    public static final EngineFunction MONTHS_BUCKET = EngineFunction.of(
            "TIME_BUCKET:MONTHS",
            ReturnTypes.ARG1_NULLABLE,
            family(SqlTypeFamily.INTERVAL_YEAR_MONTH, SqlTypeFamily.DATETIME),
            "CAST(time_bucket(to_months({0}), CAST({1} AS TIMESTAMP)) AS {type})");

    static final List<SqlOperator> FUNCTIONS = List.of(
            MONTHS_BUCKET,
            // The local time in a zone at a timestamp, which is UTC.
            EngineFunction.of(
                    "LOCAL_TIME",
                    ReturnTypes.ARG0_NULLABLE,
                    family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER),
                    "timezone({1}, timezone('UTC', {0}))"),
            // MySQL's: a local time of one zone in another.
            EngineFunction.of(
                    "CONVERT_TZ",
                    ReturnTypes.ARG0_NULLABLE,
                    family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
                    "timezone({2}, timezone({1}, {0}))"),
            EngineFunction.of(
                    "STRFTIME",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    "strftime(CAST({0} AS TIMESTAMP), {1})"),
            EngineFunction.of(
                    "TO_CHAR",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    "ts_to_char(epoch_ms({0}), {1})"),
            EngineFunction.of(
                    "AGE",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
                    "ts_age(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP))"),
            formatFirst("FORMAT_DATE"),
            formatFirst("FORMAT_DATETIME"),
            formatFirst("FORMAT_TIMESTAMP"),
            EngineFunction.of(
                    "DATE_FORMAT",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    DateFormats.template()),
            EngineFunction.of("STRPTIME", MILLIS, OperandTypes.STRING_STRING, "CAST(strptime({0}, {1}) AS TIMESTAMP)"),
            EngineFunction.of(
                    "TO_TIMESTAMP",
                    MILLIS,
                    OperandTypes.NUMERIC,
                    "make_timestamp(CAST(round(CAST({0} AS DOUBLE) * 1000000) AS BIGINT))"),
            EngineFunction.of(
                    "MAKE_DATE",
                    ReturnTypes.DATE_NULLABLE,
                    family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                    "make_date({*})"),
            EngineFunction.of(
                    "MAKE_TIMESTAMP",
                    MILLIS,
                    family(
                            SqlTypeFamily.INTEGER,
                            SqlTypeFamily.INTEGER,
                            SqlTypeFamily.INTEGER,
                            SqlTypeFamily.INTEGER,
                            SqlTypeFamily.INTEGER,
                            SqlTypeFamily.NUMERIC),
                    "make_timestamp({0}, {1}, {2}, {3}, {4}, CAST({5} AS DOUBLE))"),
            // An interval is a number of milliseconds, or of months.
            EngineFunction.of(
                    "DATE_BIN",
                    ReturnTypes.ARG1_NULLABLE,
                    family(SqlTypeFamily.INTERVAL_DAY_TIME, SqlTypeFamily.TIMESTAMP, SqlTypeFamily.TIMESTAMP),
                    "time_bucket(to_microseconds(CAST({0} AS BIGINT) * 1000), {1}, {2})"),
            EngineFunction.of(
                    "TIME_BUCKET",
                    ReturnTypes.ARG1_NULLABLE,
                    OperandTypes.or(
                            family(SqlTypeFamily.INTERVAL_DAY_TIME, SqlTypeFamily.TIMESTAMP),
                            family(SqlTypeFamily.INTERVAL_DAY_TIME, SqlTypeFamily.TIMESTAMP, SqlTypeFamily.TIMESTAMP)),
                    "time_bucket(to_microseconds(CAST({0} AS BIGINT) * 1000), {1})",
                    "time_bucket(to_microseconds(CAST({0} AS BIGINT) * 1000), {1}, {2})"),
            EngineFunction.of("DAYNAME", ReturnTypes.VARCHAR_NULLABLE, family(SqlTypeFamily.DATETIME), "dayname({0})"),
            EngineFunction.of(
                    "MONTHNAME", ReturnTypes.VARCHAR_NULLABLE, family(SqlTypeFamily.DATETIME), "monthname({0})"),
            // Oracle's and Snowflake's: the last day of a month stays a last day.
            EngineFunction.of(
                    "ADD_MONTHS",
                    ReturnTypes.ARG0_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.INTEGER),
                    "CAST(ts_add_months(CAST({0} AS TIMESTAMP), CAST({1} AS INTEGER)) AS {type})"),
            // Whole between equal days and between last days; else the rest counts in months of 31 days.
            EngineFunction.of(
                    "MONTHS_BETWEEN",
                    ReturnTypes.DOUBLE_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
                    "ts_months_between(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP))"));

    private DatetimeFunctions() {}

    /** STRFTIME as BigQuery spells it, with the format first. */
    private static EngineFunction formatFirst(String name) {
        return EngineFunction.of(
                name,
                ReturnTypes.VARCHAR_NULLABLE,
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME),
                "strftime(CAST({1} AS TIMESTAMP), {0})");
    }
}
