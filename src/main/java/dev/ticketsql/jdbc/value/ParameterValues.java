package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.SurrogateHalf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Converts the value of a parameter to what Calcite keeps for the parameter's type, where it has one meaning there, and
 * refuses it otherwise: Calcite would fail while it computes rows, without a parameter's number, or take the
 * milliseconds of a time for a number. A text means what a literal of the type with that text means.
 *
 * <p>A time is refused where a number is expected, for {@code start_time} too: of a BIGINT nothing says whether it
 * counts seconds, milliseconds, or tickets.
 */
public final class ParameterValues {

    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

    /** A timestamp as {@code getString} shows it. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final int parameter;
    private final ParameterType type;
    private final Optional<Calendar> calendar;

    private ParameterValues(int parameter, ParameterType type, Optional<Calendar> calendar) {
        this.parameter = parameter;
        this.type = type;
        this.calendar = calendar;
    }

    /**
     * The value of {@code setting} as one of {@code type}: a text, a Boolean, a number, bytes or an array, days of a
     * DATE, milliseconds of a TIMESTAMP, a TIME or an interval, months of the others.
     *
     * @return empty for NULL
     * @throws SQLException if it has no meaning there, or not one alone
     */
    public static Optional<Object> of(ParameterType type, ParameterSetting setting) throws SQLException {
        if (setting.value().isEmpty()) {
            return Optional.empty();
        }
        ParameterValues values = new ParameterValues(setting.parameter(), type, setting.calendar());
        Object value = values.cast(setting.value().get(), setting.type(), setting.scale());
        return Optional.of(values.whole(values.fitted(value)));
    }

    /** Refuses half of a character: the engine would get a question mark. */
    private Object whole(Object value) throws SQLException {
        OptionalInt half =
                value instanceof CharSequence text ? SurrogateHalf.indexIn(text.toString()) : OptionalInt.empty();
        if (half.isPresent()) {
            throw ErrorKind.CHARACTER.exception(
                    SurrogateHalf.sentence(value.toString(), half.getAsInt(), "the text of parameter " + parameter));
        }
        return value;
    }

    /** Casts {@code value} to the type that the call names; keeps it if the call names none that changes it. */
    private Object cast(Object value, int target, int scale) throws SQLException {
        return switch (target) {
            case Types.DATE -> castTime("DATE", value).toLocalDate();
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> castTime("TIMESTAMP", value);
            case Types.TIME, Types.TIME_WITH_TIMEZONE ->
                value instanceof String text
                        ? timeOfDay(text)
                        : timeOfDay(value).toLocalTime();
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                value instanceof Boolean ? value : whole(number(value, "BIGINT"), value);
            case Types.NUMERIC, Types.DECIMAL -> {
                BigDecimal number = number(value, "DECIMAL");
                yield scale < 0 ? number : number.setScale(scale, RoundingMode.HALF_UP);
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE ->
                value instanceof Number
                        ? value
                        : (Object) number(value, "DOUBLE").doubleValue();
            case Types.BIT, Types.BOOLEAN -> truth(value);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                text(value);
            default -> value;
        };
    }

    private Object fitted(Object value) throws SQLException {
        if (type.isFree()) {
            return isText(value) ? value : text(value);
        }
        if (type.isWhole()) {
            return whole(number(value, type.name()), value);
        }
        if (type.isNumber()) {
            return value instanceof Number ? value : number(value, type.name());
        }
        if (type.isText()) {
            if (!isText(value)) {
                throw refused(value);
            }
            return value instanceof Number || value instanceof Boolean ? value : value.toString();
        }
        if (type.isInterval()) {
            return interval(value);
        }
        return switch (type.number()) {
            case Types.BOOLEAN -> truth(value);
            case Types.TIMESTAMP -> ParameterTimes.millis(parameter, timestamp(value));
            case Types.DATE -> ParameterTimes.days(parameter, midnight(timestamp(value), value));
            case Types.TIME -> ParameterTimes.millisOfDay(ofDay(value));
            default -> value;
        };
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID;
    }

    /** The text that a column with this value would show. */
    private String text(Object value) {
        if (value instanceof LocalDate || value instanceof Date) {
            return ParameterTimes.fields(value, calendar).toLocalDate().toString();
        }
        if (ParameterTimes.hasDate(value)) {
            return TIMESTAMP.format(ParameterTimes.fields(value, calendar));
        }
        return ParameterTimes.hasTime(value)
                ? ParameterTimes.fields(value, calendar).toLocalTime().toString()
                : value.toString();
    }

    private Object truth(Object value) throws SQLException {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return TruthText.of(text).orElseThrow(() -> unreadable(text, "BOOLEAN", "TRUE or FALSE"));
        }
        throw refused(value);
    }

