package dev.ticketsql.calcite.plan;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Makes literals of values in the representation of Calcite's generated code. */
public final class RowLiterals {

    private static final int MILLIS_PRECISION = 3;

    private RowLiterals() {}

    /** Makes the literal; empty if none holds the value, as a day after the year 9999. */
    public static Optional<RexLiteral> of(@Nullable Object value, RelDataType type, RexBuilder rexBuilder) {
        if (value == null) {
            return Optional.of(rexBuilder.makeNullLiteral(type));
        }
        boolean isFinite = !(value instanceof Number number) || Double.isFinite(number.doubleValue());
        boolean isScalar = SqlTypeUtil.isInterval(type) || (SqlTypeUtil.isAtomic(type) && !SqlTypeUtil.isBinary(type));
        if (!isFinite || !isScalar) {
            return Optional.empty();
        }
        try {
            return Optional.of((RexLiteral) node(value, type, rexBuilder));
        } catch (IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes the literal of any type, cast to the type if needed.
     *
     * @throws ClassCastException if the value is of another type
     * @throws IllegalArgumentException if no literal holds the value
     */
    public static RexNode node(Object value, RelDataType type, RexBuilder rexBuilder) {
        return switch (type.getSqlTypeName()) {
            case TIMESTAMP ->
                rexBuilder.makeTimestampLiteral(
                        TimestampString.fromMillisSinceEpoch(((Number) value).longValue()), MILLIS_PRECISION);
            case DATE -> rexBuilder.makeDateLiteral(DateString.fromDaysSinceEpoch(((Number) value).intValue()));
            case TIME ->
                rexBuilder.makeTimeLiteral(TimeString.fromMillisOfDay(((Number) value).intValue()), MILLIS_PRECISION);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
                rexBuilder.makeLiteral(new BigDecimal(((Number) value).toString()), type, false);
            case FLOAT, REAL, DOUBLE -> rexBuilder.makeLiteral(((Number) value).doubleValue(), type, false);
            case CHAR, VARCHAR -> rexBuilder.makeLiteral(value.toString(), type, false);
            case BOOLEAN -> rexBuilder.makeLiteral((boolean) (Boolean) value);
            default -> rexBuilder.makeLiteral(value, type, false);
        };
    }
}
