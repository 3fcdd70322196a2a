package dev.ticketsql.calcite.plan;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Values as Calcite's generated code has them, as literals. */
public final class RowLiterals {

    private static final int MILLIS_PRECISION = 3;

    private RowLiterals() {}

    /** The literal; empty if none holds the value, as a day after the year 9999. */
    public static Optional<RexLiteral> of(@Nullable Object value, RelDataType type, RexBuilder rexBuilder) {
        if (value == null) {
            return Optional.of(rexBuilder.makeNullLiteral(type));
        }
        try {
            return switch (type.getSqlTypeName()) {
                case BOOLEAN -> Optional.of(rexBuilder.makeLiteral((boolean) (Boolean) value));
                case TIMESTAMP ->
                    Optional.of(rexBuilder.makeTimestampLiteral(
                            TimestampString.fromMillisSinceEpoch(((Number) value).longValue()), MILLIS_PRECISION));
                case DATE ->
                    Optional.of(rexBuilder.makeDateLiteral(DateString.fromDaysSinceEpoch(((Number) value).intValue())));
                case TIME ->
                    Optional.of(rexBuilder.makeTimeLiteral(
                            TimeString.fromMillisOfDay(((Number) value).intValue()), MILLIS_PRECISION));
                case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
                    Optional.of(literal(rexBuilder, new BigDecimal(value.toString()), type));
                case FLOAT, REAL, DOUBLE ->
                    Optional.of(((Number) value).doubleValue())
                            .filter(Double::isFinite)
                            .map(number -> literal(rexBuilder, number, type));
                case CHAR, VARCHAR -> Optional.of(literal(rexBuilder, value.toString(), type));
                default -> interval(value, type, rexBuilder);
            };
        } catch (IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Optional<RexLiteral> interval(Object value, RelDataType type, RexBuilder rexBuilder) {
        return type.getIntervalQualifier() == null
                ? Optional.empty()
                : Optional.of(
                        rexBuilder.makeIntervalLiteral(new BigDecimal(value.toString()), type.getIntervalQualifier()));
    }

    private static RexLiteral literal(RexBuilder rexBuilder, Object value, RelDataType type) {
        return (RexLiteral) rexBuilder.makeLiteral(value, type, false);
    }
}
