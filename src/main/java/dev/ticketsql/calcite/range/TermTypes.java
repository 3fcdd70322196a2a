package dev.ticketsql.calcite.range;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** SQL types of a {@link TimeTerm}, and the whole numbers that each of them holds exactly. */
final class TermTypes {

    /** Whole numbers up to this are exact as DOUBLE. */
    private static final long MAX_EXACT_DOUBLE = 1L << 53;

    private static final int MAX_LONG_DIGITS = 18;

    private TermTypes() {}

    /** A whole number as a value of {@code type}; empty for a type that does not hold it exactly. */
    static Optional<TimeTerm> fit(TimeTerm number, RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> number.within(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> number.within(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> number.within(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> Optional.of(number);
            case DOUBLE, FLOAT -> number.within(-MAX_EXACT_DOUBLE, MAX_EXACT_DOUBLE);
            case DECIMAL -> {
                int digits = Math.min(MAX_LONG_DIGITS, type.getPrecision() - type.getScale());
                long limit = (long) Math.pow(10, Math.max(0, digits)) - 1;
                yield number.within(-limit, limit);
            }
            default -> Optional.empty();
        };
    }

    static boolean isInteger(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    static boolean isTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    static boolean isInstant(RelDataType type) {
        return isTimestamp(type) || isDate(type);
    }

    static boolean isInterval(RelDataType type) {
        return isDayInterval(type) || isMonthInterval(type);
    }

    static boolean isDayInterval(RelDataType type) {
        return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isMonthInterval(RelDataType type) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }
}
