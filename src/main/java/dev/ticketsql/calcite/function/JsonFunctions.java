package dev.ticketsql.calcite.function;

import static dev.ticketsql.calcite.function.TextFunctions.NULLABLE_TEXT;
import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Functions of JSON that DuckDB computes. JSON is text; all but JSON_VALID are NULL of a text that is not valid JSON.
 */
public final class JsonFunctions {

    /** JSON of an array, the last step of {@code JSON_AGG}. */
    public static final EngineFunction OF_ARRAY = EngineFunction.of(
            "JSON:ARRAY",
            NULLABLE_TEXT,
            family(SqlTypeFamily.ARRAY),
            // Times are ISO 8601; DuckDB computes typeof when it plans.
            "CAST(CASE WHEN typeof({0}) = 'TIMESTAMP[]'"
                    + " THEN to_json([replace(CAST(e AS VARCHAR), ' ', 'T') FOR e IN {0}])"
                    + " ELSE to_json({0}) END AS VARCHAR)");

    /** JSON of an array whose elements are JSON. */
    public static final EngineFunction OF_JSON_ARRAY = EngineFunction.of(
            "JSON:ARRAY:OF:JSON",
            NULLABLE_TEXT,
            family(SqlTypeFamily.ARRAY),
            "'[' || array_to_string([coalesce(e, 'null') FOR e IN {0}], ',') || ']'");

    static final List<SqlOperator> FUNCTIONS = List.of(
            OF_ARRAY,
            OF_JSON_ARRAY,
            // JSON, and text, at a path.
            EngineFunction.of(
                    "JSON_EXTRACT",
                    NULLABLE_TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN json_valid({0}) THEN CAST(json_extract({0}, {1}) AS VARCHAR) END"),
            EngineFunction.of(
                    "JSON_EXTRACT_STRING",
                    NULLABLE_TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN json_valid({0}) THEN json_extract_string({0}, {1}) END"),
            EngineFunction.of(
                    "JSON_EXTRACT_SCALAR",
                    NULLABLE_TEXT,
                    OperandTypes.STRING_STRING,
                    "CASE WHEN json_valid({0}) AND json_type({0}, {1}) NOT IN ('OBJECT', 'ARRAY')"
                            + " THEN json_extract_string({0}, {1}) END"),
            // At names and places from 0, each of which is an operand.
            EngineFunction.of(
                    "JSON_EXTRACT_PATH",
                    NULLABLE_TEXT,
                    path(),
                    "CASE WHEN json_valid({0}) THEN CAST(json_extract({0}, " + pointer() + ") AS VARCHAR) END"),
            EngineFunction.of(
                    "JSON_EXTRACT_PATH_TEXT",
                    NULLABLE_TEXT,
                    path(),
                    "CASE WHEN json_valid({0}) THEN json_extract_string({0}, " + pointer() + ") END"),
            EngineFunction.of(
                    "JSON_ARRAY_LENGTH",
                    ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.STRING,
                    "CASE WHEN json_valid({0}) AND json_type({0}) = 'ARRAY'"
                            + " THEN CAST(json_array_length({0}) AS BIGINT) END"),
            EngineFunction.of(
                    "JSON_TYPEOF",
                    NULLABLE_TEXT,
                    OperandTypes.STRING,
                    "CASE WHEN {0} IS NULL OR NOT json_valid({0}) THEN NULL"
                            + " WHEN json_type({0}) IN ('OBJECT', 'ARRAY', 'BOOLEAN', 'NULL') THEN lower(json_type({0}))"
                            + " WHEN json_type({0}) = 'VARCHAR' THEN 'string' ELSE 'number' END"),
            EngineFunction.of("JSON_VALID", ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.STRING, "json_valid({0})"));

    /** Functions whose result is JSON, and not a text that is a value of JSON. */
    private static final Set<String> GIVE_JSON = Set.of(
            "->",
            "JSON:ARRAY",
            "JSON:ARRAY:OF:JSON",
            "JSON_ARRAY",
            "JSON_EXTRACT",
            "JSON_EXTRACT_PATH",
            "JSON_OBJECT",
            "JSON_OBJECT_AGG",
            "JSON_QUERY");

    private JsonFunctions() {}

    /** Tests whether {@code value} is a call of a function whose result is JSON. */
    public static boolean givesJson(SqlNode value) {
        return value instanceof SqlCall call
                && GIVE_JSON.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    }

    /**
     * Marks JSON among the operands of {@code JSON_OBJECT} and {@code JSON_ARRAY} as JSON. Calcite does so for calls of
     * these two alone.
     */
    public static SqlNode nested(SqlCall call) {
        SqlOperator operator = call.getOperator();
        boolean isObject = operator.equals(SqlStdOperatorTable.JSON_OBJECT);
        if (!isObject && !operator.equals(SqlStdOperatorTable.JSON_ARRAY)) {
            return call;
        }
        SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
        for (int operand = isObject ? 2 : 1; operand < operands.length; operand += isObject ? 2 : 1) {
            if (givesJson(operands[operand]) && !isOwn(operands[operand])) {
                operands[operand] = SqlStdOperatorTable.JSON_VALUE_EXPRESSION.createCall(
                        operands[operand].getParserPosition(), operands[operand]);
            }
        }
        return operator.createCall(call.getParserPosition(), operands);
    }

    private static boolean isOwn(SqlNode value) {
        SqlOperator operator = ((SqlCall) value).getOperator();
        return operator.equals(SqlStdOperatorTable.JSON_OBJECT) || operator.equals(SqlStdOperatorTable.JSON_ARRAY);
    }

    private static SqlOperandTypeChecker path() {
        return OperandTypes.variadic(SqlOperandCountRanges.from(2));
    }

    /** Builds the JSON pointer (RFC 6901) of the operands behind the first. */
    private static String pointer() {
        return "'/' || array_to_string([replace(replace(e, '~', '~0'), '/', '~1') FOR e IN [{*}][2:]], '/')";
    }
}
