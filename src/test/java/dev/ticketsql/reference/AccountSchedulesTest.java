package dev.ticketsql.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of business hours over the schedules of an account: answers, requests, and what is refused. */
final class AccountSchedulesTest {

    private static final String LIST = "business_hours/schedules.json";
    private static final String OF_SUPPORT = "business_hours/schedules/20/holidays";
    private static final String OF_SALES = "business_hours/schedules/21/holidays";

    /** Monday to Friday, 9 to 17. */
    private static final String OFFICE = "[" + hours(1_980, 2_460) + "," + hours(3_420, 3_900) + ","
            + hours(4_860, 5_340) + "," + hours(6_300, 6_780) + "," + hours(7_740, 8_220) + "]";

    private static final String A_DAY = "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25')";
    private static final String OF_SALES_A_DAY =
            "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', 'Sales')";

    private final ReferenceDesk desk = new ReferenceDesk()
            .schedule(21, "Sales", "Pacific Time (US & Canada)", "[" + hours(3_420, 3_480) + "]")
            .schedule(20, "Support", "Berlin", OFFICE)
            .holiday(20, 30, "2026-12-24", "2026-12-26")
            .holiday(21, 31, "2026-11-25", "2026-11-25");

    private final SettableClock clock = new SettableClock(TestAccount.NOW);

    @TempDir
    private Path directory;

    private TestAccount account;

    private static String hours(int start, int end) {
        return "{\"start_time\":" + start + ",\"end_time\":" + end + "}";
    }

    @BeforeEach
    void open() {
        account = TestAccount.named(
                PagedEvents.of(
                        List.of(EventBuilder.audit(
                                        1, Instant.parse("2026-11-19T10:00:00Z").getEpochSecond(), 1, "Email")
                                .build()),
                        clock),
                desk,
                clock,
                directory);
    }

    @AfterEach
    void close() throws SQLException {
        account.close();
    }

    private List<String> asked(String sql) throws SQLException {
        desk.forgetRequests();
        account.sql(sql).rows();
        return desk.requests();
    }

    @Test
    void withoutANameTheOldestScheduleCounts() throws Exception {
        account.sql(A_DAY).returns("28800");
        account.sql("SELECT BUSINESS_ADD(TIMESTAMP '2026-12-23 15:00:00', 7200)")
                .returns("2026-12-28 09:00:00");
    }

    @Test
    void aScheduleIsNamedByALiteralAParameterOrAColumn() throws Exception {
        account.sql(OF_SALES_A_DAY).returns("3600");
        account.sql("SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', ?)")
                .with("Sales")
                .returns("3600");
        account.sql("SELECT s, BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', s)"
                        + " FROM (VALUES ('Sales'), ('Support')) AS t(s) ORDER BY s")
                .returns("Sales, 3600", "Support, 28800");
        account.sql("SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', NULL)")
                .returns("null");
    }

    @Test
    void hoursFollowTheClocksOfTheirZone() throws Exception {
        // From 9 to 10 on Tuesdays in Los Angeles: 16:00 UTC in summer, 17:00 in winter.
        account.sql("SELECT BUSINESS_ADD(TIMESTAMP '2026-10-25 00:00:00', 1, 'Sales'),"
                        + " BUSINESS_ADD(TIMESTAMP '2026-11-01 00:00:00', 1, 'Sales')")
                .returns("2026-10-27 16:00:01, 2026-11-03 17:00:01");
    }

    @Test
    void aCalendarHasTheHolidaysOfTheSchedule() throws Exception {
        account.sql("SELECT \"day\", day_start, holiday, business_seconds"
                        + " FROM CALENDAR(DATE '2026-12-23', DATE '2026-12-25')")
                .returns(
                        "2026-12-23, 2026-12-22 23:00:00, null, 28800",
                        "2026-12-24, 2026-12-23 23:00:00, Holiday 30, 0");
        account.sql("SELECT \"day\", is_holiday FROM CALENDAR(DATE '2026-11-25', DATE '2026-11-27', 'Sales')")
                .returns("2026-11-25, true", "2026-11-26, false");
    }

