package dev.ticketsql.calcite;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes the difference between a timestamp and a date that between two timestamps, as in {@code TIMESTAMPDIFF(DAY,
 * "time", DATE '2026-01-01')}. Calcite 1.42 subtracts the milliseconds of the one from the days of the other.
 */
final class DateDifferences implements SqlRexConvertletTable {

    private final SqlRexConvertletTable standard;

    DateDifferences(SqlRexConvertletTable standard) {
        this.standard = standard;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlRexConvertlet convertlet = standard.get(call);
        if (convertlet == null || (call.getKind() != SqlKind.TIMESTAMP_DIFF && call.getKind() != SqlKind.MINUS)) {
            return convertlet;
        }
        return (context, difference) ->
                convertlet.convertCall(context, difference).accept(new Difference(context.getRexBuilder()));
    }

    private static final class Difference extends RexShuttle {

        private final RexBuilder rexBuilder;

        Difference(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (!(visited instanceof RexCall difference) || !isMixed(difference)) {
                return visited;
            }
            return difference.clone(
                    difference.getType(),
                    difference.getOperands().stream().map(this::timestamp).toList());
        }

        private static boolean isMixed(RexCall call) {
            return call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE)
                    && call.getOperands().stream()
                            .map(DateDifferences::typeName)
                            .anyMatch(SqlTypeName.DATE::equals)
                    && call.getOperands().stream()
                            .map(DateDifferences::typeName)
                            .anyMatch(SqlTypeName.TIMESTAMP::equals);
        }

        private RexNode timestamp(RexNode operand) {
            return typeName(operand) == SqlTypeName.DATE
                    ? rexBuilder.makeCast(
                            rexBuilder
                                    .getTypeFactory()
                                    .createTypeWithNullability(
                                            rexBuilder.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP),
                                            operand.getType().isNullable()),
                            operand)
                    : operand;
        }
    }

    private static SqlTypeName typeName(RexNode node) {
        return node.getType().getSqlTypeName();
    }
}