    private BigDecimal number(Object value, String wanted) throws SQLException {
        try {
            if (value instanceof Number || value instanceof String) {
                return new BigDecimal(value.toString().strip());
            }
        } catch (NumberFormatException e) {
            throw value instanceof String text ? unreadable(text, wanted, "5 or -2.5") : refused(value);
        }
        throw refused(value);
    }

    private Object whole(BigDecimal number, Object value) throws SQLException {
        if (number.stripTrailingZeros().scale() > 0) {
            throw value instanceof String text ? unreadable(text, type.name(), "a whole number") : refused(value);
        }
        if (number.compareTo(MIN_LONG) < 0 || number.compareTo(MAX_LONG) > 0) {
            throw new SQLException(
                    "parameter " + parameter + " was given " + number.toPlainString() + ", which no BIGINT holds",
                    ErrorKind.NUMBER_TOO_LARGE.sqlState());
        }
        return number.longValue();
    }

    private LocalDateTime castTime(String target, Object value) throws SQLException {
        if (value instanceof String text) {
            return TimeText.timestamp(text)
                    .orElseThrow(() ->
                            unreadable(text, target, target.equals("DATE") ? "2026-01-31" : "2026-01-31 12:00:00"));
        }
        if (!ParameterTimes.hasDate(value)) {
            throw refused(value);
        }
        return ParameterTimes.fields(value, calendar);
    }

    private LocalDateTime timestamp(Object value) throws SQLException {
        return castTime(type.number() == Types.DATE ? "DATE" : "TIMESTAMP", value);
    }

    /** A timestamp beside a DATE is that day only at its first instant. */
    private LocalDateTime midnight(LocalDateTime fields, Object value) throws SQLException {
        if (!fields.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new SQLException(
                    "parameter " + parameter + " is of type DATE and was given " + text(value)
                            + ", which is no day but a time; use setDate, or setObject with a LocalDate",
                    ErrorKind.OTHER_TYPE.sqlState());
        }
        return fields;
    }

    private LocalDateTime ofDay(Object value) throws SQLException {
        return value instanceof String text ? timeOfDay(text).atDate(LocalDate.EPOCH) : timeOfDay(value);
    }

    private LocalTime timeOfDay(String text) throws SQLException {
        return TimeText.time(text).orElseThrow(() -> unreadable(text, "TIME", "12:00:00"));
    }

    private LocalDateTime timeOfDay(Object value) throws SQLException {
        if (!ParameterTimes.hasTime(value)) {
            throw refused(value);
        }
        return ParameterTimes.fields(value, calendar);
    }

    private Object interval(Object value) throws SQLException {
        boolean isOfMonths = ResultColumn.isOfMonths(type.name());
        if (value instanceof Duration || value instanceof Period) {
            return ParameterTimes.interval(value, isOfMonths).orElseThrow(() -> refused(value));
        }
        throw refused(value);
    }

    private SQLException unreadable(String text, String wanted, String example) {
        return new SQLException(
                "parameter " + parameter + " was given '" + text + "' as a " + wanted + "; write it as " + example,
                ErrorKind.OTHER_TYPE.sqlState());
    }

    private SQLException refused(Object value) {
        return new SQLException(
                "parameter " + parameter + " is of type " + type.name() + " and was given a Java "
                        + value.getClass().getSimpleName() + "; " + advice(),
                ErrorKind.OTHER_TYPE.sqlState());
    }

    private String advice() {
        if (type.isWhole()) {
            return "use setLong with a whole number, for start_time epoch seconds";
        }
        if (type.isText()) {
            return "use setString";
        }
        if (type.isInterval()) {
            return "use setObject with a " + (ResultColumn.isOfMonths(type.name()) ? "Period of months" : "Duration");
        }
        return switch (type.number()) {
            case Types.TIMESTAMP -> "use setTimestamp, or setObject with a LocalDateTime, LocalDate or Instant";
            case Types.DATE -> "use setDate, or setObject with a LocalDate";
            case Types.TIME -> "use setTime, or setObject with a LocalTime";
            case Types.BOOLEAN -> "use setBoolean";
            default -> "use setDouble or setBigDecimal";
        };
    }
}