    @Test
    void schedulesCostARequestForTheListAndOneForEachScheduleOnceInTheirFreshness() throws Exception {
        assertEquals(List.of(LIST, OF_SUPPORT, OF_SALES), asked(A_DAY));
        assertEquals(List.of(), asked(OF_SALES_A_DAY));
        clock.advance(Duration.ofHours(23));
        assertEquals(List.of(), asked(A_DAY));
        clock.advance(Duration.ofHours(1));
        assertEquals(List.of(LIST, OF_SUPPORT, OF_SALES), asked(A_DAY));
    }

    @Test
    void withoutFreshnessAStatementAsksOnceForAllOfItsCalls() throws Exception {
        desk.with(Duration.ZERO, false, OptionalInt.empty());
        String sql = "SELECT BUSINESS_ADD(NOW(), 1), BUSINESS_ADD(NOW(), 1, 'Sales') FROM schedules, schedule_holidays";
        assertEquals(List.of(LIST, OF_SUPPORT, OF_SALES), asked(sql));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(LIST, OF_SUPPORT, OF_SALES), asked(sql));
    }

    @Test
    void statementsWithoutAFunctionOfBusinessHoursAskForNoSchedule() throws Exception {
        assertEquals(List.of(), asked("SELECT COUNT(*) FROM ticket_events"));
        account.sql("SELECT COUNT(*) FROM ticket_events").planWithout("references");
    }

    @Test
    void explainAndPreparationSayThePriceAndMakeNoRequest() throws Exception {
        account.sql(A_DAY).plan("references=[requests>=1]").planWithout("price=");
        String narrowed = "SELECT COUNT(*) FROM ticket_events"
                + " WHERE \"time\" >= BUSINESS_ADD(TIMESTAMP '2026-11-20 10:00:00', -3600)";
        account.sql(narrowed).plan("references=[requests>=1]").windows("?");
        try (PreparedStatement statement = account.connection().prepareStatement(A_DAY)) {
            assertEquals(1, statement.getMetaData().getColumnCount());
            assertEquals(List.of(), desk.requests());
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(List.of("28800"), RowTexts.read(rows));
            }
        }
        desk.forgetRequests();
        account.sql(A_DAY).plan("references=[requests=0]");
        account.sql(narrowed).plan("references=[requests=0]").windows("[2026-11-20T09:00:00Z, ..)");
        clock.advance(Duration.ofDays(1));
        account.sql(A_DAY).plan("references=[requests=3]");
        account.sql("SELECT BUSINESS_SECONDS(e.\"time\", NOW()), s.name FROM ticket_events e, schedules s")
                .plan("references=[requests=3]", "requests=1, table=[[zendesk, schedules]]");
        account.sql(narrowed).windows("[2026-11-20T09:00:00Z, ..)");
        assertEquals(List.of(), desk.requests());
    }

    @Test
    void whatIsFetchedIsNarrowedByTheAccountsHours() throws Exception {
        account.sql(
                        "SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= BUSINESS_ADD(TIMESTAMP '2026-11-20 10:00:00', -3600)")
                .returns("0");
        account.sql(
                        "SELECT COUNT(*) FROM ticket_events WHERE BUSINESS_SECONDS(\"time\", TIMESTAMP '2026-11-19 12:00:00') = 7200")
                .returns("1");
    }

    @Test
    void aPreparedStatementSeesChangedSchedulesAfterTheFreshness() throws Exception {
        try (PreparedStatement statement = account.connection().prepareStatement(A_DAY)) {
            assertEquals(List.of("28800"), answers(statement));
            desk.schedule(20, "Support", "Berlin", "[" + hours(3_420, 3_480) + "]");
            assertEquals(List.of("28800"), answers(statement));
            clock.advance(Duration.ofDays(1));
            assertEquals(List.of("3600"), answers(statement));
            desk.holiday(20, 32, "2026-11-24", "2026-11-24");
            clock.advance(Duration.ofDays(1));
            assertEquals(List.of("0"), answers(statement));
        }
    }

    private static List<String> answers(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return RowTexts.read(rows);
        }
    }

    @Test
    void aScheduleThatIsNewInTheListHasItsHolidaysAtOnce() throws Exception {
        account.sql("SELECT COUNT(*) FROM schedules").returns("2");
        clock.advance(Duration.ofHours(12));
        account.sql(A_DAY).returns("28800");
        desk.schedule(22, "New", "Berlin", OFFICE).holiday(22, 33, "2026-11-24", "2026-11-24");
        clock.advance(Duration.ofHours(12));
        account.sql("SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-26', 'New')")
                .returns("28800");
    }

    @Test
    void aScheduleThatIsDeletedBeforeItsHolidaysAreAskedForIsNone() throws Exception {
        account.sql("SELECT COUNT(*) FROM schedules").returns("2");
        desk.remove("schedules", 21);
        desk.lacking(OF_SALES);
        assertEquals(List.of(OF_SUPPORT, OF_SALES, LIST, OF_SUPPORT), asked(A_DAY));
        account.sql(OF_SALES_A_DAY).fails("there is no schedule 'Sales': use one of Support");
        assertEquals(List.of(), desk.warnings());
    }

    @Test
    void accountsBesideEachOtherHaveTheirOwnSchedules(@TempDir Path other) throws Exception {
        ReferenceDesk tokyo = new ReferenceDesk().schedule(20, "Support", "Tokyo", "[" + hours(0, 10_080) + "]");
        SettableClock now = new SettableClock(TestAccount.NOW);
        try (TestAccount always = TestAccount.named(PagedEvents.of(List.of(), now), tokyo, now, other)) {
            always.sql(A_DAY).returns("86400");
            account.sql(A_DAY).returns("28800");
            always.sql(A_DAY).returns("86400");
            always.sql("SELECT day_start FROM CALENDAR(DATE '2026-11-24', DATE '2026-11-25')")
                    .returns("2026-11-23 15:00:00");
        }
    }

    @Test
    void schedulesThatMayNotBeReadAreRefusedWithTheFunctionAndTheWayOut() throws Exception {
        desk.refusing(LIST);
        account.sql(A_DAY)
                .fails(
                        "BUSINESS_SECONDS needs a schedule, and the account's may not be read: " + LIST
                                + " answered 403; or give some by option schedules of the model or the URL, as \"schedules\": [");
        account.sql("SELECT \"day\", day_start, business_seconds FROM CALENDAR(DATE '2026-11-24', DATE '2026-11-25')")
                .returns("2026-11-24, 2026-11-24 00:00:00, null");
        assertEquals(List.of(LIST), desk.requests());
        account.sql(A_DAY).plan("references=[requests=0]");
    }

    @Test
    void schedulesThatWereReadBeforeServeAfterARefusal() throws Exception {
        account.sql(A_DAY).returns("28800");
        desk.refusing(LIST);
        clock.advance(Duration.ofDays(1));
        account.sql(A_DAY).returns("28800");
        assertTrue(desk.warnings().get(0).startsWith("table schedules has only what was known before"));
    }

    @Test
    void hoursWithoutTheirHolidaysAreRefused() throws Exception {
        desk.refusing(OF_SALES);
        account.sql(A_DAY)
                .fails("schedule 'Support' of the account has holidays that are not known: " + OF_SALES
                        + " answered 403; give one of that name by option schedules of the model or the URL");
    }

    @Test
    void anAccountWithoutSchedulesHasDaysOfUtcAndNoHours() throws Exception {
        desk.remove("schedules", 20);
        desk.remove("schedules", 21);
        account.sql(A_DAY)
                .fails(
                        "BUSINESS_SECONDS needs a schedule, and this account has none: give some by option schedules of the"
                                + " model or the URL, as \"schedules\": [");
        account.sql(OF_SALES_A_DAY).fails("BUSINESS_SECONDS needs a schedule, and this account has none: ");
        account.sql("SELECT \"day\" FROM CALENDAR(TIMESTAMP '2026-11-24 12:00:00', TIMESTAMP '2026-11-25 00:00:01')")
                .returns("2026-11-24", "2026-11-25");
        assertEquals(List.of(), desk.warnings());
    }

    @Test
    void aPlanWithoutBusinessHoursHasNoSchedules() throws Exception {
        desk.lacking(LIST);
        account.sql("SELECT BUSINESS_ADD(NOW(), 1)")
                .fails("BUSINESS_ADD needs a schedule, and this account has none: ");
        assertEquals(List.of(), asked("SELECT * FROM CALENDAR(DATE '2026-11-24', DATE '2026-11-25')"));
    }

    @Test
    void aZoneThatNobodyKnowsIsRefusedWithItsSchedule() throws Exception {
        desk.schedule(19, "Legends", "Atlantis", OFFICE);
        String refusal = "schedule 'Legends' of the account has time zone 'Atlantis', which neither Rails nor the IANA"
                + " database of this Java has; give one of that name by option schedules of the model or the URL";
        account.sql(A_DAY).fails(refusal);
        account.sql("SELECT BUSINESS_SECONDS(NOW(), NOW(), s) FROM (VALUES ('Legends')) AS t(s)")
                .fails(refusal);
        account.sql(OF_SALES_A_DAY).returns("3600");
    }

    @Test
    void hoursAndHolidaysThatAreNotAsDocumentedAreRefusedWithTheirSchedule() throws Exception {
        desk.schedule(22, "Late", "Tokyo", "[{\"start_time\":10081,\"end_time\":10082}]")
                .schedule(23, "Words", "Tokyo", "[{\"start_time\":\"nine\",\"end_time\":600}]")
                .schedule(24, "Feasts", "Tokyo", OFFICE)
                .holiday(24, 40, "Christmas", "2026-12-26")
                .schedule(25, "Backwards", "Tokyo", OFFICE)
                .holiday(25, 41, "2026-12-26", "2026-12-25");
        assertDefect("Late", "hours without a start_time between 0 and 10080 minutes");
        assertDefect("Words", "intervals that are not as documented: $[0].start_time should be an integer");
        assertDefect("Feasts", "a holiday from 'Christmas' to '2026-12-26', which are no dates such as 2026-12-25");
        assertDefect("Backwards", "holiday 2026-12-26/2026-12-25 ends before it begins");
        account.sql(A_DAY).returns("28800");
    }

    private void assertDefect(String schedule, String reason) {
        account.sql("SELECT BUSINESS_ADD(NOW(), 1, '" + schedule + "')")
                .fails("schedule '" + schedule + "' of the account has " + reason);
    }

    @Test
    void hoursMayReachOverTheEndOfTheWeekAndBeAll() throws Exception {
        desk.schedule(22, "Weekend", "UTC", "[" + hours(10_020, 60) + "]")
                .schedule(23, "Always", "Europe/Berlin", "[" + hours(0, 10_080) + "]")
                .schedule(24, "Never", "UTC", "[]");
        account.sql("SELECT BUSINESS_SECONDS(DATE '2026-11-21', DATE '2026-11-22', 'Weekend'),"
                        + " BUSINESS_SECONDS(DATE '2026-11-22', DATE '2026-11-23', 'Weekend'),"
                        + " BUSINESS_SECONDS(DATE '2026-11-21', DATE '2026-11-23', 'Always'),"
                        + " BUSINESS_SECONDS(DATE '2026-11-21', DATE '2026-11-23', 'Never')")
                .returns("3600, 3600, 172800, 0");
        account.sql("SELECT BUSINESS_ADD(NOW(), 1, 'Never')").fails("schedule 'Never' has no hours");
    }

    @Test
    void ofTwoSchedulesOfOneNameTheOlderIsMeant() throws Exception {
        desk.schedule(22, "Sales", "UTC", "[" + hours(0, 10_080) + "]");
        account.sql(OF_SALES_A_DAY).returns("3600");
    }

    @Test
    void maxRequestsBoundsThoseForSchedules() throws Exception {
        desk.with(Duration.ofDays(1), false, OptionalInt.of(2));
        account.sql(A_DAY).fails("the statement would make more than maxRequests=2 requests for names");
        assertEquals(List.of(LIST, OF_SUPPORT), desk.requests());
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithThoseThatAre() {
        account.sql("SELECT BUSINESS_ADD(NOW(), 1, 'Offise')")
                .fails("there is no schedule 'Offise': use one of Support, Sales");
        account.sql("SELECT BUSINESS_ADD(NOW(), 1, s) FROM (VALUES ('Offise')) AS t(s)")
                .fails("there is no schedule 'Offise': use one of Support, Sales");
    }
}
