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
            "CEILING",
            "DECODE",
            "FORMAT",
            "JSON_AGG",
            "JSON_ARRAYAGG",
            "JSON_ARRAY_ELEMENTS_TEXT",
            "JSON_BUILD_ARRAY",
            "JSON_BUILD_OBJECT",
            "JSON_OBJECTAGG",
            "JSON_TABLE",
            "MAKE_INTERVAL",
            "SUBDATE",
            "TIMESTAMP_ADD",
            "TIMESTAMP_DIFF",
            "TIMESTAMP_SUB",
            "TIMESTAMP_TRUNC",
            "TIME_BUCKET",
            "TRUNC");

    /** Functions of Calcite's that the grammar writes, and those of windows, rows and types that are refused. */
    private static final Set<String> NOT_CALLED = Set.of(
            "CLASSIFIER",
            "COLLECT",
            "CONVERT",
            "ELEMENT",
            "FIRST",
            "FUSION",
            "HOP",
            "HOP_END",
            "HOP_START",
            "INTERSECTION",
            "JSON_ARRAYAGG_ABSENT_ON_NULL",
            "JSON_OBJECTAGG_NULL_ON_NULL",
            "LAST",
            "MATCH_NUMBER",
            "NEXT",
            "PREV",
            "SESSION",
            "SESSION_END",
            "SESSION_START",
            "SINGLE_VALUE",
            "TRANSLATE3",
            "TUMBLE",
            "TUMBLE_END",
            "TUMBLE_START",
            "TYPEOF",
            "VARIANTNULL");

    private KnownFunctions() {}

    /** Names in upper case, of functions that are refused too. */
    static Set<String> names() {
        return Names.ALL;
    }

    /** Names in upper case, of functions that a statement can call. */
    public static Set<String> callable() {
        return Names.CALLABLE;
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

        private static final Set<String> CALLABLE =
                ALL.stream().filter(name -> !NOT_CALLED.contains(name)).collect(Collectors.toUnmodifiableSet());

        private Names() {}

        private static Stream<String> operators(Stream<SqlOperator> operators) {
            return operators
                    .filter(SqlFunction.class::isInstance)
                    .map(operator -> operator.getName().toUpperCase(Locale.ROOT));
        }
    }
}
