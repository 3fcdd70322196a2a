package dev.ticketsql.calcite.sql;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Writes casts with PostgreSQL's meaning: a fraction is rounded to a whole number, text that is no number is refused,
 * {@code VARCHAR(n)} cuts. DuckDB has that meaning for most pairs of types; macros give it for the rest.
 */
final class CastTranslation {

    private CastTranslation() {}

    /** Tests for a cast without FORMAT; formats are Calcite's to read. */
    static boolean isPlain(RexCall cast) {
        return cast.getOperands().size() == 1;
    }

    /** {@code cast} of {@code value}; empty if the engine has no such cast. */
    static Optional<String> sql(RexCall cast, String value) {
        RexNode operand = cast.getOperands().get(0);
        return sql(value, operand.getType(), cast.getType(), cast.getKind() == SqlKind.SAFE_CAST);
    }

    /** {@code value} of one type as one of another. */
    static Optional<String> sql(String value, RelDataType from, RelDataType to, boolean isSafe) {
        SqlTypeName source = from.getSqlTypeName();
        SqlTypeName target = to.getSqlTypeName();
        if (source == SqlTypeName.NULL) {
            return Optional.of(EngineLiterals.nullOf(to));
        }
        if (source == SqlTypeName.ANY || target == SqlTypeName.ANY) {
            return Optional.of(value);
        }
        if (EngineTypes.isInterval(from) || EngineTypes.isInterval(to)) {
            return from.getSqlTypeName().getFamily() == to.getSqlTypeName().getFamily() && !isSafe
                    ? Optional.of(value)
                    : Optional.empty();
        }
        if (EngineTypes.isText(to)) {
            return text(value, from, to, isSafe);
        }
        String type = EngineTypes.nameOf(to);
        if (EngineTypes.isText(from)) {
            return ofText(value, to, type, isSafe);
        }
        if (target == source && EngineTypes.nameOf(from).equals(type)) {
            return Optional.of(value);
        }
        if (source == SqlTypeName.TIME && (target == SqlTypeName.TIMESTAMP || target == SqlTypeName.DATE)) {
            return Optional.empty();
        }
        return Optional.of(cast(value, type, isSafe));
    }

    private static String cast(String value, String type, boolean isSafe) {
        return (isSafe ? "TRY_CAST(" : "CAST(") + value + " AS " + type + ")";
    }

    private static Optional<String> text(String value, RelDataType from, RelDataType to, boolean isSafe) {
        return wholeText(value, from, isSafe).map(text -> {
            int length = to.getPrecision();
            if (length < 0 || length == RelDataType.PRECISION_NOT_SPECIFIED) {
                return text;
            }
            if (to.getSqlTypeName() == SqlTypeName.CHAR) {
                boolean fits = from.getSqlTypeName() == SqlTypeName.CHAR && from.getPrecision() == length;
                return fits ? text : "rpad(" + text + ", " + length + ", ' ')";
            }
            boolean fits = EngineTypes.isText(from) && from.getPrecision() >= 0 && from.getPrecision() <= length;
            return fits ? text : "left(" + text + ", " + length + ")";
        });
    }

    private static Optional<String> wholeText(String value, RelDataType from, boolean isSafe) {
        return switch (from.getSqlTypeName()) {
            case CHAR, VARCHAR -> Optional.of(value);
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DATE, TIME, TIMESTAMP ->
                Optional.of(cast(value, "VARCHAR", isSafe));
            // PostgreSQL writes no fraction where there is none.
            case DOUBLE, FLOAT, REAL -> Optional.of("ts_double_text(" + value + ")");
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofText(String value, RelDataType to, String type, boolean isSafe) {
        return switch (to.getSqlTypeName()) {
            // The engine would round '1.7' and read '1e3'.
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                Optional.of(
                        isSafe
                                ? "ts_try_whole(" + value + ", NULL::" + type + ")"
                                : "CAST(ts_whole(" + value + ") AS " + type + ")");
            case TIMESTAMP -> Optional.of((isSafe ? "ts_try_timestamp(" : "ts_timestamp(") + value + ")");
            case DATE -> Optional.of((isSafe ? "ts_try_date(" : "ts_date(") + value + ")");
            case BOOLEAN, DOUBLE, FLOAT, REAL, DECIMAL, TIME -> Optional.of(cast(value, type, isSafe));
            default -> Optional.empty();
        };
    }
}
