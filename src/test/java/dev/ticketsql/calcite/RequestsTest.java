package dev.ticketsql.calcite;

import static dev.ticketsql.testing.AuditHistory.days;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.HsqldbDialect;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the requests of statements over three years of events of which nothing is mirrored yet. */
public final class RequestsTest {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events WHERE ";

    private static final String MAY_2024 =
            "\"time\" >= TIMESTAMP '2024-05-01 00:00:00' AND \"time\" < TIMESTAMP '2024-06-01 00:00:00'";

    @AutoClose
    private static Hsqldb hsqldb;

    private final List<TicketEvent> events = AuditHistory.events();

    @AutoClose
    private TestAccount account;

    @BeforeAll
    static void openHsqldb() throws Exception {
        hsqldb = Hsqldb.of(AuditHistory.events());
    }

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.of(events, AuditHistory.PER_PAGE).beside(hsqldb);
    }

    @Test
    void aMonthCostsOnlyItsPages() throws Exception {
        int pages = AuditHistory.pages(events, days("2024-05-01", "2024-06-01"));
        // 31 days of 24 events, on pages of 100 whose last event comes again: 99 events of progress each.
        assertEquals(8, pages);
        account.sql(COUNT + MAY_2024).returns("744").agreesWithHsqldb().requests(pages);
    }

    @Test
    void theSameQuestionAgainCostsNothing() throws Exception {
        account.sql(COUNT + MAY_2024).returns("744");
        account.sql(COUNT + MAY_2024).returns("744").requests(0);
        account.sql("SELECT via, COUNT(*) FROM ticket_events WHERE " + MAY_2024 + " AND id > 7 GROUP BY via")
                .returnsUnordered("Chat, 186", "Email, 186", "Web form, 186", "電話, 186")
                .agreesWithHsqldb()
                .requests(0);
    }

    @Test
    void aWiderRangeCostsOnlyTheDifference() throws Exception {
        account.sql(COUNT + MAY_2024).returns("744");
        int before = AuditHistory.pages(events, days("2024-04-01", "2024-05-01"));
        // The last page of May reached into June.
        TimeRange rest = new TimeRange(
                days("2024-05-01", "2024-06-01").fromSec() + 8 * 99 * 3600,
                days("2024-06-01", "2024-07-01").toSec());
        account.sql(COUNT
                        + "\"time\" >= TIMESTAMP '2024-04-01 00:00:00' AND \"time\" < TIMESTAMP '2024-07-01 00:00:00'")
                .returns("2184")
                .agreesWithHsqldb()
                .requests(before + AuditHistory.pages(events, rest));
    }

    @Test
    void twoRangesCostTheirPagesAndNotWhatLiesBetween() throws Exception {
        int pages = AuditHistory.pages(events, days("2023-02-01", "2023-02-02"))
                + AuditHistory.pages(events, days("2025-02-01", "2025-02-02"));
        assertEquals(2, pages);
        account.sql(COUNT + "CAST(\"time\" AS DATE) IN (DATE '2023-02-01', DATE '2025-02-01')")
                .returns("48")
                .agreesWithHsqldb()
                .requests(pages);
    }

    @Test
    void scansOfOneStatementShareTheirPages() throws Exception {
        account.sql(
                        "SELECT COUNT(*) FROM ticket_events a JOIN ticket_events b ON a.id = b.id AND a.\"time\" = b.\"time\" "
                                + "WHERE CAST(a.\"time\" AS DATE) = DATE '2024-05-01'")
                .returns("24")
                .agreesWithHsqldb()
                .requests(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events WHERE 1 = 0",
                "SELECT id FROM ticket_events WHERE FALSE",
                "SELECT * FROM (SELECT id, via FROM ticket_events) AS t WHERE 0 = 1",
                "SELECT id FROM ticket_events WHERE \"time\" < TIMESTAMP '1970-01-01 00:00:00'",
                "SELECT id FROM ticket_events WHERE \"time\" > TIMESTAMP '2100-01-01 00:00:00'",
                "SELECT id FROM ticket_events WHERE start_time > 5 AND start_time < 5",
                "SELECT id FROM ticket_events WHERE start_time = CAST(NULL AS BIGINT)",
                "SELECT id FROM ticket_events WHERE \"time\" > CURRENT_TIMESTAMP + INTERVAL '7' DAY",
            })
    void whatCanHaveNoRowsCostsNothing(String sql) throws Exception {
        account.sql(sql).returns().agreesWithHsqldb().requests(0);
    }

    /** HSQLDB takes LIMIT 0 for no limit, and refuses to fetch no rows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events LIMIT 0",
                "SELECT id FROM ticket_events ORDER BY id FETCH FIRST 0 ROWS ONLY",
            })
    void whatIsToHaveNoRowsCostsNothing(String sql) throws Exception {
        account.sql(sql).returns().requests(0);
    }

    @Test
    void preparingAndDescribingAStatementCostsNothing() throws Exception {
        Connection connection = account.connection();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM ticket_events WHERE id = ?")) {
            assertEquals(17, statement.getMetaData().getColumnCount());
            assertEquals(1, statement.getParameterMetaData().getParameterCount());
        }
        assertEquals(0, account.requests());
    }

    @Test
    void metadataCostsNothing() throws Exception {
        DatabaseMetaData metadata = account.connection().getMetaData();
        try (ResultSet tables = metadata.getTables(null, "zendesk", "%", new String[] {"TABLE"})) {
            assertEquals(
                    Stream.of(
                                    "brands",
                                    "custom_statuses",
                                    "groups",
                                    "macros",
                                    "organizations",
                                    "rejected_events",
                                    "schedule_holidays",
                                    "schedules",
                                    "sla_policies",
                                    "ticket_child_events",
                                    "ticket_comments",
                                    "ticket_events",
                                    "ticket_field_changes",
                                    "ticket_fields",
                                    "ticket_forms",
                                    "users")
                            .map(name -> "null, zendesk, " + name + ", TABLE, null, null, null, null, null, null")
                            .toList(),
                    RowTexts.read(tables).stream().sorted().toList());
        }
        try (ResultSet columns = metadata.getColumns(null, "zendesk", "ticket_events", "%")) {
            assertEquals(17, RowTexts.read(columns).size());
        }
        try (ResultSet keys = metadata.getPrimaryKeys(null, "zendesk", "ticket_events")) {
            assertEquals(List.of(), RowTexts.read(keys));
        }
        assertEquals(0, account.requests());
    }

    @Test
    void aPreparedStatementMovesItsRangeWithItsParameters() throws Exception {
        try (PreparedStatement statement = account.connection()
                .prepareStatement(COUNT + "\"time\" >= ? AND start_time < ? AND CAST(\"time\" AS DATE) <> ?")) {
            assertEquals(24, count(statement, "2023-02-01", "2023-02-03"));
            assertEquals(1, account.requests());
            assertEquals(24, count(statement, "2023-02-01", "2023-02-03"));
            assertEquals(1, account.requests());
            assertEquals(720, count(statement, "2025-05-01", "2025-06-01"));
            assertEquals(1 + AuditHistory.pages(events, days("2025-05-02", "2025-06-01")), account.requests());
            // From a time on that comes after the time up to which.
            assertEquals(0, count(statement, "2024-02-01", "2024-01-01"));
            assertEquals(1 + AuditHistory.pages(events, days("2025-05-02", "2025-06-01")), account.requests());
        }
    }

    @Test
    void aParameterOfTheWrongTypeIsRefusedBeforeARequest() throws Exception {
        account.sql(COUNT + "\"time\" >= ?")
                .with("2024-05-01 00:00:00")
                .failsBecauseOf(
                        ClassifiedException.class,
                        "a parameter has another type than what it stands beside: set a TIMESTAMP with setTimestamp, "
                                + "a DATE with setDate, a BIGINT such as start_time with setLong, text with setString");
        assertEquals(0, account.requests());
    }

    /** The events of {@code [from, to)} that are not of the first day. */
    private static long count(PreparedStatement statement, String from, String to) throws Exception {
        Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        long fromMillis = Instant.parse(from + "T00:00:00Z").toEpochMilli();
        statement.setTimestamp(1, new Timestamp(fromMillis), utc);
        statement.setLong(2, Instant.parse(to + "T00:00:00Z").getEpochSecond());
        statement.setDate(3, new Date(fromMillis), utc);
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            // To HSQLDB, timestamps and dates of Java are wall times.
            assertEquals(
                    List.of(result.getString(1)),
                    hsqldb.rows((COUNT + "\"time\" >= TIMESTAMP '%s 00:00:00' AND \"time\" < TIMESTAMP '%s 00:00:00'"
                                    + " AND CAST(\"time\" AS DATE) <> DATE '%s'")
                            .formatted(from, to, from)));
            return result.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"time\" >= CURRENT_TIMESTAMP - INTERVAL '7' DAY",
                "\"time\" >= LOCALTIMESTAMP - INTERVAL '7' DAY",
                "TIMESTAMPADD(DAY, 7, \"time\") >= CURRENT_TIMESTAMP",
                "\"time\" BETWEEN CURRENT_TIMESTAMP - INTERVAL '7' DAY AND CURRENT_TIMESTAMP",
                "CAST(\"time\" AS DATE) >= CURRENT_DATE - INTERVAL '7' DAY",
                "FLOOR(\"time\" TO DAY) >= FLOOR(CURRENT_TIMESTAMP TO DAY) - INTERVAL '7' DAY",
            })
    void theLastDaysCostOnlyTheirPages(String where) throws Exception {
        InstantSource now = InstantSource.system();
        // CURRENT_TIMESTAMP is the machine's. The newest event is half an hour old, so that no other becomes visible.
        Instant last = now.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(90));
        List<TicketEvent> recent = AuditHistory.eventsFrom(last.minus(Duration.ofHours(3 * 365 * 24 - 1)));
        List<TicketEvent> lastWeeks = recent.subList(recent.size() - 500, recent.size());
        PagedEvents source = PagedEvents.of(recent, AuditHistory.PER_PAGE, now);
        try (Hsqldb beside = Hsqldb.of(lastWeeks);
                TestAccount running = TestAccount.over(source, now)) {
            long fromSec = now.instant().minus(Duration.ofDays(7)).getEpochSecond();
            int atLeast = AuditHistory.pages(recent, new TimeRange(fromSec, last.getEpochSecond()));
            SqlAssert statement = running.sql("SELECT id FROM ticket_events WHERE " + where + " AND via = 'Email'");
            statement.planWithout("window=?", "window=every", ", ..), mirrored=100%");
            String inHsqldb = "SELECT id FROM ticket_events WHERE " + HsqldbDialect.of(where) + " AND via = 'Email'";
            List<String> before = beside.rows(inHsqldb);
            // An hour or a day may end between the questions.
            if (!before.equals(statement.rows())) {
                assertEquals(beside.rows(inHsqldb), statement.rows());
            }
            int emails = statement.rows().size();
            // Seven days hold 168 events, up to 24 more if whole days count, a quarter of them mails.
            assertTrue(emails >= 40 && emails <= 48, () -> where + ": " + emails);
            assertEquals(2, atLeast);
            statement.requests(2);
        }
    }
}
