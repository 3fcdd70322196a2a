package dev.ticketsql.calcite.sql;

import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.SurrogateHalf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/**
 * Writes literals for DuckDB, each with its type: a bare number would be an ordinal in ORDER BY and an INTEGER in
 * arithmetic, a bare NULL an INTEGER.
 */
final class EngineLiterals {

    private static final char NUL = '\0';

    private EngineLiterals() {}

    /** {@code literal} with its type. */
    static String typed(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return nullOf(type);
        }
        return switch (literal.getTypeName()) {
            case BOOLEAN, CHAR, DATE, TIME, TIMESTAMP, BINARY -> plain(literal);
            case SYMBOL -> text(String.valueOf(literal.getValue()));
            default ->
                type.getSqlTypeName() == SqlTypeName.INTEGER
                        ? plain(literal)
                        : cast(plain(literal), EngineTypes.nameOf(type));
        };
    }

    /** {@code NULL} of {@code type}. */
    static String nullOf(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.NULL ? "NULL" : cast("NULL", EngineTypes.nameOf(type));
    }

    static String cast(String value, String type) {
        return "CAST(" + value + " AS " + type + ")";
    }

    /** {@code literal} without a type, for lists of values that are cast all at once. */
    static String plain(RexLiteral literal) {
        if (literal.isNull()) {
            return "NULL";
        }
        return switch (literal.getTypeName()) {
            case BOOLEAN -> literal.isAlwaysTrue() ? "TRUE" : "FALSE";
            case DECIMAL -> number(literal);
            case DOUBLE, FLOAT, REAL -> real(literal);
            case CHAR ->
                text(Objects.requireNonNull(literal.getValueAs(NlsString.class)).getValue());
            case BINARY -> blob(Objects.requireNonNull(literal.getValueAs(ByteString.class)));
            case DATE -> "DATE '" + literal.getValueAs(DateString.class) + "'";
            case TIME -> "TIME '" + literal.getValueAs(TimeString.class) + "'";
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                "TIMESTAMP '" + literal.getValueAs(TimestampString.class) + "'";
            case ARRAY, ROW, MULTISET -> list(literal);
            default -> {
                RelDataType type = literal.getType();
                if (EngineTypes.isInterval(type)) {
                    yield String.valueOf(Objects.requireNonNull(literal.getValueAs(BigDecimal.class))
                            .toBigInteger());
                }
                throw new UnsupportedSqlException("a literal of type " + type + " cannot be written: " + literal);
            }
        };
    }

    private static String number(RexLiteral literal) {
        BigDecimal value = Objects.requireNonNull(literal.getValueAs(BigDecimal.class));
        String digits = value.toPlainString();
        if (EngineTypes.isApproximate(literal.getType())) {
            return "'" + value + "'";
        }
        return value.signum() < 0 ? "(" + digits + ")" : digits;
    }

    /** Writes a DOUBLE in quotes, since DuckDB reads such text to the same double as Java does. */
    private static String real(RexLiteral literal) {
        return "'" + Objects.requireNonNull(literal.getValueAs(Double.class)) + "'";
    }

    private static String list(RexLiteral literal) {
        List<?> elements = (List<?>) Objects.requireNonNull((Object) literal.getValueAs(List.class));
        return elements.stream()
                .map(element -> typed((RexLiteral) Objects.requireNonNull(element)))
                .collect(Collectors.joining(
                        ", ",
                        literal.getTypeName() == SqlTypeName.ROW ? "ROW(" : "[",
                        literal.getTypeName() == SqlTypeName.ROW ? ")" : "]"));
    }

    private static String blob(ByteString bytes) {
        StringBuilder text = new StringBuilder("'");
        for (byte octet : bytes.getBytes()) {
            text.append(String.format("\\x%02X", octet));
        }
        return text + "'::BLOB";
    }

    /**
     * {@code value} as a literal of text.
     *
     * @throws ClassifiedException if it has half of a character
     */
    static String text(String value) {
        SurrogateHalf.refusedIn(value, "a text of the statement");
        if (value.indexOf(NUL) < 0) {
            return "'" + value.replace("'", "''") + "'";
        }
        // The engine's parser ends at this character.
        return List.of(value.split(String.valueOf(NUL), -1)).stream()
                .map(EngineLiterals::text)
                .collect(Collectors.joining(" || chr(0) || ", "(", ")"));
    }
}
