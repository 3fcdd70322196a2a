package dev.ticketsql.calcite.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlClient;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of BUSINESS_SECONDS, BUSINESS_ADD and CALENDAR that a person counted on a calendar. */
@Tag("time-zones")
final class BusinessHoursTest {

    private static final URI SANDBOX = URI.create("sandbox:?events=50&seed=1&end=2026-11-24T13:00:00Z");

    /** Hours of an office, of all days, of nights, with a break, and the hour in which clocks are set. */
    private static final String SCHEDULES = """
            [{"name": "Office", "timeZone": "Europe/Berlin", "hours": {"monday-friday": "09:00-17:30"},
              "holidays": ["2026-12-24/2026-12-26", {"name": "New Year", "dates": "2027-01-01"}]},
             {"name": "Always", "timeZone": "America/New_York", "hours": {"sunday-saturday": "00:00-24:00"}},
             {"name": "Night", "timeZone": "Europe/Berlin", "hours": {"monday-sunday": "22:00-06:00"},
              "holidays": ["2026-05-01"]},
             {"name": "Break", "timeZone": "Asia/Kolkata", "hours": {"monday-friday": ["09:00-12:00", "13:00-18:00"]}},
             {"name": "It's 2", "timeZone": "Europe/Berlin", "hours": {"sunday": "02:00-03:00"}}]
            """;

    @AutoClose
    private static SqlClient client;

    @BeforeAll
    static void connect() throws SQLException {
        client = SqlClient.to(SANDBOX, "schedules", SCHEDULES);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            # From Tuesday 13:00 to Wednesday 10:00 in Berlin, over a weekend, and over Christmas.
            2026-11-24 12:00:00, 2026-11-25 09:00:00, Office, 19800
            2026-11-20 17:00:00, 2026-11-23 07:00:00, Office, 0
            2026-12-23 15:30:00, 2026-12-28 09:00:00, Office, 7200
            # Backwards, and a part of a second.
            2026-11-25 09:00:00, 2026-11-24 12:00:00, Office, -19800
            2026-11-25 08:00:00.25, 2026-11-25 08:00:02, Office, 1
            2026-11-25 08:00:02, 2026-11-25 08:00:00.25, Office, -1
            # Years without a list of holidays, of which 9999 ends on a Friday.
            2030-12-25 00:00:00, 2030-12-26 00:00:00, Office, 30600
            1985-06-12 00:00:00, 1985-06-13 00:00:00, Office, 30600
            9999-12-31 00:00:00, 9999-12-31 23:00:00, Office, 30600
            # Days of 23 and 25 hours.
            2026-03-08 05:00:00, 2026-03-09 04:00:00, Always, 82800
            2026-11-01 04:00:00, 2026-11-02 05:00:00, Always, 90000
            2026-01-01 00:00:00, 2027-01-01 00:00:00, Always, 31536000
            # Nights of 7 and 9 hours; a holiday is closed from midnight to midnight.
            2026-03-28 12:00:00, 2026-03-29 12:00:00, Night, 25200
            2026-10-24 12:00:00, 2026-10-25 12:00:00, Night, 32400
            2026-04-30 12:00:00, 2026-05-02 12:00:00, Night, 28800
            # Half an hour beside other zones' hours.
            2026-11-24 03:30:00, 2026-11-24 12:30:00, Break, 28800
            2026-11-24 06:45:00, 2026-11-24 07:15:00, Break, 0
            # An hour that clocks leave out, and one that they show twice.
            2026-03-28 12:00:00, 2026-03-30 12:00:00, It''s 2, 0
            2026-10-24 12:00:00, 2026-10-26 12:00:00, It''s 2, 7200
            """)
    void secondsAreThoseOfTheScheduleAlone(String from, String to, String schedule, String expected)
            throws SQLException {
        assertRows(
                "SELECT BUSINESS_SECONDS(TIMESTAMP '" + from + "', TIMESTAMP '" + to + "', '" + schedule + "')",
                expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            # Up to the end of a day, and a second more.
            2026-11-24 12:00:00, 16200, Office, 2026-11-24 16:30:00
            2026-11-24 12:00:00, 16201, Office, 2026-11-25 08:00:01
            2026-11-22 12:00:00, 3600, Office, 2026-11-23 09:00:00
            2026-12-23 15:30:00, 7200, Office, 2026-12-28 09:00:00
            # Nothing is added, whatever the hour.
            2026-11-22 12:00:00, 0, Office, 2026-11-22 12:00:00
            # Back to the beginning of a day, and a second more.
            2026-11-23 09:00:00, -3600, Office, 2026-11-23 08:00:00
            2026-11-23 09:00:00, -3601, Office, 2026-11-20 16:29:59
            # Days of 23 and 25 hours.
            2026-03-08 05:00:00, 82800, Always, 2026-03-09 04:00:00
            2026-10-24 12:00:00, 32401, Night, 2026-10-25 21:00:01
            2026-10-24 12:00:00, 5400, It''s 2, 2026-10-25 01:30:00
            """)
    void addingGivesTheFirstInstantBeforeWhichSoMuchIsOpen(
            String from, String seconds, String schedule, String expected) throws SQLException {
        assertRows("SELECT BUSINESS_ADD(TIMESTAMP '" + from + "', " + seconds + ", '" + schedule + "')", expected);
    }

