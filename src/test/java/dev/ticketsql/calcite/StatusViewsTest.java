package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.WrittenLives.AGENT;
import static dev.ticketsql.calcite.WrittenLives.NOON;
import static dev.ticketsql.calcite.WrittenLives.REQUESTER;
import static dev.ticketsql.calcite.WrittenLives.SYSTEM;
import static dev.ticketsql.calcite.WrittenLives.change;
import static dev.ticketsql.calcite.WrittenLives.createdWith;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.testing.SqlAssert;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views of the statuses of a ticket: intervals, reopens, resolutions, waits and the backlog. */
@Tag("time-zones")
final class StatusViewsTest {

    private static final long DAY_SEC = 86_400;

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    private SqlAssert statuses() {
        return lives.sql("SELECT status, seconds FROM ticket_status_intervals"
                + " ORDER BY started_at, ended_at IS NULL, ended_at");
    }

    @Test
    void aStatusLastsUntilTheNextOneAndTheLastOneStillLasts() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "open", "new"));
        lives.audit(3, 3_660, AGENT, change("status", "solved", "open"));
        lives.audit(4, 3_700, AGENT, change("priority", "high", "low"));

        lives.sql("SELECT * FROM ticket_status_intervals ORDER BY started_at")
                .returns(
                        "5, new, 2026-03-01 12:00:00, 2026-03-01 12:01:00, 60, 2026-03-01 12:00:00",
                        "5, open, 2026-03-01 12:01:00, 2026-03-01 13:01:00, 3600, 2026-03-01 12:00:00",
                        "5, solved, 2026-03-01 13:01:00, null, null, 2026-03-01 12:00:00")
                .runsInTheEngine();
    }

    @Test
    void ticketsDoNotMix() throws Exception {
        lives.audit(9, 0, REQUESTER, createdWith("status", "new"), change("status", "open", "new"));
        lives.audit(6, 1, 30, AGENT, List.of(createdWith("status", "new")), List.of());
        lives.audit(2, 60, AGENT, change("status", "pending", "open"));

        lives.sql("SELECT ticket_id, status, seconds FROM ticket_status_intervals"
                        + " ORDER BY ticket_id, started_at, seconds")
                .returns("5, new, 0", "5, open, 60", "5, pending, null", "6, new, null");
    }

    @Test
    void deletionEndsAnIntervalAndStartsNone() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "deleted", "new"));
        statuses().returns("new, 60");
    }

    @Test
    void aRestoredTicketIsInItsStatusAgain() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "deleted", "new"));
        lives.audit(3, 90, AGENT, change("status", "new", "deleted"));
        statuses().returns("new, 60", "new, null");
    }

    @Test
    void mergeEndsAnInterval() throws Exception {
        merged();
        statuses().returns("new, 60", "closed, null");
    }

    private void merged() {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"), createdWith("tags", "[\"vip\"]"));
        lives.audit(
                2,
                60,
                AGENT,
                change("status", "closed", "new"),
                new FieldChange(
                        null,
                        "Change",
                        "tags",
                        "[\"vip\",\"closed_by_merge\"]",
                        "[\"vip\"]",
                        "[\"closed_by_merge\"]",
                        "[]",
                        "Mail",
                        0,
                        null));
    }

    @Test
    void aReopenLeavesSolvedForWorkAndNotForDeletionOrClosing() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "solved"));
        lives.audit(2, 60, REQUESTER, change("status", "open", "solved"));
        lives.audit(3, 70, AGENT, change("status", "solved", "open"));
        lives.audit(4, 80, AGENT, change("status", "deleted", "solved"));
        lives.audit(5, 90, AGENT, change("status", "solved", "deleted"));
        lives.audit(6, 100, AGENT, change("status", "pending", "solved"));
        lives.audit(7, 110, AGENT, change("status", "solved", "pending"), change("status", "hold", "solved"));
        lives.audit(8, 120, AGENT, change("status", "solved", "hold"), change("status", "new", "solved"));
        lives.audit(9, 130, AGENT, change("status", "solved", "new"));
        lives.audit(10, 140, AGENT, change("status", "closed", "solved"));
        lives.audit(11, 150, AGENT, change("priority", "open", "solved"));

        lives.account().hsqldb().addReadyViews();
        lives.sql("SELECT * FROM ticket_reopens ORDER BY start_time")
                .agreesWithHsqldb()
                .returns(
                        "5, 2026-03-01 12:01:00, " + (NOON + 60) + ", 2, open, 900, null",
                        "5, 2026-03-01 12:01:40, " + (NOON + 100) + ", 6, pending, 700, null",
                        "5, 2026-03-01 12:01:50, " + (NOON + 110) + ", 7, hold, 700, null",
                        "5, 2026-03-01 12:02:00, " + (NOON + 120) + ", 8, new, 700, null")
                .runsInTheEngine();
        lives.sql("SELECT event_id FROM ticket_reopens WHERE start_time >= " + (NOON + 120))
                .windows("[2026-03-01T12:02:00Z, ..)")
                .returns("8");
    }

    @Test
    void aTicketIsResolvedWhenItIsSolvedFirstAndForGoodWhenItIsSolvedLast() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "solved", "new"));
        lives.audit(3, 70, REQUESTER, change("status", "open", "solved"));
        lives.audit(4, 300, AGENT, change("status", "solved", "open"));
        lives.audit(5, 900, SYSTEM, change("status", "closed", "solved"));

        lives.sql("SELECT * FROM ticket_resolutions")
                .returns("5, 2026-03-01 12:00:00, 2026-03-01 12:01:00, 60, 2026-03-01 12:05:00, 300, 2, 1, false")
                .runsInTheEngine();
    }

    @Test
    void aTicketThatIsOpenAgainIsNotResolvedForGood() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "solved", "new"));
        lives.audit(3, 70, REQUESTER, change("status", "open", "solved"));

        resolutions().returns("60, null, 1, 1, false");
    }

    private SqlAssert resolutions() {
        return lives.sql("SELECT first_resolution_seconds, full_resolution_seconds, resolutions, reopens, is_merged"
                + " FROM ticket_resolutions");
    }

    @Test
    void aTicketThatIsClosedWithoutHavingBeenSolvedIsResolvedThen() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "solved", "new"));
        lives.audit(3, 70, REQUESTER, change("status", "open", "solved"));
        lives.audit(4, 300, AGENT, change("status", "closed", "open"));

        resolutions().returns("60, 300, 2, 1, false");
    }

    @Test
    void aMergedTicketIsResolvedByTheMergeAndMarked() throws Exception {
        merged();
        resolutions().returns("60, 60, 1, 0, true");
    }

    @Test
    void deletingASolvedTicketKeepsItsResolutionAndRestoringItIsNone() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, AGENT, change("status", "solved", "new"));
        lives.audit(3, 70, AGENT, change("status", "deleted", "solved"));
        lives.audit(6, 11, 0, REQUESTER, List.of(createdWith("status", "new")), List.of());
        lives.audit(6, 12, 30, AGENT, List.of(change("status", "solved", "new")), List.of());
        lives.audit(6, 13, 70, AGENT, List.of(change("status", "deleted", "solved")), List.of());
        lives.audit(6, 14, 80, AGENT, List.of(change("status", "solved", "deleted")), List.of());
        lives.audit(7, 15, 0, REQUESTER, List.of(createdWith("status", "new")), List.of());
        lives.audit(7, 16, 5, AGENT, List.of(change("status", "deleted", "new")), List.of());

        lives.sql("SELECT ticket_id, full_resolution_seconds, resolutions, reopens FROM ticket_resolutions"
                        + " ORDER BY ticket_id")
                .returns("5, 60, 1, 0", "6, 30, 1, 0");
    }

    @Test
    void aTicketThatIsCreatedSolvedIsResolvedAtOnce() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "solved"));
        resolutions().returns("0, 0, 1, 0, false");
    }

    @Test
    void ofATicketWhoseCreationIsNotKnownTheTimeIsNotEither() throws Exception {
        lives.audit(2, 60, AGENT, change("status", "solved", "open"));
        resolutions().returns("null, null, 1, 0, false");
    }

    @Test
    void theRequesterWaitsWhileATicketIsNewOpenOrOnHold() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 1, AGENT, change("status", "open", "new"));
        lives.audit(3, 11, AGENT, change("status", "pending", "open"));
        lives.audit(4, 111, REQUESTER, change("status", "open", "pending"));
        lives.audit(5, 1_111, AGENT, change("status", "hold", "open"));
        lives.audit(6, 11_111, AGENT, change("status", "solved", "hold"));
        lives.audit(7, 20_000, AGENT, change("status", "open", "solved"));

        lives.sql("SELECT * FROM ticket_requester_waits")
                .returns("5, 2026-03-01 12:00:00, 11011, 1011, 100, 10000, 2026-03-01 17:33:20")
                .runsInTheEngine();
    }

    @Test
    void theBacklogIsWhatIsUnsolvedAtTheEndOfEachDayQuietDaysToo() throws Exception {
        // The account's clock shows 2026-11-20.
        long november = 251 * DAY_SEC;
        lives.audit(1, november, REQUESTER, createdWith("status", "new"));
        lives.audit(2, november + 60, AGENT, change("status", "open", "new"));
        lives.audit(3, november + 4 * DAY_SEC, AGENT, change("status", "solved", "open"));
        lives.audit(6, 4, november + DAY_SEC, REQUESTER, List.of(createdWith("status", "open")), List.of());
        lives.audit(6, 5, november + 2 * DAY_SEC, REQUESTER, List.of(change("status", "hold", "open")), List.of());
        lives.audit(7, 6, november + DAY_SEC, REQUESTER, List.of(createdWith("status", "new")), List.of());
        lives.audit(7, 7, november + DAY_SEC, REQUESTER, List.of(change("status", "deleted", "new")), List.of());

        lives.sql("SELECT * FROM ticket_backlog WHERE \"day\" < DATE '2026-11-13' ORDER BY \"day\", status")
                .returns(
                        "2026-11-07, open, 1",
                        "2026-11-08, open, 2",
                        "2026-11-09, hold, 1",
                        "2026-11-09, open, 1",
                        "2026-11-10, hold, 1",
                        "2026-11-10, open, 1",
                        "2026-11-11, hold, 1",
                        "2026-11-12, hold, 1")
                .runsInTheEngine();
        lives.sql("SELECT status, MAX(\"day\") = CURRENT_DATE FROM ticket_backlog GROUP BY status ORDER BY status")
                .returns("hold, true", "open, false");
    }

    @Test
    void whatIsAskedOfTicketsThatWereCreatedLaterReadsNothingEarlier() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(6, 2, DAY_SEC, REQUESTER, List.of(createdWith("status", "new")), List.of());
        lives.audit(3, DAY_SEC + 60, AGENT, change("status", "solved", "new"));
        lives.audit(6, 4, DAY_SEC + 90, AGENT, List.of(change("status", "solved", "new")), List.of());
        for (String view : List.of(
                "ticket_resolutions",
                "ticket_requester_waits",
                "ticket_status_intervals",
                "ticket_field_intervals",
                "ticket_states",
                "ticket_assignments",
                "ticket_satisfaction")) {
            lives.sql("SELECT ticket_id FROM " + view + " WHERE created_at >= TIMESTAMP '2026-03-02 00:00:00'")
                    .windows("[2026-03-02T00:00:00Z, ..)", "[2026-03-02T00:00:00Z, ..)");
        }
        lives.sql("SELECT ticket_id, full_resolution_seconds FROM ticket_resolutions"
                        + " WHERE created_at >= TIMESTAMP '2026-03-02 00:00:00'")
                .returns("6, 90");
    }
}
