package dev.ticketsql.calcite.parser;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * What has no standard form, and the mirror's engine computes itself; with PostgreSQL's meaning, where PostgreSQL has
 * the function. JSON is text, as everywhere in Calcite; of text that is no JSON everything is NULL.
 *
 * <p>Calcite's library of PostgreSQL, which connections have anyway, has LEFT, RIGHT, REPEAT, SPLIT_PART, STRPOS,
 * STARTS_WITH, REGEXP_LIKE, REGEXP_REPLACE (the first match, unless the flags say {@code g}), CONCAT_WS, TO_CHAR,
 * TO_DATE, TO_TIMESTAMP of two, GREATEST and LEAST (which pass NULLs over), BOOL_AND, BOOL_OR, STRING_AGG, ARRAY_AGG
 * and ILIKE; the standard's has EVERY, MODE, LISTAGG, ARG_MAX, ARG_MIN, APPROX_COUNT_DISTINCT and CURRENT_SCHEMA.
 */
public final class EngineFunctions {

    private static final SqlReturnTypeInference TEXT = ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
    private static final SqlReturnTypeInference WHOLE = ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE);

    /**
     * {@code json -> member}: JSON. Of an object by its name, of an array by its place from 0, or from the end below.
     */
    public static final EngineFunction JSON_MEMBER = EngineFunction.binary(
            "->",
            TEXT,
            jsonMember(),
            "CASE WHEN json_valid({0}) THEN CAST(" + member("json_extract") + " AS VARCHAR) END");

    /** {@code json ->> member}: text, without quotes; of JSON's null NULL. */
    public static final EngineFunction JSON_MEMBER_TEXT = EngineFunction.binary(
            "->>", TEXT, jsonMember(), "CASE WHEN json_valid({0}) THEN " + member("json_extract_string") + " END");

    /** Of a timestamp without a zone the instant at which clocks there show it; of an instant what they show. */
    public static final EngineFunction AT_TIME_ZONE = EngineFunction.binary(
            "AT TIME ZONE",
            call -> atTimeZone(call.getTypeFactory(), call.getOperandType(0), call.getOperandType(1)),
            family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER),
            "timezone({1}, {0})");

    /** Between two timestamps, days and less, in milliseconds. */
    public static final EngineFunction TIMESTAMP_DIFFERENCE = EngineFunction.binary(
            "-",
            call -> call.getTypeFactory()
                    .createTypeWithNullability(
                            daysAndTime(call.getTypeFactory()),
                            call.getOperandType(0).isNullable()
                                    || call.getOperandType(1).isNullable()),
            family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
            "(epoch_ms(CAST({0} AS TIMESTAMP)) - epoch_ms(CAST({1} AS TIMESTAMP)))");

    /** Between two dates, whole days. */
    public static final EngineFunction DATE_DIFFERENCE = EngineFunction.binary(
            "-",
            ReturnTypes.INTEGER_NULLABLE,
            family(SqlTypeFamily.DATE, SqlTypeFamily.DATE),
            "CAST({0} - {1} AS INTEGER)");

    private static final List<SqlOperator> FUNCTIONS = List.of(
            // What clocks in a zone show of a timestamp, which is UTC.
            EngineFunction.of(
                    "LOCAL_TIME",
                    ReturnTypes.ARG0_NULLABLE,
                    family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER),
                    "timezone({1}, timezone('UTC', {0}))"),
            // The first match, NULL if there is none; of one group in parentheses, if its number is given.
            EngineFunction.of(
                    "REGEXP_SUBSTR",
                    TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN regexp_matches({0}, {1}, 's') THEN regexp_extract({0}, {1}, 0, 's') END"),
            EngineFunction.of(
                    "REGEXP_EXTRACT",
                    TEXT,
                    OperandTypes.or(
                            OperandTypes.STRING_STRING,
                            family(SqlTypeFamily.STRING, SqlTypeFamily.STRING, SqlTypeFamily.INTEGER)),
                    "CASE WHEN regexp_matches({0}, {1}, 's') THEN regexp_extract({0}, {1}, 0, 's') END",
                    "CASE WHEN regexp_matches({0}, {1}, 's') THEN regexp_extract({0}, {1}, {2}, 's') END"),
            EngineFunction.of(
                    "REGEXP_COUNT",
                    ReturnTypes.INTEGER_NULLABLE,
                    OperandTypes.STRING_STRING,
                    "CAST(len(regexp_extract_all({0}, {1}, 0, 's')) AS INTEGER)"),
            EngineFunction.of(
                    "STRFTIME",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    "strftime(CAST({0} AS TIMESTAMP), {1})"),
            EngineFunction.of(
                    "DATE_FORMAT",
                    ReturnTypes.VARCHAR_NULLABLE,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    DateFormats.template()),
            // Calcite 1.42 takes what its own make of NULL for not NULL.
            EngineFunction.of(
                    "LPAD",
                    ReturnTypes.VARCHAR_NULLABLE,
                    padded(),
                    "lpad({0}, CAST({1} AS INTEGER), ' ')",
                    "CASE WHEN {2} = '' THEN left({0}, greatest({1}, 0)) ELSE lpad({0}, CAST({1} AS INTEGER), {2}) END"),
            EngineFunction.of(
                    "RPAD",
                    ReturnTypes.VARCHAR_NULLABLE,
                    padded(),
                    "rpad({0}, CAST({1} AS INTEGER), ' ')",
                    "CASE WHEN {2} = '' THEN left({0}, greatest({1}, 0)) ELSE rpad({0}, CAST({1} AS INTEGER), {2}) END"),
            // JSON, and text, at a path.
            EngineFunction.of(
                    "JSON_EXTRACT",
                    TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN json_valid({0}) THEN CAST(json_extract({0}, {1}) AS VARCHAR) END"),
            EngineFunction.of(
                    "JSON_EXTRACT_SCALAR",
                    TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN json_valid({0}) AND json_type({0}, {1}) NOT IN ('OBJECT', 'ARRAY')"
                            + " THEN json_extract_string({0}, {1}) END"),
            EngineFunction.of(
                    "JSON_ARRAY_LENGTH",
                    WHOLE,
                    OperandTypes.STRING,
                    "CASE WHEN json_valid({0}) AND json_type({0}) = 'ARRAY'"
                            + " THEN CAST(json_array_length({0}) AS BIGINT) END"),
            // 0 below the first of n buckets, n + 1 from the end of the last on; also of borders that fall.
            EngineFunction.of(
                    "WIDTH_BUCKET",
                    ReturnTypes.INTEGER_NULLABLE,
                    family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER),
                    "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL AND {3} IS NOT NULL THEN "
                            + "CAST(greatest(0, least({3} + 1, 1 + floor((CAST({0} AS DOUBLE) - {1}) * {3}"
                            + " / (CAST({2} AS DOUBLE) - {1})))) AS INTEGER) END"),
            EngineFunction.of(
                    "TO_TIMESTAMP",
                    call -> call.getTypeFactory()
                            .createTypeWithNullability(
                                    call.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 3),
                                    call.getOperandType(0).isNullable()),
                    OperandTypes.NUMERIC,
                    "make_timestamp(CAST(round(CAST({0} AS DOUBLE) * 1000000) AS BIGINT))"),
            new EngineTableFunction(
                    "GENERATE_SERIES",
                    call -> call.getTypeFactory()
                            .createTypeWithNullability(
                                    call.getTypeFactory()
                                            .leastRestrictive(List.of(call.getOperandType(0), call.getOperandType(1))),
                                    false),
                    OperandTypes.or(
                            family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                            family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                            family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL)),
                    "generate_series({*})"),
            new EngineAggregate(
                    "CORR",
                    ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.NUMERIC_NUMERIC,
                    "corr({0}, {1})",
                    // NaN is PostgreSQL's NULL: of one row, or where one side is always the same.
                    "nullif({0}, CAST('NaN' AS DOUBLE))"),
            // Calcite's own, of libraries that connections do not have.
            SqlLibraryOperators.TRY_CAST,
            SqlLibraryOperators.SAFE_CAST,
            SqlLibraryOperators.NULL_SAFE_EQUAL,
            SqlLibraryOperators.REVERSE,
            SqlLibraryOperators.REGEXP_CONTAINS,
            SqlLibraryOperators.MAX_BY,
            SqlLibraryOperators.MIN_BY);

    private EngineFunctions() {}

    /** What a validator finds by name; it comes before Calcite's own libraries. */
    public static SqlOperatorTable table() {
        return SqlOperatorTables.of(FUNCTIONS);
    }

    private static SqlOperandTypeChecker padded() {
        return OperandTypes.or(
                family(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER),
                family(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER, SqlTypeFamily.STRING));
    }

    private static SqlOperandTypeChecker jsonMember() {
        return OperandTypes.or(
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));
    }

    /** A name is quoted, since DuckDB reads {@code $.a} and {@code /a} as paths; {@code typeof} is that of the plan. */
    private static String member(String function) {
        return function + "({0}, CASE WHEN typeof({1}) = 'VARCHAR'"
                + " THEN '$.\"' || replace(CAST({1} AS VARCHAR), '\"', '\\\"') || '\"'"
                + " WHEN CAST({1} AS VARCHAR)[1] = '-' THEN '$[#' || CAST({1} AS VARCHAR) || ']'"
                + " ELSE '$[' || CAST({1} AS VARCHAR) || ']' END)";
    }

    /** The type of what lies between two timestamps. */
    static RelDataType daysAndTime(RelDataTypeFactory types) {
        return types.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.DAY, 10, TimeUnit.SECOND, 3, SqlParserPos.ZERO));
    }

    private static RelDataType atTimeZone(RelDataTypeFactory types, RelDataType timestamp, RelDataType zone) {
        SqlTypeName result = timestamp.getSqlTypeName() == SqlTypeName.TIMESTAMP
                ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                : SqlTypeName.TIMESTAMP;
        return types.createTypeWithNullability(
                types.createSqlType(result, timestamp.getPrecision()), timestamp.isNullable() || zone.isNullable());
    }
}
