package dev.ticketsql.calcite;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** Statistical functions of doubles, in the place of those that Calcite 1.42 computes badly or not at all. */
final class StatisticalFunctions {

    private static final Map<SqlKind, SqlAggFunction> FUNCTIONS = Map.of(
            SqlKind.VAR_POP, function(SqlKind.VAR_POP, Moments.VarPop.class),
            SqlKind.VAR_SAMP, function(SqlKind.VAR_SAMP, Moments.VarSamp.class),
            SqlKind.STDDEV_POP, function(SqlKind.STDDEV_POP, Moments.StddevPop.class),
            SqlKind.STDDEV_SAMP, function(SqlKind.STDDEV_SAMP, Moments.StddevSamp.class),
            SqlKind.COVAR_POP, function(SqlKind.COVAR_POP, CoMoments.CovarPop.class),
            SqlKind.COVAR_SAMP, function(SqlKind.COVAR_SAMP, CoMoments.CovarSamp.class),
            SqlKind.REGR_SXX, function(SqlKind.REGR_SXX, CoMoments.RegrSxx.class),
            SqlKind.REGR_SYY, function(SqlKind.REGR_SYY, CoMoments.RegrSyy.class),
            SqlKind.PERCENTILE_CONT, function(SqlKind.PERCENTILE_CONT, Percentile.Cont.class));

    private StatisticalFunctions() {}

    /** What computes a function of this kind, from doubles to a double that may be NULL. */
    static Optional<SqlAggFunction> of(SqlKind kind) {
        return Optional.ofNullable(FUNCTIONS.get(kind));
    }

    /** {@code value} as a DOUBLE, NULL where it is NULL. */
    static RexNode asDouble(RexNode value, RexBuilder rexBuilder) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return rexBuilder.makeCast(
                types.createTypeWithNullability(
                        types.createSqlType(SqlTypeName.DOUBLE), value.getType().isNullable()),
                value);
    }

    /** Of no kind that a rule of Calcite's would take apart. */
    private static SqlAggFunction function(SqlKind kind, Class<?> implementation) {
        return new SqlUserDefinedAggFunction(
                new SqlIdentifier(kind.name(), SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                InferTypes.RETURN_TYPE,
                null,
                requireNonNull(AggregateFunctionImpl.create(implementation)),
                false,
                false,
                Optionality.FORBIDDEN);
    }
}
