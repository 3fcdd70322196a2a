package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.EngineFunctions;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;

/** Lists the functions of the dialect by name: of the standard, of PostgreSQL, and spellings of other databases. */
public final class KnownFunctions {

    /** Functions that are rewritten by their form, and have neither a template nor an operator. */
    private static final Set<String> REWRITTEN = Set.of(
            "ADDDATE",
            "DATEADD",
            "DATEDIFF",
            "DATEPART",
            "DATETIME_ADD",
            "DATETIME_DIFF",
            "DATETIME_SUB",
            "DATETIME_TRUNC",
            "DATETRUNC",
            "DATE_ADD",
            "DATE_BIN",
            "DATE_DIFF",
            "DATE_PART",
            "DATE_SUB",
            "DATE_TRUNC",
            "DECODE",
            "FORMAT",
            "JSON_AGG",
            "JSON_ARRAY_ELEMENTS_TEXT",
            "JSON_BUILD_ARRAY",
            "JSON_BUILD_OBJECT",
            "JSON_TABLE",
            "MAKE_INTERVAL",
            "SUBDATE",
            "TIMESTAMP_ADD",
            "TIMESTAMP_DIFF",
            "TIMESTAMP_SUB",
            "TIMESTAMP_TRUNC",
            "TIME_BUCKET",
            "TRUNC");

    private KnownFunctions() {}

    /** Names in upper case. */
    public static Set<String> names() {
        return Names.ALL;
    }

    /** Collects the names at their first use. */
    private static final class Names {

        private static final Pattern WRITTEN = Pattern.compile("\\w+");

        private static final Set<String> ALL = Stream.of(
                        operators(EngineFunctions.table().getOperatorList().stream()),
                        operators(SqlLibraryOperatorTableFactory.INSTANCE
                                .getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL)
                                .getOperatorList()
                                .stream()),
                        FunctionTemplates.all().names().stream(),
                        REWRITTEN.stream())
                .flatMap(names -> names)
                .filter(name -> WRITTEN.matcher(name).matches())
                .collect(Collectors.toUnmodifiableSet());

        private Names() {}

        private static Stream<String> operators(Stream<SqlOperator> operators) {
            return operators
                    .filter(SqlFunction.class::isInstance)
                    .map(operator -> operator.getName().toUpperCase(Locale.ROOT));
        }
    }
}
