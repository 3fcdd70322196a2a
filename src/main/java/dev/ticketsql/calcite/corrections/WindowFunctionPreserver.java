package dev.ticketsql.calcite.corrections;

import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps averages and deviations over a window as functions. Calcite 1.42 takes them apart into sums, which overflow.
 */
public final class WindowFunctionPreserver implements SqlRexConvertletTable {

    private static final Set<SqlKind> KEPT = Set.of(
            SqlKind.AVG,
            SqlKind.VAR_POP,
            SqlKind.VAR_SAMP,
            SqlKind.STDDEV_POP,
            SqlKind.STDDEV_SAMP,
            SqlKind.COVAR_POP,
            SqlKind.COVAR_SAMP,
            SqlKind.REGR_SXX,
            SqlKind.REGR_SYY);

    private final SqlRexConvertletTable standard;

    public WindowFunctionPreserver(SqlRexConvertletTable standard) {
        this.standard = standard;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        return KEPT.contains(call.getOperator().getKind()) && call.getOperator() instanceof SqlAggFunction function
                ? (context, written) -> converted(context, written, function)
                : standard.get(call);
    }

    private static RexNode converted(SqlRexContext context, SqlCall call, SqlAggFunction function) {
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        return context.getRexBuilder()
                .makeCall(
                        type,
                        function,
                        call.getOperandList().stream()
                                .map(context::convertExpression)
                                .toList());
    }
}
