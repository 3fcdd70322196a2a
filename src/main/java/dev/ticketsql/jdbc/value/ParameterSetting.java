package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.Calendar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a setter of a prepared statement: {@code setString(1, "x")}, {@code setObject(1, x, Types.DATE)}.
 *
 * @param parameter from 1
 * @param value texts for streams and CLOBs; empty for NULL
 * @param type of {@link Types} that the call names, {@link Types#OTHER} if none
 * @param scale of a DECIMAL that the call names, -1 if none
 * @param calendar that the call names
 */
public record ParameterSetting(
        int parameter, Optional<Object> value, int type, int scale, Optional<Calendar> calendar) {

    /** Standard state: the value cannot be read. */
    private static final String READ_STATE = ErrorKind.VALUE.sqlState();

    private static final int NO_SCALE = -1;

    /** Returns whether the call sets a parameter. */
    public static boolean isSetter(String method, @Nullable Object[] arguments) {
        return method.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer;
    }

    /**
     * Reads a call of a setter.
     *
     * @throws SQLException if it names a type that is none of JDBC's, or its stream cannot be read
     */
    public static ParameterSetting of(String method, @Nullable Object[] arguments) throws SQLException {
        int parameter = (int) arguments[0];
        @Nullable Object third = arguments.length > 2 ? arguments[2] : null;
        if (method.equals("setNull")) {
            return new ParameterSetting(parameter, Optional.empty(), Types.OTHER, NO_SCALE, Optional.empty());
        }
        if (method.equals("setObject")) {
            int scale = arguments.length > 3 && arguments[3] instanceof Integer digits ? digits : NO_SCALE;
            return new ParameterSetting(
                    parameter, Optional.ofNullable(arguments[1]), type(third), scale, Optional.empty());
        }
        return new ParameterSetting(
                parameter,
                value(parameter, method, arguments[1], third),
                Types.OTHER,
                NO_SCALE,
                third instanceof Calendar calendar ? Optional.of(calendar) : Optional.empty());
    }

    private static int type(@Nullable Object given) {
        if (given instanceof SQLType type) {
            return type.getVendorTypeNumber();
        }
        return given instanceof Integer type && type != Types.NULL ? type : Types.OTHER;
    }

    private static Optional<Object> value(int parameter, String method, @Nullable Object given, @Nullable Object length)
            throws SQLException {
        int max = length instanceof Number number
                ? (int) Math.min(Integer.MAX_VALUE, JdbcArguments.notNegative("length", number.longValue()))
                : Integer.MAX_VALUE;
        try {
            if (given instanceof Reader reader) {
                return Optional.of(cut(text(reader), max));
            }
            if (given instanceof InputStream stream) {
                byte[] bytes = stream.readNBytes(max);
                return Optional.of(
                        switch (method) {
                            case "setAsciiStream" -> new String(bytes, StandardCharsets.US_ASCII);
                            case "setUnicodeStream" -> new String(bytes, StandardCharsets.UTF_8);
                            default -> bytes;
                        });
            }
            if (given instanceof Clob clob) {
                return Optional.of(text(clob.getCharacterStream()));
            }
        } catch (IOException e) {
            throw new SQLException(
                    "parameter " + parameter + " was given a stream that cannot be read: " + e.getMessage(),
                    READ_STATE,
                    e);
        }
        return Optional.ofNullable(given);
    }

    private static String text(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) : text;
    }
}