    @Test
    void whatIsAddedIsWhatLiesBetween() throws SQLException {
        assertRows("""
                SELECT COUNT(*), COUNT(CASE WHEN BUSINESS_SECONDS(x, BUSINESS_ADD(x, n, s), s) <> n THEN 1 END)
                FROM (SELECT TIMESTAMP '2026-03-01 00:00:00' + n * INTERVAL '17' SECOND AS x, n - 5000 AS n,
                  CASE MOD(n, 3) WHEN 0 THEN 'Office' WHEN 1 THEN 'Night' ELSE 'Break' END AS s
                  FROM GENERATE_SERIES(1, 10000) AS g(n)) t""", "10000|0");
    }

    @Test
    void withoutANameTheFirstScheduleCounts() throws SQLException {
        assertRows(
                "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25'),"
                        + " BUSINESS_ADD(DATE '2026-11-24', 3600), BUSINESS_SECONDS('2026-11-24', '2026-11-25 08:30:00')",
                "30600|2026-11-24 09:00:00|32400");
    }

    @Test
    void nothingGivesNull() throws SQLException {
        assertRows(
                "SELECT BUSINESS_SECONDS(NULL, NOW()), BUSINESS_SECONDS(NOW(), NOW(), NULL), BUSINESS_ADD(NOW(), NULL)",
                "null|null|null");
        assertRows("SELECT COUNT(*) FROM CALENDAR(DATE '2026-01-01', NULL)", "0");
        assertRows("SELECT COUNT(*) FROM CALENDAR(DATE '2026-01-01', DATE '2026-01-03', CAST(NULL AS VARCHAR))", "0");
    }

    @Test
    void parametersAndColumnsNameScheduleAndTimes() throws SQLException {
        try (PreparedStatement statement = client.connection()
                .prepareStatement("SELECT s, BUSINESS_SECONDS(?, ?, s), BUSINESS_ADD(?, ?, ?) FROM (VALUES"
                        + " ('Always'), ('Night')) AS t(s) ORDER BY s")) {
            statement.setObject(1, LocalDateTime.parse("2026-11-24T00:00:00"));
            statement.setObject(2, LocalDateTime.parse("2026-11-25T00:00:00"));
            statement.setObject(3, LocalDateTime.parse("2026-11-24T12:00:00"));
            statement.setLong(4, 16_201);
            statement.setString(5, "Office");
            try (ResultSet result = statement.executeQuery()) {
                assertEquals(
                        List.of("Always|86400|2026-11-25 08:00:01", "Night|28800|2026-11-25 08:00:01"),
                        RowTexts.asWritten(result));
            }
        }
    }

    @Test
    void aTimeOfBusinessHoursNarrowsWhatIsFetched() throws SQLException {
        String plan = String.join(
                "\n",
                client.rows("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events"
                        + " WHERE \"time\" >= BUSINESS_ADD(TIMESTAMP '2026-11-23 09:00:00', -3601)"));
        assertTrue(plan.contains("window=[2026-11-20T16:29:59Z, ..)"), plan);
    }

    @Test
    void aCalendarHasADayOfTheZoneInEachRow() throws SQLException {
        assertRows(
                "SELECT * FROM CALENDAR(DATE '2026-12-23', DATE '2026-12-25')",
                "2026-12-23|2026-12-22 23:00:00|2026-12-23 23:00:00|3|false|null|30600",
                "2026-12-24|2026-12-23 23:00:00|2026-12-24 23:00:00|4|true|null|0");
        assertRows(
                "SELECT d.* FROM CALENDAR(DATE '2027-01-01', DATE '2027-01-02', 'Office') AS d",
                "2027-01-01|2026-12-31 23:00:00|2027-01-01 23:00:00|5|true|New Year|0");
        assertRows(
                "SELECT \"day\", business_seconds FROM CALENDAR(DATE '2026-11-01', DATE '2026-11-03', 'Always')",
                "2026-11-01|90000",
                "2026-11-02|86400");
        assertRows("SELECT COUNT(*) FROM CALENDAR(DATE '2026-11-03', DATE '2026-11-01')", "0");
    }

    @Test
    void timestampsOfACalendarMeanTheDaysOfTheZoneThatTheyTouch() throws SQLException {
        assertRows(
                "SELECT \"day\" FROM CALENDAR(TIMESTAMP '2026-11-23 22:59:59', TIMESTAMP '2026-11-24 23:00:00')",
                "2026-11-23",
                "2026-11-24");
        assertRows(
                "SELECT \"day\" FROM CALENDAR(TIMESTAMP '2026-11-23 23:00:00', TIMESTAMP '2026-11-24 23:00:01')",
                "2026-11-24",
                "2026-11-25");
        assertRows(
                "SELECT COUNT(*) FROM CALENDAR(TIMESTAMP '2026-11-23 12:00:00', TIMESTAMP '2026-11-23 12:00:00')", "0");
    }

