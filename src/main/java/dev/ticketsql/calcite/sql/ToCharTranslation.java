package dev.ticketsql.calcite.sql;

import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Writes {@code TO_CHAR} as DuckDB's own {@code strftime} where that prints the same; for other formats
 * {@link ToCharFunction} is called, which takes several times as long.
 */
final class ToCharTranslation {

    private ToCharTranslation() {}

    /** Tests whether DuckDB prints the times of {@code call} by itself. */
    static boolean isNative(RexCall call) {
        return format(call).isPresent();
    }

    /**
     * Writes a call of which {@link #isNative} is true.
     *
     * @param time SQL of its first operand
     */
    static String sql(RexCall call, String time) {
        return "strftime(CAST(" + time + " AS TIMESTAMP), "
                + EngineLiterals.text(format(call).orElseThrow()) + ")";
    }

    private static Optional<String> format(RexCall call) {
        if (!call.getOperator().getName().equals("TO_CHAR")
                || call.operandCount() != 2
                || !isDated(call.getOperands().get(0))
                || !(call.getOperands().get(1) instanceof RexLiteral literal)) {
            return Optional.empty();
        }
        return Optional.ofNullable(literal.getValueAs(String.class)).flatMap(PostgresTimeFormat::strftime);
    }

    private static boolean isDated(RexNode time) {
        SqlTypeName type = time.getType().getSqlTypeName();
        return type == SqlTypeName.DATE || type == SqlTypeName.TIMESTAMP;
    }
}
