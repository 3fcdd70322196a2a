package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as types of {@code java.sql} and {@code java.time}: their fields are kept in every time zone. */
@Tag("time-zones")
final class JavaSqlTypesTest extends ConnectionFixture {

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

    @ParameterizedTest
    @CsvSource({
        "2021-10-31 02:30:00, Europe/Berlin, 2021-10-31T01:30:00Z",
        "2021-11-07 01:30:00, America/New_York, 2021-11-07T06:30:00Z",
    })
    void aLocalTimeThatAZoneHasTwiceIsTheSecondInJavaSql(String text, String zone, Instant instant)
            throws SQLException {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TIMESTAMP '" + text + "'")) {
            assertTrue(row.next());
            assertEquals(instant, row.getTimestamp(1, calendar).toInstant());
            assertEquals(
                    LocalDateTime.parse(text.replace(' ', 'T')),
                    row.getTimestamp(1).toLocalDateTime());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-03-28 02:30:00", "2021-03-14 02:30:00"})
    void textAndTimeOfDayKeepTheFieldsThatTheProcessesZoneMaySkip(String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TIMESTAMP '" + text + "'")) {
            assertTrue(row.next());
            assertEquals(text, row.getString(1));
            assertEquals(Date.valueOf(text.substring(0, 10)), row.getDate(1));
            assertEquals(Time.valueOf("02:30:00"), row.getTime(1));
            assertEquals(Timestamp.valueOf(text), row.getTimestamp(1));
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
