package dev.ticketsql.calcite.corrections;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Corrects JSON paths. In Calcite 1.42, {@code JSON_EXISTS} is true for every path that may lead to several places,
 * even where it leads to none; and a filter in the standard's spelling, {@code ?(...)}, which its library of paths does
 * not read, is silently false.
 */
public final class JsonPaths {

    /** A wildcard, a filter or a descent: such a path leads to a list, which may be empty. */
    private static final Pattern LEADS_TO_SEVERAL = Pattern.compile("\\*|\\.\\.|\\?\\s*\\(");

    private static final Pattern STANDARD_FILTER = Pattern.compile("(?<!\\[)\\?\\s*\\(");

    private JsonPaths() {}

    /**
     * Rewrites JSON_EXISTS of a path that may lead to several places.
     *
     * @throws CalciteException if its path is one that the library does not know
     */
    public static SqlNode corrected(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (!call.getOperator().getName().startsWith("JSON_") || operands.size() < 2) {
            return call;
        }
        Optional<String> path = path(operands.get(1));
        if (path.filter(text -> STANDARD_FILTER.matcher(text).find()).isPresent()) {
            throw new CalciteException(
                    "JSON path '" + path.get() + "': write a filter between brackets, as in"
                            + " '$[?(@.event_type == \"Comment\")]'",
                    null);
        }
        boolean exists = call.getOperator().getName().equals("JSON_EXISTS");
        return exists
                        && path.filter(text -> LEADS_TO_SEVERAL.matcher(text).find())
                                .isPresent()
                ? leadsSomewhere(operands.get(0), operands.get(1), call.getParserPosition())
                : call;
    }

    private static Optional<String> path(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getValue() != null
                ? Optional.ofNullable(literal.toValue())
                : Optional.empty();
    }

    /** Tests the length of the list at the end of the path; NULL for NULL, false for text that is no JSON. */
    private static SqlNode leadsSomewhere(SqlNode json, SqlNode path, SqlParserPos at) {
        SqlNode length = SqlLibraryOperators.JSON_LENGTH.createCall(at, json, path);
        SqlNode zero = SqlLiteral.createExactNumeric("0", at);
        return new SqlCase(
                at,
                null,
                SqlNodeList.of(
                        SqlStdOperatorTable.IS_NULL.createCall(at, json),
                        SqlStdOperatorTable.IS_JSON_VALUE.createCall(at, json)),
                SqlNodeList.of(
                        SqlStdOperatorTable.CAST.createCall(at, SqlLiteral.createNull(at), booleanType(at)),
                        SqlStdOperatorTable.GREATER_THAN.createCall(at, length, zero)),
                SqlLiteral.createBoolean(false, at));
    }

    private static SqlNode booleanType(SqlParserPos at) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.BOOLEAN, at), at);
    }
}
