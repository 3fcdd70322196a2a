package dev.ticketsql.calcite.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Aggregates that DuckDB computes. */
public final class EngineAggregates {

    private static final SqlReturnTypeInference REAL = ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);

    /** Writes NaN, the result over one row or equal values, as PostgreSQL's NULL. */
    private static final String REAL_OR_NULL = "nullif({0}, CAST('NaN' AS DOUBLE))";

    /** {@code PERCENTILE_CONT} of a value and a place from 0 to 1, over a window. */
    public static final EngineAggregate QUANTILE_CONT = new EngineAggregate(
            "QUANTILE:CONT", REAL, OperandTypes.NUMERIC_NUMERIC, "quantile_cont", "CAST({0} AS DOUBLE), {1}", "{0}");

    /** {@code PERCENTILE_DISC} of a value and a place from 0 to 1, over a window. */
    public static final EngineAggregate QUANTILE_DISC = new EngineAggregate(
            "QUANTILE:DISC",
            ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC),
            "quantile_disc",
            "{0}, {1}",
            "{0}");

    /** The most frequent value; of several, the first in their order. */
    public static final EngineAggregate FIRST_MODE = mode("MODE:FIRST", "{0} ORDER BY {0}");

    /** The most frequent value; of several, the last in their order. */
    public static final EngineAggregate LAST_MODE = mode("MODE:LAST", "{0} ORDER BY {0} DESC");

    static final List<SqlOperator> AGGREGATES = List.of(
            QUANTILE_CONT,
            QUANTILE_DISC,
            FIRST_MODE,
            LAST_MODE,
            ofTwo("CORR"),
            ofTwo("REGR_SLOPE"),
            ofTwo("REGR_INTERCEPT"),
            ofTwo("REGR_R2"),
            ofTwo("REGR_AVGX"),
            ofTwo("REGR_AVGY"),
            ofTwo("REGR_SXY"),
            ofOne("KURTOSIS"),
            ofOne("SKEWNESS"),
            ofOne("PRODUCT"),
            new EngineAggregate(
                    "JSON_OBJECT_AGG",
                    ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    family(SqlTypeFamily.ANY, SqlTypeFamily.ANY),
                    "string_agg",
                    "to_json(CAST({0} AS VARCHAR)) || ':' || coalesce(CAST(CASE WHEN typeof({1}) = 'TIMESTAMP'"
                            + " THEN to_json(replace(CAST({1} AS VARCHAR), ' ', 'T')) ELSE to_json({1}) END AS VARCHAR),"
                            + " 'null'), ','",
                    "('{' || {0} || '}')"),
            SqlLibraryOperators.MAX_BY,
            SqlLibraryOperators.MIN_BY);

    private EngineAggregates() {}

    private static EngineAggregate mode(String name, String arguments) {
        return new EngineAggregate(
                name,
                ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                OperandTypes.ANY,
                "mode",
                arguments,
                "{0}");
    }

    private static EngineAggregate ofTwo(String name) {
        return new EngineAggregate(
                name, REAL, OperandTypes.NUMERIC_NUMERIC, name.toLowerCase(Locale.ROOT), "{0}, {1}", REAL_OR_NULL);
    }

    private static EngineAggregate ofOne(String name) {
        return new EngineAggregate(
                name, REAL, OperandTypes.NUMERIC, name.toLowerCase(Locale.ROOT), "CAST({0} AS DOUBLE)", REAL_OR_NULL);
    }
}
