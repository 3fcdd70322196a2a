package dev.ticketsql.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the requests for names: which lists, and which people, of 250 customers who each wrote once a day. */
final class ReferencesTest {

    private static final int CUSTOMERS = 250;
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long DAY_SEC = 86_400;

    private static final String NAMES =
            "SELECT COUNT(*), COUNT(u.name) FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id";

    private final ReferenceDesk desk = new ReferenceDesk()
            .person(7, "Ann", "agent")
            .person(8, "Bob", "admin")
            .put("groups", 1, "name", "Support", "deleted", "false", "created_at", "2020-01-01T10:00:00Z")
            .put("groups", 2, "name", "Sales", "deleted", "true");

    private final SettableClock clock = new SettableClock(TestAccount.NOW);

    @TempDir
    private Path directory;

    private TestAccount account;

    @BeforeEach
    void open() {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            desk.person(1_000 + customer, "Customer " + customer, "end-user");
        }
        account = reopened();
    }

    private TestAccount reopened() {
        return TestAccount.named(PagedEvents.of(events(), clock), desk, clock, directory);
    }

    private static List<TicketEvent> events() {
        List<TicketEvent> events = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            events.add(EventBuilder.audit(customer + 1, FIRST + customer * DAY_SEC, customer + 1, "Email")
                    .by(1_000L + customer)
                    .build());
        }
        events.add(EventBuilder.audit(900, FIRST + 300, 1, "Web form")
                .by(7L)
                .children(
                        List.of(
                                new FieldChange(
                                        1L, "Create", "requester_id", "1000", "1009", null, null, "Web form", 0, null),
                                new FieldChange(
                                        2L, "Change", "status", "pending", "open", null, null, "Web form", 0, null)),
                        List.of())
                .build());
        events.add(EventBuilder.audit(901, FIRST + 301, 1, "Rule").by(-1L).build());
        return events;
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
    void aListCostsItsPagesOnceAndNothingUntilItIsOutOfDate() throws Exception {
        account.sql("SELECT id, name, deleted, created_at FROM groups ORDER BY id")
                .returns("1, Support, false, 2020-01-01 10:00:00", "2, Sales, true, null")
                .requests(0);
        assertEquals(List.of("groups"), desk.requests());
        clock.advance(Duration.ofHours(23));
        assertEquals(List.of(), asked("SELECT * FROM groups"));
        clock.advance(Duration.ofHours(1));
        desk.put("groups", 3, "name", "New");
        account.sql("SELECT name FROM groups WHERE id = 3").returns("New");
    }

    @Test
    void staffIsKnownWholeWithoutAQuestionAboutEvents() throws Exception {
        account.sql("SELECT id, name, email, role, active FROM users ORDER BY id")
                .returns("7, Ann, null, agent, true", "8, Bob, null, admin, true");
        assertEquals(List.of("users"), desk.requests());
    }

    @Test
    void manyAgentsCostAPageAHundred() throws Exception {
        for (int agent = 0; agent < 248; agent++) {
            desk.person(100 + agent, "Agent " + agent, "agent");
        }
        account.sql("SELECT COUNT(*) FROM users").returns("250");
        assertEquals(Collections.nCopies(3, "users"), desk.requests());
    }

    @Test
    void peopleThatEventsNameAreLookedUpAHundredAtATimeAndOnce() throws Exception {
        account.sql(NAMES).returns("252, 251");
        assertEquals(
                List.of("users", "users/show_many.json", "users/show_many.json", "users/show_many.json"),
                desk.requests());
        assertEquals(List.of(), asked(NAMES));
        account.sql("SELECT COUNT(*) FROM users").returns("252");
    }

    @Test
    void onlyPeopleOfTheStatementsTimeAreLookedUp() throws Exception {
        account.sql(NAMES + " WHERE e.\"time\" < TIMESTAMP '2026-01-11 00:00:00'")
                .returns("12, 11");
        assertEquals(List.of("users", "users/show_many.json"), desk.requests());
        account.sql("SELECT COUNT(*) FROM users").returns("12");
        assertEquals(
                List.of("users/show_many.json"), asked(NAMES + " WHERE e.\"time\" < TIMESTAMP '2026-02-01 00:00:00'"));
        account.sql("SELECT COUNT(*) FROM users").returns("33");
    }

    @Test
    void onlyPeopleOfRowsThatMeetTheOtherConditionsAreLookedUp() throws Exception {
        account.sql("SELECT u.name FROM ticket_events e JOIN users u ON e.updater_id = u.id WHERE e.ticket_id = 5")
                .returns("Customer 4");
        account.sql("SELECT u.name FROM ticket_events e, users u WHERE e.updater_id = u.id AND e.ticket_id = 6")
                .returns("Customer 5");
        account.sql("SELECT u.name FROM ticket_events e JOIN users u ON e.updater_id = u.id WHERE e.ticket_id = ?")
                .with(7L)
                .returns("Customer 6");
        account.sql("SELECT COUNT(*) FROM users").returns("5");
    }

    @Test
    void peopleOfChangedFieldsAreLookedUpByTheColumnThatTheyAreJoinedBy() throws Exception {
        account.sql("SELECT u.name FROM ticket_field_changes c JOIN users u ON u.id = CAST(c.new_value AS BIGINT)"
                        + " WHERE c.field = 'requester_id'")
                .returns("Customer 0");
        account.sql(
                        "SELECT u.name FROM ticket_field_changes c"
                                + " LEFT JOIN users u ON u.id = CAST(c.previous_value AS BIGINT) WHERE c.field = 'requester_id'")
                .returns("Customer 9");
        account.sql("SELECT COUNT(*) FROM users").returns("4");
    }

    @Test
    void peopleOfJsonAreLookedUpByTheExpressionThatTheyAreJoinedBy() throws Exception {
        String json =
                "SELECT e.ticket_id, '{\"submitter_id\":' || CAST(e.updater_id + 20 AS VARCHAR) || '}' AS attributes,"
                        + " e.updater_id FROM ticket_events e WHERE e.ticket_id = 2";
        String submitter = "CAST(JSON_VALUE(c.attributes, '$.submitter_id') AS BIGINT)";
        account.sql("SELECT u.name FROM (" + json + ") c JOIN users u ON u.id = " + submitter)
                .returns("Customer 21");
        account.sql("SELECT u.name FROM (" + json + ") c, users u WHERE u.id = " + submitter + " - 1")
                .returns("Customer 20");
        account.sql("SELECT a.name, u.name, s.name FROM (" + json + ") c JOIN users a ON a.id = c.updater_id"
                        + " LEFT JOIN users u ON u.id = " + submitter + " + 1"
                        + " LEFT JOIN users s ON CAST(s.id AS VARCHAR) = JSON_VALUE(c.attributes, '$.submitter_id')")
                .returns("Customer 1, Customer 22, Customer 21");
        assertEquals(
                List.of("users", "users/show_many.json", "users/show_many.json", "users/show_many.json"),
                desk.requests());
        account.sql("SELECT COUNT(*) FROM users").returns("6");
    }

    @Test
    void whatIsNoNumberInJsonIsNobody() throws Exception {
        account.sql("SELECT e.ticket_id, u.name FROM ticket_events e LEFT JOIN users u"
                        + " ON CAST(u.id AS VARCHAR) = JSON_VALUE('{\"by\":\"' || e.via || '\"}', '$.by')"
                        + " WHERE e.ticket_id = 3")
                .returns("3, null");
        assertEquals(List.of("users"), desk.requests());
    }

    @Test
    void subqueriesThatAreNotJoinedLookUpAllPeopleOfTheRange() throws Exception {
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE updater_id IN (SELECT id FROM users WHERE name LIKE '%1')"
                        + " AND \"time\" < TIMESTAMP '2026-01-11 00:00:00'")
                .returns("1");
        account.sql("SELECT COUNT(*) FROM users").returns("12");
        account.sql("SELECT COUNT(*) FROM ticket_field_changes c"
                        + " WHERE EXISTS (SELECT 1 FROM users u WHERE CAST(u.id AS VARCHAR) = c.previous_value)")
                .returns("1");
    }

    @Test
    void organizationsAreLookedUpForThePeopleWhomEventsName() throws Exception {
        desk.put("organizations", 50, "name", "Acme").put("organizations", 51, "name", "Other");
        desk.put("users", 1_002, "name", "Eve", "role", "end-user", "organization_id", "50");
        account.sql("SELECT u.name, o.name, o.deleted FROM ticket_events e JOIN users u ON u.id = e.updater_id"
                        + " LEFT JOIN organizations o ON o.id = u.organization_id WHERE e.ticket_id IN (3, 4)"
                        + " ORDER BY u.name")
                .returns("Customer 3, null, null", "Eve, Acme, false");
        assertEquals(List.of("users", "users/show_many.json", "organizations/show_many.json"), desk.requests());
        account.sql("SELECT id, name FROM organizations").returns("50, Acme");
    }

    @Test
    void holidaysAreAskedForOfEachSchedule() throws Exception {
        desk.put("schedules", 20, "name", "Support", "time_zone", "Berlin", "intervals", "[]")
                .put("schedules", 21, "name", "Sales", "time_zone", "Tokyo", "intervals", "[]")
                .put("holidays", 30, "name", "Christmas", "start_date", "2026-12-25", "end_date", "2026-12-26");
        account.sql("SELECT * FROM schedule_holidays")
                .plan("references=[requests>=1]")
                .returnsUnordered(
                        "30, 20, Christmas, 2026-12-25, 2026-12-26", "30, 21, Christmas, 2026-12-25, 2026-12-26");
        assertEquals(
                List.of(
                        "business_hours/schedules.json",
                        "business_hours/schedules/20/holidays",
                        "business_hours/schedules/21/holidays"),
                desk.requests());
    }

    @Test
    void aViewWithoutItsNamesCostsNoRequestForThem() throws Exception {
        account.sql("SELECT ticket_id, requester_id FROM ticket_states").returns("1, 1000");
        account.sql("SELECT COUNT(*) FROM ticket_states WHERE status = 'pending'")
                .returns("1")
                .planWithout("ReferenceScan");
        account.sql("SELECT * FROM (SELECT ticket_id, group_name FROM ticket_states) WHERE ticket_id > 5")
                .returns();
        assertEquals(List.of("groups"), desk.requests());
    }

    @Test
    void aViewLooksUpOnlyThePeopleOfTheNamesThatAreAskedFor() throws Exception {
        account.sql("SELECT requester_id, requester_name, assignee_name FROM ticket_states")
                .returns("1000, Customer 0, null");
        account.sql("SELECT COUNT(*) FROM users").returns("3");
        assertEquals(List.of("users", "users/show_many.json"), desk.requests());
    }

    @Test
    void aFieldHasTheNameThatEventsHaveForIt() throws Exception {
        desk.put("ticket_fields", 5, "title", "Urgency", "type", "tagger")
                .put("ticket_fields", 6, "title", "Assignee", "type", "assignee");
        account.sql("SELECT field, title FROM ticket_fields ORDER BY id")
                .returns("custom_ticket_fields.5, Urgency", "assignee_id, Assignee");
    }

    @Test
    void aConditionOnTheRoleOfStaffLooksUpNobody() throws Exception {
        account.sql(
                        "SELECT COUNT(*) FROM ticket_events WHERE updater_id IN (SELECT id FROM users WHERE role IN ('agent', 'admin'))")
                .returns("1");
        account.sql("SELECT COUNT(*) FROM ticket_events e JOIN users u ON u.id = e.updater_id AND u.role <> 'end-user'")
                .returns("1");
        assertEquals(List.of("users"), desk.requests());
    }

    @Test
    void idsInAConditionAreLookedUpWithoutEvents() throws Exception {
        account.sql("SELECT name FROM users WHERE id = 1005")
                .returns("Customer 5")
                .requests(0);
        account.sql("SELECT name FROM users WHERE id IN (1006, 1007, 7) ORDER BY id")
                .returns("Ann", "Customer 6", "Customer 7");
        account.sql("SELECT name FROM users WHERE id = ?").with(1008L).returns("Customer 8");
        account.sql("SELECT name FROM users WHERE id = 1000 + 9").returns("Customer 9");
        account.sql("SELECT name FROM users WHERE id = ? + 1").with(1009L).returns("Customer 10");
        account.sql("SELECT name FROM users WHERE id = ABS(-1010)").plan("references=[requests=0]");
        account.sql("SELECT name FROM users WHERE id = ABS(-1011)").plan("references=[requests=1]");
        assertEquals(
                List.of(
                        "users",
                        "users/show_many.json",
                        "users/show_many.json",
                        "users/show_many.json",
                        "users/show_many.json",
                        "users/show_many.json"),
                desk.requests());
    }

    @Test
    void whoIsNotThereAnyMoreHasARowThatSaysSoAndIsNotAskedForAgain() throws Exception {
        desk.remove("users", 1_003);
        String sql = "SELECT u.id, u.name, u.active FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id"
                + " WHERE e.ticket_id = 4";
        account.sql(sql).returns("1003, null, false");
        assertEquals(List.of(), asked(sql));
    }

    @Test
    void namesAreRefreshedWhenTheyAreOutOfDateAndNamedAgain() throws Exception {
        account.sql(NAMES).returns("252, 251");
        desk.person(1_000, "New Name", "end-user");
        clock.advance(Duration.ofDays(1));
        String sql = "SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE e.ticket_id = 1"
                + " AND e.via = 'Email'";
        account.sql(sql).returns("New Name");
        account.sql("SELECT COUNT(*) FROM users").returns("252");
        assertEquals(List.of(), asked(sql));
    }

    @Test
    void aProcessFindsWhatAnotherHasFetched() throws Exception {
        account.sql(NAMES).returns("252, 251");
        account.close();
        account = reopened();
        assertEquals(List.of(), asked(NAMES));
        assertEquals(List.of("groups"), asked("SELECT * FROM groups"));
    }

    @Test
    void addressesAreKeptOnlyWhenTheyAreWanted() throws Exception {
        account.sql("SELECT COUNT(email) FROM users").returns("0");
        account.close();
        desk.with(Duration.ofDays(1), true, OptionalInt.empty());
        account = reopened();
        account.sql("SELECT COUNT(email) FROM users").returns("2");
        account.close();
        desk.with(Duration.ofDays(1), false, OptionalInt.empty());
        account = reopened();
        account.sql("SELECT COUNT(email) FROM users").returns("0");
    }

    @Test
    void explainSaysWhatNamesCostWithoutARequest() throws Exception {
        account.sql(NAMES).plan("requests=?, table=[[zendesk, users]]", "references=[requests=?]");
        account.sql("SELECT COUNT(*) FROM ticket_events").returns("252");
        account.sql(NAMES).plan("references=[requests>=4]", "price=[requests=0]");
        account.sql("SELECT * FROM groups").plan("references=[requests>=1]").planWithout("price=");
        account.sql("SELECT * FROM users WHERE id = 5").plan("references=[requests>=2]");
        assertEquals(List.of(), desk.requests());
        account.sql(NAMES).rows();
        account.sql(NAMES).plan("references=[requests=0]");
    }

    @Test
    void maxRequestsBoundsRequestsForNamesOnTheirOwn() throws Exception {
        desk.with(Duration.ofDays(1), false, OptionalInt.of(2));
        account.sql(NAMES)
                .fails("the statement would make more than maxRequests=2 requests for names, which are counted apart"
                        + " from those for events: 1 was made, 250 users are looked up, 100 at a time, which takes 3"
                        + " requests; raise option maxRequests");
        assertEquals(List.of("users"), desk.requests());
        account.sql("SELECT COUNT(*) FROM users").returns("2");
    }

    @Test
    void aTableThatMayNotBeReadIsEmptyWithAWarningAndAskedForOnce() throws Exception {
        desk.refusing("users").refusing("users/show_many.json");
        account.sql(NAMES).returns("252, 0");
        account.sql(NAMES).returns("252, 0");
        assertEquals(List.of("users"), desk.requests());
        assertEquals(2, desk.warnings().size());
        assertEquals(
                "table users has only what was known before, perhaps nothing: users answered 403, or set option references"
                        + " to false",
                desk.warnings().get(0));
        account.sql("SELECT COUNT(*) FROM groups").returns("2");
    }

    @Test
    void aLimitLooksUpThePeopleOfThePagesThatItReads() throws Exception {
        account.sql("SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id LIMIT 3")
                .requests(1);
        account.sql("SELECT e.ticket_id, u.name FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id"
                        + " ORDER BY e.\"time\" DESC LIMIT 1")
                .returns("250, Customer 249");
    }

    @Test
    void holidaysAreAskedForOnceTheirSchedulesMayBeRead() throws Exception {
        desk.refusing("business_hours/schedules.json");
        account.sql("SELECT * FROM schedule_holidays").returns();
        assertEquals(List.of("business_hours/schedules.json"), desk.requests());
        account.close();
        desk.allowing("business_hours/schedules.json")
                .put("schedules", 20, "name", "Support")
                .put("holidays", 30, "name", "Christmas");
        account = reopened();
        account.sql("SELECT schedule_id, name FROM schedule_holidays").returns("20, Christmas");
    }

    @Test
    void aReadingUnderAClockThatWasAheadIsNoneLater() throws Exception {
        account.sql("SELECT COUNT(*) FROM groups").returns("2");
        clock.set(TestAccount.NOW.minus(Duration.ofHours(2)));
        assertEquals(List.of("groups"), asked("SELECT * FROM groups"));
        assertEquals(List.of("users", "users/show_many.json"), asked("SELECT * FROM users WHERE id = 1004"));
        clock.set(TestAccount.NOW.minus(Duration.ofHours(4)));
        assertEquals(List.of("users", "users/show_many.json"), asked("SELECT * FROM users WHERE id = 1004"));
    }

    @Test
    void withoutFreshnessAStatementAsksOnceForEachOfItsNames() throws Exception {
        desk.with(Duration.ZERO, false, OptionalInt.empty());
        String sql = "SELECT a.name, b.name FROM ticket_events e JOIN users a ON a.id = e.updater_id"
                + " LEFT JOIN users b ON b.id = e.updater_id WHERE e.ticket_id = 2";
        account.sql(sql).returns("Customer 1, Customer 1");
        assertEquals(List.of("users", "users/show_many.json"), desk.requests());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of("users", "users/show_many.json"), asked(sql));
    }

    @Test
    void plainCalciteGetsTheSameNames() throws Exception {
        try (Connection plain = account.connectPlainly();
                Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE e.ticket_id = 9")) {
            assertTrue(rows.next());
            assertEquals("Customer 8", rows.getString(1));
        }
        account.sql("SELECT COUNT(*) FROM users").returns("3");
    }

    @Test
    void aDamagedFileIsFetchedAgain() throws Exception {
        account.sql("SELECT COUNT(*) FROM groups").returns("2");
        account.close();
        for (Path file : files("groups")) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        account = reopened();
        assertEquals(List.of("groups"), asked("SELECT * FROM groups"));
        assertEquals(1, files("groups").size());
    }

    @Test
    void manySmallLookUpsAreMergedIntoFewFiles() throws Exception {
        for (int ticket = 1; ticket <= 40; ticket++) {
            account.sql("SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE e.via = 'Email'"
                            + " AND e.ticket_id = " + ticket)
                    .returns("Customer " + (ticket - 1));
        }
        account.sql("SELECT COUNT(*) FROM users").returns("42");
        assertTrue(files("users").size() < 20, () -> "files " + files("users"));
    }

    private List<Path> files(String table) {
        try (Stream<Path> files = Files.list(directory.resolve("v2/references").resolve(table))) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
