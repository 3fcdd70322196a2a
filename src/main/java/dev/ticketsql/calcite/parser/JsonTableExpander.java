package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.JsonPaths;
import dev.ticketsql.calcite.corrections.SqlNodeCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueReturning;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Expands {@code JSON_TABLE(document, path COLUMNS (...))} to a subquery: {@code UNNEST} of the array at the path, and
 * {@code JSON_VALUE} of its elements. A path that leads to one value gives one row.
 */
final class JsonTableExpander {

    /** Alias that no statement has, so that it hides no column of another table. */
    private static final String ROWS = "JSON:TABLE";

    private static final String ELEMENT = "JSON:TABLE:ELEMENT";
    private static final String NUMBER = "JSON:TABLE:NUMBER";

    /** A path that leads to the element itself. */
    private static final Pattern ITSELF = Pattern.compile("\\s*(?:(?:lax|strict)\\s+)?\\$\\s*");

    private JsonTableExpander() {}

    /** The subquery that {@code call}, of a table function, stands for, or {@code call} itself. */
    static SqlNode expanded(SqlCall call) {
        boolean table = call.getKind() == SqlKind.COLLECTION_TABLE
                && call.operand(0) instanceof SqlCall function
                && function.getOperator().getName().equalsIgnoreCase("JSON_TABLE");
        if (!table) {
            return call;
        }
        SqlCall function = call.operand(0);
        if (function.operandCount() != 2 || !isColumns(function.operand(1))) {
            throw new CalciteException(
                    "JSON_TABLE is written JSON_TABLE(document, '$.path[*]' COLUMNS (name VARCHAR PATH '$.member'))",
                    null);
        }
        SqlCall columns = function.operand(1);
        return SqlStdOperatorTable.LATERAL.createCall(
                call.getParserPosition(),
                select(function.operand(0), columns.operand(0), columns.operand(1), call.getParserPosition()));
    }

    private static boolean isColumns(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator().getName().equals("COLUMNS");
    }

    /**
     * Refuses COLUMNS outside of JSON_TABLE.
     *
     * @throws CalciteException if {@code call} has them
     */
    static void refuseColumns(SqlCall call) {
        if (isColumns(call)) {
            throw new CalciteException("COLUMNS belongs into FROM JSON_TABLE(document, path COLUMNS (...))", null);
        }
    }

    private static SqlSelect select(SqlNode document, SqlNode path, SqlNodeList columns, SqlParserPos at) {
        SqlNode array = texts(document, path, SqlJsonQueryWrapperBehavior.WITH_CONDITIONAL_ARRAY, at);
        SqlNode rows = SqlStdOperatorTable.AS.createCall(
                at,
                SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(at, array),
                new SqlIdentifier(ROWS, at),
                new SqlIdentifier(ELEMENT, at),
                new SqlIdentifier(NUMBER, at));
        List<SqlNode> values = new ArrayList<>();
        for (SqlNode column : columns) {
            values.add(value((SqlNodeList) column));
        }
        return new SqlSelect(
                at, null, new SqlNodeList(values, at), rows, null, null, null, null, null, null, null, null, null);
    }

    /** Elements of the array at {@code path}; NULL if no array is there. */
    static SqlNode texts(SqlNode document, SqlNode path) {
        return texts(document, path, SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY, path.getParserPosition());
    }

    private static SqlNode texts(SqlNode document, SqlNode path, SqlJsonQueryWrapperBehavior wrapper, SqlParserPos at) {
        return SqlStdOperatorTable.JSON_QUERY.createCall(
                at,
                document,
                path,
                SqlLiteral.createSymbol(wrapper, at),
                SqlLiteral.createSymbol(SqlJsonQueryEmptyOrErrorBehavior.NULL, at),
                SqlLiteral.createSymbol(SqlJsonQueryEmptyOrErrorBehavior.NULL, at),
                arrayOfText(at));
    }

    private static SqlDataTypeSpec arrayOfText(SqlParserPos at) {
        return new SqlDataTypeSpec(
                new SqlCollectionTypeNameSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, at), SqlTypeName.ARRAY, at),
                at);
    }

    /** Translates a column of the grammar: its name, its type, and its path and further clauses, if any. */
    private static SqlNode value(SqlNodeList column) {
        SqlParserPos at = column.getParserPosition();
        SqlIdentifier name = (SqlIdentifier) column.get(0);
        if (column.size() == 1) {
            return SqlStdOperatorTable.AS.createCall(at, new SqlIdentifier(List.of(ROWS, NUMBER), at), name);
        }
        boolean hasPath = column.size() > 2 && column.get(2) instanceof SqlCharStringLiteral;
        SqlNode element = new SqlIdentifier(List.of(ROWS, ELEMENT), at);
        boolean isElement = hasPath
                && ITSELF.matcher(((SqlCharStringLiteral) column.get(2)).toValue())
                        .matches();
        List<SqlNode> operands = new ArrayList<>();
        operands.add(isElement ? quoted(element, at) : element);
        if (isElement) {
            operands.add(SqlLiteral.createCharString("$[0]", at));
        } else {
            operands.add(hasPath ? column.get(2) : SqlLiteral.createCharString("$." + name.getSimple(), at));
        }
        operands.add(SqlLiteral.createSymbol(SqlJsonValueReturning.RETURNING, at));
        operands.add(TypeNames.standard((SqlDataTypeSpec) column.get(1)));
        operands.addAll(column.getList().subList(hasPath ? 3 : 2, column.size()));
        SqlNode value = JsonPaths.corrected(SqlStdOperatorTable.JSON_VALUE.createCall(at, operands));
        return SqlStdOperatorTable.AS.createCall(at, Objects.requireNonNull(value, "value"), name);
    }

    /**
     * Wraps {@code element} in a JSON array: {@code UNNEST} gives a string without its quotes, which is no JSON. An
     * array or object has no scalar value; the array that replaces it has none either.
     */
    private static SqlNode quoted(SqlNode element, SqlParserPos at) {
        SqlNode isArray = SqlStdOperatorTable.IS_JSON_ARRAY.createCall(at, element);
        SqlNode isObject = SqlStdOperatorTable.IS_JSON_OBJECT.createCall(at, SqlNodeCopy.of(element));
        return SqlNodes.when(
                SqlStdOperatorTable.OR.createCall(at, isArray, isObject),
                SqlLiteral.createCharString("[[]]", at),
                SqlStdOperatorTable.JSON_ARRAY.createCall(
                        at,
                        SqlLiteral.createSymbol(SqlJsonConstructorNullClause.NULL_ON_NULL, at),
                        SqlNodeCopy.of(element)),
                at);
    }
}
