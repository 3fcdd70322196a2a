package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value means the same in every place and every zone where it has one meaning, and is refused elsewhere. */
@Tag("time-zones")
final class ParameterValuesTest extends ConnectionFixture {

    private static final String TIMESTAMP = "TIMESTAMP(3)";

    /** Sets the first parameter. */
    @FunctionalInterface
    private interface Setting {
        void set(PreparedStatement statement) throws SQLException, IOException;
    }

    private @Nullable String shown(String type, Setting setting) throws SQLException, IOException {
        return answer("SELECT CAST(? AS " + type + ")", setting);
    }

    private @Nullable String answer(String sql, Setting setting) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.set(statement);
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next());
                return row.getString(1);
            }
        }
    }

    private SQLException refusal(String type, Object value) {
        return assertThrows(SQLException.class, () -> shown(type, it -> it.setObject(1, value)));
    }

    static Stream<Arguments> times() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.clear();
        calendar.set(2020, Calendar.SEPTEMBER, 14, 0, 0, 0);
        return Stream.of(
                Arguments.of(Date.valueOf("2020-09-14")),
                Arguments.of(Timestamp.valueOf("2020-09-14 00:00:00")),
                Arguments.of(new GregorianCalendar(2020, Calendar.SEPTEMBER, 14).getTime()),
                Arguments.of(LocalDate.parse("2020-09-14")),
                Arguments.of(LocalDateTime.parse("2020-09-14T00:00:00")),
                Arguments.of(OffsetDateTime.parse("2020-09-14T09:00:00+09:00")),
                Arguments.of(ZonedDateTime.parse("2020-09-14T02:00:00+02:00[Europe/Berlin]")),
                Arguments.of(Instant.parse("2020-09-14T00:00:00Z")),
                Arguments.of(calendar),
                Arguments.of("2020-09-14"),
                Arguments.of("2020-09-14 00:00:00"),
                Arguments.of(" 2020-09-14T00:00:00Z "),
                Arguments.of("2020-09-14T09:00+09"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aMidnightIsATimestampAndItsDay(Object value) throws Exception {
        assertEquals("2020-09-14 00:00:00", shown("TIMESTAMP", it -> it.setObject(1, value)));
        assertEquals("2020-09-14", shown("DATE", it -> it.setObject(1, value)));
        assertEquals("2020-09-14 00:00:00", shown("TIMESTAMP", it -> it.setObject(1, value, Types.TIMESTAMP)));
        assertEquals("2020-09-14 00:00:00", shown("TIMESTAMP", it -> it.setObject(1, value, Types.DATE)));
        assertEquals("2020-09-14", shown("DATE", it -> it.setObject(1, value, JDBCType.TIMESTAMP)));
        assertEquals("true", answer("SELECT DATE '2020-09-14' = ?", it -> it.setObject(1, value)));
        assertEquals("true", answer("SELECT TIMESTAMP '2020-09-14 00:00:00' = ?", it -> it.setObject(1, value)));
    }

    @Test
    void aTimeIsADayOnlyIfTheCallSaysSo() throws Exception {
        Timestamp noon = Timestamp.valueOf("2020-09-14 12:00:00");
        SQLException refused = refusal("DATE", noon);
        assertEquals(
                "parameter 1 is of type DATE and was given 2020-09-14 12:00:00, which is no day but a time; use setDate,"
                        + " or setObject with a LocalDate",
                refused.getMessage());
        assertEquals("22018", refused.getSQLState());
        assertEquals("2020-09-14", shown("DATE", it -> it.setObject(1, noon, Types.DATE)));
        assertEquals("2020-09-14", shown("DATE", it -> it.setObject(1, "2020-09-14 12:00:00", Types.DATE)));
        assertEquals("12:00:00", shown("TIME", it -> it.setObject(1, noon)));
    }

    @Test
    void aTimeOfDayKeepsItsFields() throws Exception {
        assertEquals("13:14:15", shown("TIME", it -> it.setTime(1, Time.valueOf("13:14:15"))));
        assertEquals("13:14:15", shown("TIME", it -> it.setObject(1, LocalTime.parse("13:14:15"))));
        assertEquals("13:14:15", shown("TIME", it -> it.setString(1, "13:14:15")));
        Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        assertEquals("09:00:01", shown("TIME", it -> it.setTime(1, new Time(1_000), tokyo)));
        assertEquals(
                "parameter 1 was given '25:00' as a TIME; write it as 12:00:00",
                refusal("TIME", "25:00").getMessage());
    }

    @Test
    void aTimestampKeepsItsMilliseconds() throws Exception {
        assertEquals(
                "2021-03-28 02:30:00.678",
                shown(TIMESTAMP, it -> it.setObject(1, LocalDateTime.parse("2021-03-28T02:30:00.678"))));
        assertEquals("2021-03-14 02:30:00.678", shown(TIMESTAMP, it -> it.setString(1, "2021-03-14 02:30:00.678")));
    }

    @Test
    void aTimeOutsideTheYearsOfSqlIsRefused() {
        SQLException refused = refusal("TIMESTAMP", LocalDateTime.MAX);
        assertEquals(
                "parameter 1 was given a time in the year 999999999; times are of the years 1 to 9999",
                refused.getMessage());
        assertEquals("22008", refused.getSQLState());
        assertEquals("22008", refusal("DATE", LocalDate.of(0, 12, 31)).getSQLState());
    }

    static Stream<Arguments> wholeNumbers() {
        return Stream.of(
                Arguments.of(7L),
                Arguments.of(7),
                Arguments.of((short) 7),
                Arguments.of((byte) 7),
                Arguments.of(BigInteger.valueOf(7)),
                Arguments.of(new BigDecimal("7.00")),
                Arguments.of(7.0),
                Arguments.of("7"),
                Arguments.of(" 7.0 "));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberIsOneOfEveryNumericType(Object value) throws Exception {
        assertEquals("7", shown("BIGINT", it -> it.setObject(1, value)));
        assertEquals("7", shown("INTEGER", it -> it.setObject(1, value)));
        assertEquals("7.0", shown("DOUBLE", it -> it.setObject(1, value)));
        assertEquals("7.00", shown("DECIMAL(5, 2)", it -> it.setObject(1, value)));
        assertEquals("7", shown("BIGINT", it -> it.setObject(1, value, Types.BIGINT)));
        assertEquals("7", shown("BIGINT", it -> it.setObject(1, value, Types.NUMERIC, 1)));
        assertEquals("true", answer("SELECT 7 = ?", it -> it.setObject(1, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "BIGINT, 7.5, 'parameter 1 was given ''7.5'' as a BIGINT; write it as a whole number'",
        "BIGINT, x, 'parameter 1 was given ''x'' as a BIGINT; write it as 5 or -2.5'",
        "DOUBLE, x, 'parameter 1 was given ''x'' as a DOUBLE; write it as 5 or -2.5'",
        "BOOLEAN, maybe, 'parameter 1 was given ''maybe'' as a BOOLEAN; write it as TRUE or FALSE'",
        "TIMESTAMP, yesterday, 'parameter 1 was given ''yesterday'' as a TIMESTAMP; write it as 2026-01-31 12:00:00'",
        "DATE, 2020-13-01, 'parameter 1 was given ''2020-13-01'' as a DATE; write it as 2026-01-31'",
    })
    void aTextThatSpellsNoValueOfTheTypeIsRefused(String type, String text, String message) {
        SQLException refused = assertThrows(SQLException.class, () -> shown(type, it -> it.setString(1, text)));
        assertEquals(message, refused.getMessage());
        assertEquals("22018", refused.getSQLState());
    }

    @Test
    void aNumberThatNoBigintHoldsIsRefused() {
        SQLException refused = refusal("BIGINT", new BigInteger("9223372036854775808"));
        assertEquals("parameter 1 was given 9223372036854775808, which no BIGINT holds", refused.getMessage());
        assertEquals("22003", refused.getSQLState());
    }

    @Test
    void aDecimalIsComparedWithAllItsDigits() throws Exception {
        BigDecimal number = new BigDecimal("1.555");
        assertEquals("false", answer("SELECT x = ? FROM (VALUES 1.55) AS t(x)", it -> it.setBigDecimal(1, number)));
        assertEquals("true", answer("SELECT x < ? FROM (VALUES 1.55) AS t(x)", it -> it.setBigDecimal(1, number)));
        assertEquals("true", answer("SELECT x < ? FROM (VALUES 1.55) AS t(x)", it -> it.setLong(1, 1_234_567)));
        assertEquals("1.56", shown("DECIMAL(5, 2)", it -> it.setBigDecimal(1, number)));
        assertEquals("1.60", shown("DECIMAL(5, 2)", it -> it.setObject(1, number, Types.DECIMAL, 1)));
    }

    @Test
    void aTruthIsABooleanOrItsText() throws Exception {
        assertEquals("true", shown("BOOLEAN", it -> it.setBoolean(1, true)));
        assertEquals("false", shown("BOOLEAN", it -> it.setString(1, "off")));
        assertEquals("true", shown("BOOLEAN", it -> it.setObject(1, "t", Types.BIT)));
        assertEquals("22018", refusal("BOOLEAN", 1).getSQLState());
    }

    @Test
    void aTextComesFromEverySetterOfTexts() throws Exception {
        assertEquals("héé", shown("VARCHAR", it -> it.setString(1, "héé")));
        assertEquals("héé", shown("VARCHAR", it -> it.setNString(1, "héé")));
        assertEquals("héé", shown("VARCHAR", it -> it.setObject(1, CharBuffer.wrap("héé"))));
        assertEquals("x", shown("VARCHAR", it -> it.setObject(1, 'x')));
        assertEquals("7", shown("VARCHAR", it -> it.setObject(1, 7)));
        assertEquals("00000000-0000-0001-0000-000000000002", shown("VARCHAR", it -> it.setObject(1, new UUID(1, 2))));
        assertEquals("héé", shown("VARCHAR", it -> it.setCharacterStream(1, new StringReader("héé"))));
        assertEquals("hé", shown("VARCHAR", it -> it.setCharacterStream(1, new StringReader("héé"), 2)));
        assertEquals("héé", shown("VARCHAR", it -> it.setNCharacterStream(1, new StringReader("héé"))));
        assertEquals("héé", shown("VARCHAR", it -> it.setClob(1, new StringReader("héé"))));
        assertEquals(
                "abc",
                shown(
                        "VARCHAR",
                        it -> it.setAsciiStream(
                                1, new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)))));
        assertEquals("2020-09-14", shown("VARCHAR", it -> it.setObject(1, Date.valueOf("2020-09-14"), Types.VARCHAR)));
    }

    @Test
    void aStreamThatFailsIsASentence() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        SQLException refused =
                assertThrows(SQLException.class, () -> shown("VARCHAR", it -> it.setCharacterStream(1, broken)));
        assertEquals("parameter 1 was given a stream that cannot be read: the disk is gone", refused.getMessage());
        assertEquals("22000", refused.getSQLState());
    }

    @Test
    void anIntervalIsADurationOrAPeriod() throws Exception {
        String sum = "SELECT TIMESTAMP '2020-01-01 00:00:00' + CAST(? AS INTERVAL ";
        assertEquals("2020-01-04 00:00:00", answer(sum + "DAY)", it -> it.setObject(1, Duration.ofDays(3))));
        assertEquals("2020-01-04 00:00:00", answer(sum + "DAY)", it -> it.setObject(1, Period.ofDays(3))));
        assertEquals("2020-04-01 00:00:00", answer(sum + "MONTH)", it -> it.setObject(1, Period.ofMonths(3))));
    }

    @Test
    void nullIsNullOfEveryType() throws Exception {
        for (String type : new String[] {"TIMESTAMP", "DATE", "TIME", "BIGINT", "DOUBLE", "VARCHAR", "BOOLEAN"}) {
            for (int jdbcType : new int[] {Types.NULL, Types.TIMESTAMP, Types.BIGINT, Types.VARCHAR, Types.OTHER}) {
                assertEquals(null, shown(type, it -> it.setNull(1, jdbcType)), type);
                assertEquals(null, shown(type, it -> it.setNull(1, jdbcType, "a")), type);
                assertEquals(null, shown(type, it -> it.setObject(1, null, jdbcType)), type);
            }
            assertEquals(null, shown(type, it -> it.setObject(1, null)), type);
            assertEquals(null, shown(type, it -> it.setString(1, null)), type);
            assertEquals(null, shown(type, it -> it.setTimestamp(1, null)), type);
            assertEquals(null, shown(type, it -> it.setBigDecimal(1, null)), type);
        }
    }

    @Test
    void aParameterBesideNothingTakesEveryValue() throws Exception {
        String sql = "SELECT COUNT(*) FROM ticket_events WHERE ? IS NULL OR \"time\" >= ?";
        for (Object value :
                new Object[] {Timestamp.valueOf("2000-01-01 00:00:00"), LocalDate.EPOCH, Instant.EPOCH, "1970-01-01"}) {
            assertEquals("10", answer(sql, it -> {
                it.setObject(1, value);
                it.setObject(2, value);
            }));
        }
        assertEquals("10", answer(sql, it -> {
            it.setNull(1, Types.TIMESTAMP);
            it.setObject(2, null);
        }));
    }

    @Test
    void anArrayIsAParameterToo() throws Exception {
        String sql = "SELECT 2 = ANY (CAST(? AS BIGINT ARRAY))";
        assertEquals(
                "true", answer(sql, it -> it.setArray(1, connection.createArrayOf("int8", new Object[] {1L, 2L}))));
        assertEquals(
                "false", answer(sql, it -> it.setObject(1, connection.createArrayOf("BIGINT", new Object[] {1L}))));
        SQLException refused = assertThrows(SQLException.class, () -> connection.createArrayOf("xml", new Object[0]));
        assertEquals(
                "there are no arrays of xml; they are of VARCHAR, INTEGER, BIGINT, DOUBLE or BOOLEAN",
                refused.getMessage());
        assertEquals("42704", refused.getSQLState());
    }

    @Test
    void aLimitIsAParameterToo() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM ticket_events ORDER BY id LIMIT ? OFFSET ?")) {
            statement.setObject(1, 3L);
            statement.setString(2, "8");
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertTrue(rows.next());
                assertEquals(false, rows.next());
            }
        }
    }
}