    @Test
    void theDaysOfACalendarSumUpToAllSeconds() throws SQLException {
        assertRows(
                "SELECT SUM(business_seconds) - BUSINESS_SECONDS(MIN(day_start), MAX(day_end), 'Night'), COUNT(*)"
                        + " FROM CALENDAR(DATE '2020-01-01', DATE '2030-01-01', 'Night')",
                "0|3653");
    }

    @Test
    void aCalendarSeesTheTablesBeforeIt() throws SQLException {
        assertRows(
                "SELECT t.x, d.\"day\" FROM (VALUES (DATE '2026-01-01'), (DATE '2026-02-01')) AS t(x),"
                        + " CALENDAR(t.x, t.x + 2) AS d ORDER BY 1, 2",
                "2026-01-01|2026-01-01",
                "2026-01-01|2026-01-02",
                "2026-02-01|2026-02-01",
                "2026-02-01|2026-02-02");
    }

    @Test
    void aDayThatClocksLeaveOutIsNone() throws SQLException {
        String apia =
                "[{\"name\": \"Apia\", \"timeZone\": \"Pacific/Apia\", \"hours\": {\"friday\": \"09:00-10:00\"}}]";
        try (SqlClient other = SqlClient.to(SANDBOX, "schedules", apia)) {
            assertEquals(
                    List.of("2011-12-29|0", "2011-12-31|0", "2012-01-01|0"),
                    other.rows("SELECT \"day\", business_seconds FROM CALENDAR(DATE '2011-12-29', DATE '2012-01-02')"));
        }
    }

    @Test
    void schedulesOfAModelAreThoseOfItsAccount() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=model.json");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', 'Support')")) {
            assertEquals(List.of("28800"), RowTexts.asWritten(result));
        }
    }

    @Test
    void connectionsToOneAccountHaveSchedulesOfTheirOwn() throws SQLException {
        String question = "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25')";
        try (SqlClient other = SqlClient.to(SANDBOX, "schedules", SCHEDULES.replace("09:00-17:30", "09:00-10:00"))) {
            assertEquals(List.of("3600"), other.rows(question));
            assertRows(question, "30600");
        }
    }

    @Test
    void aScheduleThatIsNotThereIsRefusedWithThoseThatAre() {
        // Those of option schedules, then those of the sandbox's account.
        String expected = "there is no schedule 'Offise': use one of Office, Always, Night, Break, It's 2, Support,"
                + " Americas, Japan";
        assertRefused(client, expected, "22023", "SELECT BUSINESS_ADD(NOW(), 1, 'Offise')");
        assertRefused(
                client,
                expected,
                "22023",
                "SELECT BUSINESS_ADD(NOW(), 1, s) FROM (VALUES ('Office'), ('Offise')) AS t(s)");
        assertRefused(
                client, expected, "22023", "SELECT * FROM CALENDAR(DATE '2026-01-01', DATE '2026-02-01', 'Offise')");
    }

    @Test
    void withoutAnySchedulesThereAreDaysOfUtcAndNoHours() throws SQLException {
        try (SqlClient other = SqlClient.to(SANDBOX, "references", "false")) {
            assertRefused(
                    other,
                    "BUSINESS_SECONDS needs a schedule, and the account's are not asked for, since option references is"
                            + " false: set it to true, or give some by option schedules of the model or the URL, as \"schedules\": [{\"name\": \"Support\", \"timeZone\":"
                            + " \"Europe/Berlin\", \"hours\": {\"monday-friday\": \"09:00-17:30\"}, \"holidays\":"
                            + " [\"2026-12-25\"]}]",
                    "22023",
                    "SELECT BUSINESS_SECONDS(NOW(), NOW())");
            assertEquals(
                    List.of("2026-11-24|2026-11-24 00:00:00|2026-11-25 00:00:00|2|false|null|null"),
                    other.rows("SELECT * FROM CALENDAR(DATE '2026-11-24', DATE '2026-11-25')"));
            assertEquals(
                    List.of("2026-11-24", "2026-11-25"),
                    other.rows("SELECT \"day\" FROM CALENDAR(TIMESTAMP '2026-11-24 12:00:00', TIMESTAMP"
                            + " '2026-11-25 00:00:01')"));
        }
    }

    @Test
    void whatIsPastAllYearsIsRefused() {
        assertRefused(
                client,
                "99999999999 business seconds from there are not in the years 1 to 9999: add less",
                "22008",
                "SELECT BUSINESS_ADD(NOW(), 99999999999)");
        assertRefused(
                client,
                "-9223372036854775808 business seconds from there are not in the years 1 to 9999: add less",
                "22008",
                "SELECT BUSINESS_ADD(NOW(), -9223372036854775808)");
    }

    private static void assertRows(String sql, String... expected) throws SQLException {
        assertEquals(List.of(expected), client.rows(sql), sql);
    }

    private static void assertRefused(SqlClient asked, String message, String state, String sql) {
        SQLException refusal = assertThrows(SQLException.class, () -> asked.rows(sql), sql);
        assertEquals(message, refusal.getMessage());
        assertEquals(state, refusal.getSQLState());
    }
}
