package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as Java's types: fields of times are kept in every time zone, and numbers that do not fit are refused. */
@Tag("time-zones")
final class JavaSqlTypesTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02 03:04:05.678",
                "2025-12-31 23:59:59",
                "2020-09-14 00:00:00",
                "1969-07-20 20:17:40",
                "1901-12-13 20:45:51"
            })
    void aTimestampKeepsItsFields(String text) throws SQLException {
        LocalDateTime fields = LocalDateTime.parse(text.replace(' ', 'T'));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TIMESTAMP '" + text + "' AS x")) {
            assertTrue(row.next());
            assertEquals(fields, row.getTimestamp(1).toLocalDateTime());
            assertEquals(fields, row.getTimestamp("x").toLocalDateTime());
            assertEquals(fields, ((Timestamp) row.getObject(1)).toLocalDateTime());
            assertEquals(fields, row.getObject(1, LocalDateTime.class));
            assertEquals(fields, row.getObject("x", Timestamp.class).toLocalDateTime());
            assertEquals(fields.toLocalDate(), row.getDate(1).toLocalDate());
            assertEquals(fields.toLocalDate(), row.getObject(1, LocalDate.class));
            assertEquals(fields.toLocalTime().withNano(0), row.getTime(1).toLocalTime());
            assertEquals(fields, row.getObject(1, OffsetDateTime.class).toLocalDateTime());
            assertEquals(fields, row.getObject(1, ZonedDateTime.class).toLocalDateTime());
            assertEquals(Instant.parse(text.replace(' ', 'T') + "Z"), row.getObject(1, Instant.class));
            assertEquals(text.length() > 19 ? text : text.substring(0, 19), row.getString(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"2021-03-28 02:30:00, Europe/Berlin, 3", "2021-03-14 02:30:00, America/New_York, 3"})
    void aLocalTimeThatAZoneSkipsIsExactInJavaTimeAndMovesForwardInJavaSql(String text, String zone, int hour)
            throws SQLException {
        LocalDateTime fields = LocalDateTime.parse(text.replace(' ', 'T'));
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TIMESTAMP '" + text + "'")) {
            assertTrue(row.next());
            assertEquals(fields, row.getObject(1, LocalDateTime.class));
            Instant instant = row.getTimestamp(1, calendar).toInstant();
            assertEquals(
                    fields.withHour(hour),
                    LocalDateTime.ofInstant(instant, calendar.getTimeZone().toZoneId()));
        }
    }

    @Test
    void aCalendarNamesTheZoneOfTheFields() throws SQLException {
        Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TIMESTAMP '2026-01-02 03:04:05', DATE '2026-01-02'")) {
            assertTrue(row.next());
            assertEquals(
                    Instant.parse("2026-01-01T18:04:05Z"),
                    row.getTimestamp(1, tokyo).toInstant());
            assertEquals(
                    Instant.parse("2026-01-01T15:00:00Z").toEpochMilli(),
                    row.getDate(2, tokyo).getTime());
        }
    }

    @Test
    void aDateIsThatDayAndItsMidnight() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATE '2023-11-30', TIME '13:14:15'")) {
            assertTrue(row.next());
            assertEquals(Date.valueOf("2023-11-30"), row.getDate(1));
            assertEquals(Date.valueOf("2023-11-30"), row.getObject(1));
            assertEquals(Timestamp.valueOf("2023-11-30 00:00:00"), row.getTimestamp(1));
            assertEquals(LocalDateTime.parse("2023-11-30T00:00:00"), row.getObject(1, LocalDateTime.class));
            assertEquals(Time.valueOf("13:14:15"), row.getTime(2));
            assertEquals(Time.valueOf("13:14:15"), row.getObject(2));
            assertEquals(LocalTime.parse("13:14:15"), row.getObject(2, LocalTime.class));
        }
    }

    @Test
    void nullIsNullAndWasNull() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(NULL AS TIMESTAMP), CAST(NULL AS BIGINT)")) {
            assertTrue(row.next());
            assertNull(row.getTimestamp(1));
            assertTrue(row.wasNull());
            assertNull(row.getObject(1, LocalDate.class));
            assertEquals(0, row.getInt(2));
            assertTrue(row.wasNull());
            assertNull(row.getObject(2, Integer.class));
        }
    }

    @Test
    void aNumberIsReadAsEveryTypeThatItFits() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 42, CAST(1.50 AS DECIMAL(5, 2)), TRUE, '7', 2.5E0, 600000000000")) {
            assertTrue(row.next());
            assertEquals(42L, row.getObject(1, Long.class));
            assertEquals(42, row.getObject(1, Integer.class));
            assertEquals((short) 42, row.getObject(1, Short.class));
            assertEquals((byte) 42, row.getByte(1));
            assertEquals(BigInteger.valueOf(42), row.getObject(1, BigInteger.class));
            assertEquals("42", row.getObject(1, String.class));
            assertEquals(new BigDecimal("1.50"), row.getObject(2, BigDecimal.class));
            assertEquals(1.5, row.getObject(2, Double.class));
            assertEquals(1, row.getInt(2));
            assertEquals(true, row.getObject(3, Boolean.class));
            assertEquals(1, row.getInt(3));
            assertEquals(7, row.getInt(4));
            assertEquals(2.5f, row.getObject(5, Float.class));
            assertEquals(600_000_000_000L, row.getLong(6));
            SQLException refused = assertThrows(SQLException.class, () -> row.getInt(6));
            assertEquals(
                    "column 6 holds 600000000000, which is no int (-2147483648 to 2147483647); read it with getLong",
                    refused.getMessage());
            assertEquals("22003", refused.getSQLState());
            assertEquals(
                    "22003",
                    assertThrows(SQLException.class, () -> row.getShort(6)).getSQLState());
        }
    }

    @Test
    void otherTypesAreReadAsWhatTheyAreOrRefused() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT INTERVAL '30 hours', INTERVAL '14' MONTH, '123e4567-e89b-12d3-a456-426614174000',"
                                + " DATE '2026-01-02'")) {
            assertTrue(row.next());
            assertEquals(Duration.ofHours(30), row.getObject(1));
            assertEquals(Duration.ofHours(30), row.getObject(1, Duration.class));
            assertEquals(Period.of(1, 2, 0), row.getObject(2, Period.class));
            assertEquals(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), row.getObject(3, UUID.class));
            assertEquals(row.getString(4), row.getObject(4, String.class));
            SQLException refused = assertThrows(SQLException.class, () -> row.getObject(4, Integer.class));
            assertEquals("column 4 is of type DATE and holds no number", refused.getMessage());
            assertEquals("22018", refused.getSQLState());
        }
    }

    @Test
    void parametersOfJavaSqlKeepTheirFields() throws SQLException {
        Timestamp time = Timestamp.valueOf("2020-09-14 00:00:00");
        Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS TIMESTAMP), CAST(? AS DATE), CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP),"
                        + " CAST(? AS TIMESTAMP)")) {
            statement.setTimestamp(1, time);
            statement.setDate(2, Date.valueOf("2020-09-14"));
            statement.setObject(3, Date.valueOf("2020-09-14"));
            statement.setTimestamp(4, Timestamp.from(Instant.parse("2020-09-13T15:00:00Z")), tokyo);
            statement.setObject(5, time);
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next());
                assertEquals("2020-09-14 00:00:00", row.getString(1));
                assertEquals("2020-09-14", row.getString(2));
                assertEquals("2020-09-14 00:00:00", row.getString(3));
                assertEquals("2020-09-14 00:00:00", row.getString(4));
                assertEquals("2020-09-14 00:00:00", row.getString(5));
            }
        }
    }
}
