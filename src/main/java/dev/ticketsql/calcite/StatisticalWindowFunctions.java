package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/** Puts {@link StatisticalFunctions} in the place of Calcite's in windows, which it would take apart into sums. */
final class StatisticalWindowFunctions implements SqlRexConvertletTable {

    private final SqlRexConvertletTable standard;

    StatisticalWindowFunctions(SqlRexConvertletTable standard) {
        this.standard = standard;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlAggFunction function =
                StatisticalFunctions.of(call.getOperator().getKind()).orElse(null);
        return function == null ? standard.get(call) : (context, written) -> converted(context, written, function);
    }

    private static RexNode converted(SqlRexContext context, SqlCall call, SqlAggFunction function) {
        RelDataTypeFactory types = context.getTypeFactory();
        List<RexNode> arguments = call.getOperandList().stream()
                .map(context::convertExpression)
                .map(argument -> StatisticalFunctions.asDouble(argument, context.getRexBuilder()))
                .toList();
        return context.getRexBuilder()
                .makeCall(
                        types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true),
                        function,
                        arguments);
    }
}
