package dev.ticketsql.calcite.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Names of aggregate and window functions in DuckDB, with the casts of their results to Calcite's types. */
final class AggregateFunctions {

    /** DuckDB's names by Calcite's, of functions with the same arguments and results in both. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("MIN", "min"),
            Map.entry("MAX", "max"),
            Map.entry("AVG", "avg"),
            Map.entry("ANY_VALUE", "any_value"),
            Map.entry("STDDEV", "stddev_samp"),
            Map.entry("STDDEV_POP", "stddev_pop"),
            Map.entry("STDDEV_SAMP", "stddev_samp"),
            Map.entry("VARIANCE", "var_samp"),
            Map.entry("VAR_POP", "var_pop"),
            Map.entry("VAR_SAMP", "var_samp"),
            Map.entry("COVAR_POP", "covar_pop"),
            Map.entry("COVAR_SAMP", "covar_samp"),
            Map.entry("CORR", "corr"),
            Map.entry("REGR_SXX", "regr_sxx"),
            Map.entry("REGR_SYY", "regr_syy"),
            Map.entry("REGR_COUNT", "regr_count"),
            Map.entry("BIT_AND", "bit_and"),
            Map.entry("BIT_OR", "bit_or"),
            Map.entry("BIT_XOR", "bit_xor"),
            Map.entry("BITAND_AGG", "bit_and"),
            Map.entry("BITOR_AGG", "bit_or"),
            Map.entry("EVERY", "bool_and"),
            Map.entry("SOME", "bool_or"),
            Map.entry("BOOL_AND", "bool_and"),
            Map.entry("BOOL_OR", "bool_or"),
            Map.entry("LOGICAL_AND", "bool_and"),
            Map.entry("LOGICAL_OR", "bool_or"),
            Map.entry("MODE", "mode"),
            Map.entry("ARG_MAX", "arg_max_null"),
            Map.entry("ARG_MIN", "arg_min_null"),
            Map.entry("MAX_BY", "arg_max_null"),
            Map.entry("MIN_BY", "arg_min_null"),
            Map.entry("MEDIAN", "median"),
            Map.entry("APPROX_COUNT_DISTINCT", "approx_count_distinct"),
            Map.entry("COLLECT", "list"),
            Map.entry("ARRAY_AGG", "list"),
            Map.entry("ARRAY_CONCAT_AGG", "list"),
            Map.entry("STRING_AGG", "string_agg"),
            Map.entry("LISTAGG", "string_agg"),
            Map.entry("ROW_NUMBER", "row_number"),
            Map.entry("RANK", "rank"),
            Map.entry("DENSE_RANK", "dense_rank"),
            Map.entry("PERCENT_RANK", "percent_rank"),
            Map.entry("CUME_DIST", "cume_dist"),
            Map.entry("NTILE", "ntile"),
            Map.entry("LAG", "lag"),
            Map.entry("LEAD", "lead"),
            Map.entry("FIRST_VALUE", "first_value"),
            Map.entry("LAST_VALUE", "last_value"),
            Map.entry("NTH_VALUE", "nth_value"));

    private static final List<String> OF_DOUBLES = List.of(
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            "COVAR_POP",
            "COVAR_SAMP",
            "CORR",
            "REGR_SXX",
            "REGR_SYY",
            "REGR_COUNT");

    private AggregateFunctions() {}

    /**
     * A function of DuckDB.
     *
     * @param name its name
     * @param arguments its arguments as SQL
     * @param result converts its value to the type that Calcite expects
     */
    record Spelling(String name, List<String> arguments, UnaryOperator<String> result) {}

    /**
     * The spelling of {@code function}.
     *
     * @param arguments as SQL
     * @param type of the result
     * @throws UnsupportedSqlException if the engine has no such function
     */
    static Spelling of(SqlAggFunction function, List<String> arguments, RelDataType type) {
        String name = function.getName().toUpperCase(Locale.ROOT);
        SqlKind kind = function.getKind();
        if (kind == SqlKind.COUNT) {
            return new Spelling("count", counted(arguments), UnaryOperator.identity());
        }
        if (kind == SqlKind.SUM) {
            return new Spelling("sum", arguments, value -> sum(value, type));
        }
        if (kind == SqlKind.SUM0) {
            return new Spelling("sum", arguments, value -> "coalesce(" + sum(value, type) + ", 0)");
        }
        if (kind == SqlKind.SINGLE_VALUE) {
            return new Spelling("ts_single", List.of("list(" + arguments.get(0) + ")"), UnaryOperator.identity());
        }
        String engineName = NAMES.get(name);
        if (engineName == null) {
            throw new UnsupportedSqlException("TicketSQL has no function " + name + " of several rows");
        }
        List<String> given = OF_DOUBLES.contains(name)
                ? arguments.stream()
                        .map(argument -> "CAST(" + argument + " AS DOUBLE)")
                        .toList()
                : arguments;
        return new Spelling(engineName, given, value -> result(name, value, type));
    }

    /** Tests for the average of whole numbers, which DuckDB's own function rounds too early. */
    static boolean isExactAverage(SqlAggFunction function, List<RelDataType> arguments) {
        return function.getKind() == SqlKind.AVG && EngineTypes.isWhole(arguments.get(0));
    }

    /** The average as the quotient of an exact sum and a count. */
    static String average(String sum, String count, RelDataType type) {
        String quotient = "(ts_real(" + sum + ") / nullif(" + count + ", 0))";
        return EngineTypes.isApproximate(type) ? quotient : EngineLiterals.cast(quotient, EngineTypes.nameOf(type));
    }

    /** Leaves out rows in which one of several values is NULL. */
    private static List<String> counted(List<String> arguments) {
        if (arguments.isEmpty()) {
            return List.of("*");
        }
        if (arguments.size() == 1) {
            return arguments;
        }
        return List.of("CASE WHEN " + String.join(" IS NULL OR ", arguments) + " IS NULL THEN NULL ELSE ROW("
                + String.join(", ", arguments) + ") END");
    }

    /** Casts a sum to Calcite's type, which is narrower than DuckDB's; a sum that does not fit is an error. */
    private static String sum(String value, RelDataType type) {
        return EngineTypes.isApproximate(type) ? value : EngineLiterals.cast(value, EngineTypes.nameOf(type));
    }

    private static String result(String name, String value, RelDataType type) {
        boolean isExactAverage = name.equals("AVG") && !EngineTypes.isApproximate(type);
        boolean isCount = EngineTypes.isWhole(type) && type.getSqlTypeName() != SqlTypeName.BIGINT;
        return isExactAverage || isCount || name.equals("BITAND_AGG")
                ? EngineLiterals.cast(value, EngineTypes.nameOf(type))
                : value;
    }
}
