package dev.ticketsql.calcite.parser;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Rewrites JDBC's {@code {fn UPPER(x)}} as {@code UPPER(x)}, where Calcite does not know the function in an escape. */
final class EscapedFunctions {

    private static final Set<String> KNOWN = Stream.of(
                    SqlJdbcFunctionCall.getNumericFunctions(),
                    SqlJdbcFunctionCall.getStringFunctions(),
                    SqlJdbcFunctionCall.getSystemFunctions(),
                    SqlJdbcFunctionCall.getTimeDateFunctions())
            .flatMap(names -> Stream.of(names.split(",", -1)))
            .filter(name -> !name.equals("CONVERT_TIMEZONE"))
            .collect(Collectors.toUnmodifiableSet());

    private EscapedFunctions() {}

    /** The call without its escape, or {@code call} itself. */
    static SqlNode standard(SqlCall call) {
        if (!(call.getOperator() instanceof SqlJdbcFunctionCall)) {
            return call;
        }
        String name = SqlNodes.nameOf(call).replaceAll("^\\{FN |}$", "");
        SqlParserPos at = call.getParserPosition();
        return KNOWN.contains(name)
                ? call
                : new SqlUnresolvedFunction(
                                new SqlIdentifier(name, at),
                                null,
                                null,
                                null,
                                null,
                                SqlFunctionCategory.USER_DEFINED_FUNCTION)
                        .createCall(at, call.getOperandList());
    }
}
