package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the metadata of columns, and times that no zone of the process shifts. */
@Tag("time-zones")
final class ColumnsTest {

    private static final TimeZone ZONE = TimeZone.getDefault();

    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=1'");
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        TimeZone.setDefault(ZONE);
    }

    @Test
    void toolsLearnTheNameAndTheSizeOfEveryType() throws Exception {
        List<String> columns = new ArrayList<>();
        try (ResultSet result = connection.getMetaData().getColumns(null, "zendesk", "ticket_events", null)) {
            while (result.next()) {
                columns.add(String.join(
                        " ",
                        result.getString("COLUMN_NAME"),
                        result.getString("TYPE_NAME"),
                        result.getString("COLUMN_SIZE"),
                        result.getString("DECIMAL_DIGITS"),
                        result.getString("IS_NULLABLE")));
            }
        }
        assertEquals(17, columns.size());
        assertTrue(
                columns.containsAll(List.of(
                        "id BIGINT 19 0 NO",
                        "time TIMESTAMP 19 0 NO",
                        "via VARCHAR 2147483647 null YES",
                        "latitude DOUBLE 15 null YES")),
                columns.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata"})
    void anHourThatSomeZoneSkipsIsReadAsItIs(String zone) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT TIMESTAMP '2026-03-08 02:30:00' AS t, DATE '2026-03-08' AS d, CAST(NULL AS DATE) AS n")) {
            assertTrue(result.next());
            assertEquals(LocalDateTime.parse("2026-03-08T02:30:00"), result.getObject(1, LocalDateTime.class));
            assertEquals(LocalDateTime.parse("2026-03-08T02:30:00"), result.getObject("t", LocalDateTime.class));
            assertEquals(LocalDate.parse("2026-03-08"), result.getObject("d", LocalDate.class));
            assertNull(result.getObject("n", LocalDate.class));
            assertEquals("2026-03-08 02:30:00", result.getString("t"));
            assertEquals(LocalDateTime.parse("2026-03-08T00:00:00"), result.getObject("d", LocalDateTime.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata"})
    void aParameterKeepsItsTimeInEveryZone(String zone) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        String sql = "SELECT COUNT(*) FROM ticket_events WHERE \"time\" = ?"
                + " OR CAST(? AS TIMESTAMP) <> TIMESTAMP '2026-03-08 02:30:00'";
        try (Statement statement = connection.createStatement();
                ResultSet any =
                        statement.executeQuery("SELECT \"time\", COUNT(*) FROM ticket_events GROUP BY \"time\"");
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            assertTrue(any.next());
            prepared.setObject(1, any.getObject(1, LocalDateTime.class));
            prepared.setObject(2, LocalDateTime.parse("2026-03-08T02:30:00"));
            try (ResultSet result = prepared.executeQuery()) {
                assertTrue(result.next());
                assertEquals(any.getLong(2), result.getLong(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata"})
    void whatHasAnOffsetIsThatInstantInUtc(String zone) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        List<Object> given = List.of(
                Instant.parse("2026-03-08T02:30:00Z"),
                OffsetDateTime.parse("2026-03-08T08:00:00+05:30"),
                ZonedDateTime.parse("2026-03-07T18:30:00-08:00[America/Los_Angeles]"));
        String sql = "SELECT CAST(? AS TIMESTAMP) AS t, CAST(? AS TIMESTAMP) AS d";
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (Object value : given) {
                prepared.setObject(1, value);
                prepared.setObject(2, LocalDate.parse("2026-03-08"));
                try (ResultSet result = prepared.executeQuery()) {
                    assertTrue(result.next());
                    assertEquals("2026-03-08 02:30:00", result.getString("t"));
                    assertEquals("2026-03-08 00:00:00", result.getString("d"));
                    assertEquals(Instant.parse("2026-03-08T02:30:00Z"), result.getObject("t", Instant.class));
                    assertEquals(
                            OffsetDateTime.parse("2026-03-08T02:30:00Z"), result.getObject(1, OffsetDateTime.class));
                }
            }
        }
    }

    @Test
    void aDayIsComparedWithTimesAndWithDays() throws Exception {
        try (PreparedStatement prepared = connection.prepareStatement("SELECT COUNT(*) FROM ticket_events"
                + " WHERE \"time\" < ? OR CAST(\"time\" AS DATE) = CAST(? AS DATE)")) {
            prepared.setObject(1, LocalDate.parse("2000-01-01"));
            prepared.setObject(2, LocalDate.parse("2000-01-01"));
            try (ResultSet result = prepared.executeQuery()) {
                assertTrue(result.next());
                assertEquals(0, result.getLong(1));
            }
        }
    }

    @Test
    void aSemicolonMayEndAStatement() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT ';' AS a;\n");
                PreparedStatement prepared = connection.prepareStatement("SELECT 1 ; ;");
                ResultSet one = prepared.executeQuery()) {
            assertTrue(result.next());
            assertEquals(";", result.getString(1));
            assertTrue(one.next());
        }
    }

    @Test
    void programsThatEndTransactionsMay() throws Exception {
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
