package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.HsqldbDialect;
import dev.ticketsql.testing.InHsqldb;
import dev.ticketsql.testing.TestAccount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares answers that must not depend on the time zone of the JVM. The build runs tests with this tag three times: as
 * it is, in Los Angeles, where clocks are set forward and back, and in Kolkata, half an hour beside other zones' hours.
 */
@Tag("time-zones")
final class TimeZonesTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @Test
    void theJvmHasTheTimeZoneOfTheBuild() {
        String zone = System.getProperty("user.timezone", "");
        assertTrue(zone.isEmpty() || zone.equals(TimeZone.getDefault().getID()), zone);
    }

    @Test
    void timeIsShownInUtc() throws Exception {
        // 02:30 is in the gap of Los Angeles, 01:30 in its overlap; 18:30 is midnight in Kolkata.
        String sql =
                "SELECT DISTINCT \"time\", CAST(\"time\" AS DATE), FLOOR(\"time\" TO HOUR), EXTRACT(HOUR FROM \"time\") "
                        + "FROM ticket_events WHERE EXTRACT(YEAR FROM \"time\") = 2026 ORDER BY \"time\"";
        account.sql(sql)
                .returns(
                        "2026-03-08 02:30:00, 2026-03-08, 2026-03-08 02:00:00, 2",
                        "2026-03-08 09:59:59, 2026-03-08, 2026-03-08 09:00:00, 9",
                        "2026-03-08 10:00:00, 2026-03-08, 2026-03-08 10:00:00, 10",
                        "2026-05-31 18:30:00, 2026-05-31, 2026-05-31 18:00:00, 18",
                        "2026-05-31 23:59:59, 2026-05-31, 2026-05-31 23:00:00, 23",
                        "2026-06-01 00:00:00, 2026-06-01, 2026-06-01 00:00:00, 0",
                        "2026-11-01 01:30:00, 2026-11-01, 2026-11-01 01:00:00, 1")
                .agreesWithHsqldb(HsqldbDialect.of(sql));
    }

    @Test
    void literalsAreInUtc() throws Exception {
        account.sql("SELECT DISTINCT start_time FROM ticket_events WHERE \"time\" = TIMESTAMP '2026-03-08 02:30:00'")
                .windows("[2026-03-08T02:30:00Z, 2026-03-08T02:30:01Z)")
                .returns("1772937000")
                .agreesWithHsqldb();
        account.sql("SELECT DISTINCT start_time FROM ticket_events WHERE \"time\" = '2026-03-08 02:30:00'")
                .windows("[2026-03-08T02:30:00Z, 2026-03-08T02:30:01Z)")
                .returns("1772937000")
                .agreesWithHsqldb();
        account.sql("SELECT DISTINCT start_time FROM ticket_events WHERE CAST(\"time\" AS DATE) = DATE '2026-05-31'")
                .windows("[2026-05-31T00:00:00Z, 2026-06-01T00:00:00Z)")
                .returns("1780252200", "1780271999")
                .agreesWithHsqldb();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id, "time", CAST("time" AS VARCHAR(30)) FROM ticket_events
            SELECT id, FLOOR("time" TO WEEK), CEIL("time" TO DAY), CAST("time" AS TIME) FROM ticket_events
            SELECT "time", COUNT(*) FROM ticket_events GROUP BY "time" ORDER BY "time"
            SELECT id FROM ticket_events WHERE UPPER(via) = 'EMAIL' AND "time" > TIMESTAMP '2020-02-29 23:00:00'
            SELECT id, TIMESTAMPADD(MONTH, 1, "time"), TIMESTAMPDIFF(DAY, "time", DATE '2026-01-01') FROM ticket_events | SELECT id, "time" + INTERVAL '1' MONTH, (1767225600 - start_time) / 86400 FROM ticket_events
            """)
    void theEnginesAgreeInEveryZone(String sql, @InHsqldb String hsqldb) throws Exception {
        account.sql(sql).agreesWithHsqldb(hsqldb);
    }

    @Test
    void plainCalciteReadsATimestampOfJavaAsAnInstant() throws Exception {
        Instant midnightInKolkata = Instant.parse("2026-05-31T18:30:00Z");
        try (PreparedStatement statement = account.connection()
                .prepareStatement("SELECT \"time\" FROM ticket_events WHERE \"time\" = ? LIMIT 1")) {
            statement.setTimestamp(1, Timestamp.from(midnightInKolkata));
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                assertEquals("2026-05-31 18:30:00", result.getString(1));
                assertEquals(midnightInKolkata.toEpochMilli(), result.getLong(1));
                assertEquals(midnightInKolkata, result.getTimestamp(1).toInstant());
            }
        }
        // To HSQLDB, a timestamp of Java is a wall time.
        assertEquals(
                List.of("2026-05-31 18:30:00"),
                account.hsqldb()
                        .rows(
                                "SELECT DISTINCT \"time\" FROM ticket_events WHERE \"time\" = TIMESTAMP '2026-05-31 18:30:00'"));
    }

    @Test
    void theCurrentTimeIsInUtc() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        try (Statement statement = account.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT CURRENT_TIMESTAMP, LOCALTIMESTAMP, CURRENT_DATE")) {
            assertTrue(result.next());
            Instant after = Instant.now();
            for (int column = 1; column <= 2; column++) {
                Instant shown = Instant.parse(result.getString(column).replace(' ', 'T') + "Z");
                assertTrue(!shown.isBefore(before) && !shown.isAfter(after), () -> before + " " + shown + " " + after);
            }
            String date = result.getString(3);
            assertTrue(
                    before.toString().startsWith(date) || after.toString().startsWith(date), () -> before + " " + date);
        }
    }
}
