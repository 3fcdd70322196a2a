package dev.ticketsql.calcite.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of texts and of arrays that DuckDB computes. */
final class TextFunctions {

    static final SqlReturnTypeInference NULLABLE_TEXT = ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);

    static final List<SqlOperator> FUNCTIONS = List.of(
            // Spaces, or the characters of the second text.
            EngineFunction.of("BTRIM", ReturnTypes.VARCHAR_NULLABLE, trimmed(), "trim({0}, ' ')", "trim({0}, {1})"),
            EngineFunction.of("LTRIM", ReturnTypes.VARCHAR_NULLABLE, trimmed(), "ltrim({0}, ' ')", "ltrim({0}, {1})"),
            EngineFunction.of("RTRIM", ReturnTypes.VARCHAR_NULLABLE, trimmed(), "rtrim({0}, ' ')", "rtrim({0}, {1})"),
            EngineFunction.of(
                    "BIT_LENGTH",
                    ReturnTypes.INTEGER_NULLABLE,
                    OperandTypes.STRING,
                    "CAST(8 * strlen({0}) AS INTEGER)"),
            EngineFunction.of(
                    "CONTAINS", ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.STRING_STRING, "contains({0}, {1})"),
            EngineFunction.of(
                    "LEVENSHTEIN",
                    ReturnTypes.INTEGER_NULLABLE,
                    OperandTypes.STRING_STRING,
                    "CAST(levenshtein({0}, {1}) AS INTEGER)"),
            // The first match, NULL if there is none; of one group in parentheses, if its number is given.
            EngineFunction.of(
                    "REGEXP_SUBSTR",
                    NULLABLE_TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN regexp_matches({0}, {1}, 's') THEN regexp_extract({0}, {1}, 0, 's') END"),
            EngineFunction.of(
                    "REGEXP_EXTRACT",
                    NULLABLE_TEXT,
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
            // The results of Calcite 1.42's own have a type without NULL.
            EngineFunction.of(
                    "LPAD",
                    ReturnTypes.VARCHAR_NULLABLE,
                    padded(),
                    "lpad({0}, CAST(ts_times({1}, 1) AS INTEGER), ' ')",
                    "CASE WHEN {2} = '' THEN left({0}, greatest({1}, 0)) ELSE lpad({0}, CAST(ts_times({1}, 1) AS INTEGER), {2}) END"),
            EngineFunction.of(
                    "RPAD",
                    ReturnTypes.VARCHAR_NULLABLE,
                    padded(),
                    "rpad({0}, CAST(ts_times({1}, 1) AS INTEGER), ' ')",
                    "CASE WHEN {2} = '' THEN left({0}, greatest({1}, 0)) ELSE rpad({0}, CAST(ts_times({1}, 1) AS INTEGER), {2}) END"),
            // Elements that are NULL are left out, or written as the third text.
            EngineFunction.of(
                    "ARRAY_TO_STRING",
                    ReturnTypes.VARCHAR_NULLABLE,
                    OperandTypes.or(
                            family(SqlTypeFamily.ARRAY, SqlTypeFamily.STRING),
                            family(SqlTypeFamily.ARRAY, SqlTypeFamily.STRING, SqlTypeFamily.STRING)),
                    joined("{0}"),
                    joined("[coalesce(CAST(e AS VARCHAR), {2}) FOR e IN {0}]")),
            EngineFunction.of(
                    "STRING_TO_ARRAY",
                    TextFunctions::texts,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN {0} = '' THEN [] WHEN {1} = '' THEN [{0}] ELSE string_split({0}, coalesce({1}, '')) END"),
            // BigQuery's and Snowflake's; an empty text is one element.
            EngineFunction.of("SPLIT", TextFunctions::texts, OperandTypes.STRING_STRING, "string_split({0}, {1})"),
            // With a dimension, as in PostgreSQL, NULL for an empty array; without one, as in others, 0.
            EngineFunction.of(
                    "ARRAY_LENGTH",
                    ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.or(family(SqlTypeFamily.ARRAY), family(SqlTypeFamily.ARRAY, SqlTypeFamily.INTEGER)),
                    "CAST(len({0}) AS INTEGER)",
                    "CASE WHEN {1} = 1 THEN CAST(nullif(len({0}), 0) AS INTEGER) END"),
            EngineFunction.of(
                    "ARRAY_CONTAINS",
                    ReturnTypes.BOOLEAN.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY),
                    "list_contains({0}, {1})"),
            // Calcite's own, of libraries that connections do not have.
            SqlLibraryOperators.REVERSE,
            SqlLibraryOperators.REGEXP_CONTAINS,
            SqlLibraryOperators.ENDS_WITH,
            SqlLibraryOperators.GROUP_CONCAT);

    private TextFunctions() {}

    private static SqlOperandTypeChecker trimmed() {
        return OperandTypes.or(OperandTypes.STRING, OperandTypes.STRING_STRING);
    }

    private static SqlOperandTypeChecker padded() {
        return OperandTypes.or(
                family(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER),
                family(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER, SqlTypeFamily.STRING));
    }

    /** Joins {@code elements}. Without elements the result is NULL in DuckDB, an empty text in PostgreSQL. */
    private static String joined(String elements) {
        return "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN coalesce(array_to_string(" + elements
                + ", {1}), '') END";
    }

    private static RelDataType texts(SqlOperatorBinding call) {
        RelDataTypeFactory types = call.getTypeFactory();
        RelDataType text = types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
        return types.createTypeWithNullability(types.createArrayType(text, -1), true);
    }
}
