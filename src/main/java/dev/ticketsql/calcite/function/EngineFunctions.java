package dev.ticketsql.calcite.function;

import static dev.ticketsql.calcite.function.TextFunctions.NULLABLE_TEXT;
import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * Functions and operators without a standard form, which DuckDB computes; with PostgreSQL's meaning, where PostgreSQL
 * has the function. JSON is text, as everywhere in Calcite; a text that is not valid JSON gives NULL.
 *
 * <p>Calcite's library of PostgreSQL, which connections have anyway, has LEFT, RIGHT, REPEAT, SPLIT_PART, STRPOS,
 * STARTS_WITH, REGEXP_LIKE, REGEXP_REPLACE (the first match, unless the flags have {@code g}), CONCAT_WS, GREATEST and
 * LEAST (which ignore NULL), BOOL_AND, BOOL_OR, STRING_AGG, ARRAY_AGG and ILIKE; the standard's has EVERY, MODE,
 * LISTAGG, ARG_MAX, ARG_MIN, APPROX_COUNT_DISTINCT and CURRENT_SCHEMA.
 */
public final class EngineFunctions {

    /**
     * {@code json -> member} as JSON: a member of an object by its name, an element of an array by its place from 0, or
     * from the end by a place below 0.
     */
    public static final EngineFunction JSON_MEMBER = EngineFunction.binary(
            "->",
            NULLABLE_TEXT,
            jsonMember(),
            "CASE WHEN json_valid({0}) THEN CAST(" + member("json_extract") + " AS VARCHAR) END");

    /** {@code json ->> member} as text without quotes; NULL for JSON's null. */
    public static final EngineFunction JSON_MEMBER_TEXT = EngineFunction.binary(
            "->>",
            NULLABLE_TEXT,
            jsonMember(),
            "CASE WHEN json_valid({0}) THEN " + member("json_extract_string") + " END");

    /**
     * {@code AT TIME ZONE}: converts a timestamp, as the local time of a zone, to its instant, and an instant to the
     * local time of the zone.
     */
    public static final EngineFunction AT_TIME_ZONE = EngineFunction.binary(
            "AT TIME ZONE",
            call -> atTimeZone(call.getTypeFactory(), call.getOperandType(0), call.getOperandType(1)),
            family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER),
            "timezone({1}, {0})");

    /** Difference of two dates in whole days. */
    public static final EngineFunction DATE_DIFFERENCE = EngineFunction.binary(
            "-",
            ReturnTypes.INTEGER_NULLABLE,
            family(SqlTypeFamily.DATE, SqlTypeFamily.DATE),
            "CAST({0} - {1} AS INTEGER)");

    private static final List<SqlOperator> OTHERS = List.of(
            EngineTableFunction.of(
                    "GENERATE_SERIES",
                    call -> call.getTypeFactory()
                            .builder()
                            .add(
                                    "generate_series",
                                    call.getTypeFactory()
                                            .createTypeWithNullability(
                                                    call.getTypeFactory()
                                                            .leastRestrictive(List.of(
                                                                    call.getOperandType(0), call.getOperandType(1))),
                                                    false))
                            .build(),
                    OperandTypes.or(
                            family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                            family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                            family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL)),
                    "generate_series({*})"),
            // The driver writes its own version in place of the call.
            SqlBasicFunction.create("VERSION", ReturnTypes.VARCHAR, OperandTypes.NILADIC),
            SqlLibraryOperators.TRY_CAST,
            SqlLibraryOperators.SAFE_CAST,
            SqlLibraryOperators.NULL_SAFE_EQUAL);

    private EngineFunctions() {}

    /** Operators that a validator finds by name; they come before Calcite's own libraries. */
    public static SqlOperatorTable table() {
        return SqlOperatorTables.of(Stream.of(
                        TextFunctions.FUNCTIONS,
                        NumberFunctions.FUNCTIONS,
                        DatetimeFunctions.FUNCTIONS,
                        ScheduleFunctions.FUNCTIONS,
                        JsonFunctions.FUNCTIONS,
                        EngineAggregates.AGGREGATES,
                        OTHERS)
                .flatMap(List::stream)
                .toList());
    }

    private static SqlOperandTypeChecker jsonMember() {
        return OperandTypes.or(
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));
    }

    /**
     * Builds the path of a member. A name is quoted, since DuckDB reads {@code $.a} and {@code /a} as paths; DuckDB
     * computes {@code typeof} when it plans.
     */
    private static String member(String function) {
        return function + "({0}, CASE WHEN typeof({1}) = 'VARCHAR'"
                + " THEN '$.\"' || replace(CAST({1} AS VARCHAR), '\"', '\\\"') || '\"'"
                + " WHEN CAST({1} AS VARCHAR)[1] = '-' THEN '$[#' || CAST({1} AS VARCHAR) || ']'"
                + " ELSE '$[' || CAST({1} AS VARCHAR) || ']' END)";
    }

    /** Type of the difference of two timestamps. */
    public static RelDataType daysAndTime(RelDataTypeFactory types) {
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
