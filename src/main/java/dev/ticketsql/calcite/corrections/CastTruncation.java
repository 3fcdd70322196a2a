package dev.ticketsql.calcite.corrections;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Truncates text in {@code CAST(via AS VARCHAR(3))} with SUBSTRING. Calcite 1.42 leaves the cast out where the text is
 * cast again to a longer type, and the text stays uncut (no issue was found).
 */
public final class CastTruncation implements SqlRexConvertletTable {

    private final SqlRexConvertletTable standard;

    public CastTruncation(SqlRexConvertletTable standard) {
        this.standard = standard;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlRexConvertlet convertlet = standard.get(call);
        return convertlet == null || call.getKind() != SqlKind.CAST
                ? convertlet
                : (context, cast) -> cutting(convertlet.convertCall(context, cast), context.getRexBuilder());
    }

    private static RexNode cutting(RexNode cast, RexBuilder rexBuilder) {
        return cast instanceof RexCall call
                        && call.getKind() == SqlKind.CAST
                        && call.operandCount() == 1
                        && cuts(call.getOperands().get(0).getType(), call.getType())
                ? rexBuilder.makeAbstractCast(
                        call.getType(),
                        rexBuilder.makeCall(
                                SqlStdOperatorTable.SUBSTRING,
                                call.getOperands().get(0),
                                rexBuilder.makeExactLiteral(BigDecimal.ONE),
                                rexBuilder.makeExactLiteral(
                                        BigDecimal.valueOf(call.getType().getPrecision()))),
                        false)
                : cast;
    }

    private static boolean cuts(RelDataType from, RelDataType to) {
        return SqlTypeUtil.isCharacter(from)
                && SqlTypeUtil.isCharacter(to)
                && to.getPrecision() >= 0
                && (from.getPrecision() < 0 || from.getPrecision() > to.getPrecision());
    }
}
