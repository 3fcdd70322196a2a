package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.WrittenLives.AGENT;
import static dev.ticketsql.calcite.WrittenLives.NOBODY;
import static dev.ticketsql.calcite.WrittenLives.REQUESTER;
import static dev.ticketsql.calcite.WrittenLives.SYSTEM;
import static dev.ticketsql.calcite.WrittenLives.change;
import static dev.ticketsql.calcite.WrittenLives.createdWith;
import static dev.ticketsql.calcite.WrittenLives.withId;

import dev.ticketsql.testing.SqlAssert;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views of other fields of a ticket: its assignments, its ratings and its state. */
final class TicketFieldViewsTest {

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    private SqlAssert assignments() {
        return lives.sql(
                "SELECT assignee_id, group_id, seconds FROM ticket_assignments WHERE ticket_id = 5 ORDER BY started_at");
    }

    @Test
    void aReassignmentLeavesAnAssigneeForAnotherOrForNobody() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("assignee_id", "700"));
        lives.audit(2, 60, AGENT, change("assignee_id", "701", "700"));
        lives.audit(3, 70, AGENT, change("assignee_id", null, "701"));
        lives.audit(4, 80, AGENT, change("assignee_id", "702", null));
        lives.audit(5, 90, AGENT, change("assignee_id", "703", "0"), change("assignee_id", "", "703"));

        lives.account().hsqldb().addReadyViews();
        lives.sql("SELECT event_id, previous_assignee_id, assignee_id, updater_id FROM ticket_reassignments"
                        + " ORDER BY event_id")
                .agreesWithHsqldb()
                .returns("2, 700, 701, 700", "3, 701, null, 700", "5, 703, null, 700");
        lives.sql("SELECT event_id FROM ticket_reassignments WHERE \"time\" < TIMESTAMP '2026-03-01 12:01:05'")
                .windows("[.., 2026-03-01T12:01:05Z)")
                .returns("2");
    }

    @Test
    void anAssignmentLastsUntilAssigneeOrGroupChanges() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"), createdWith("group_id", "30"));
        lives.audit(2, 10, AGENT, change("assignee_id", "700", null), change("status", "open", "new"));
        lives.audit(3, 30, AGENT, change("priority", "high", "low"), change("status", "pending", "open"));
        lives.audit(4, 60, AGENT, change("group_id", "31", "30"), change("assignee_id", "701", "700"));
        lives.audit(5, 100, 701, change("assignee_id", "", "701"));

        lives.sql("SELECT * FROM ticket_assignments ORDER BY started_at")
                .returns(
                        "5, null, 30, 2026-03-01 12:00:00, 2026-03-01 12:00:10, 10, 2026-03-01 12:00:00, null, null",
                        "5, 700, 30, 2026-03-01 12:00:10, 2026-03-01 12:01:00, 50, 2026-03-01 12:00:00, null, null",
                        "5, 701, 31, 2026-03-01 12:01:00, 2026-03-01 12:01:40, 40, 2026-03-01 12:00:00, null, null",
                        "5, null, 31, 2026-03-01 12:01:40, null, null, 2026-03-01 12:00:00, null, null")
                .runsInTheEngine();
    }

    @Test
    void whoHadATicketForLessThanASecondHadNoStretch() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(
                2,
                10,
                SYSTEM,
                withId(change("assignee_id", "702", "701"), 1),
                withId(change("assignee_id", "700", null), 3));
        lives.audit(3, 10, SYSTEM, withId(change("assignee_id", "701", "700"), 2));

        assignments().returns("null, null, 10", "702, null, null");
    }

    @Test
    void closingEndsAnAssignmentAndSolvingDoesNot() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "open"), createdWith("assignee_id", "700"));
        lives.audit(2, 10, AGENT, change("status", "solved", "open"));
        lives.audit(3, 100, SYSTEM, change("status", "closed", "solved"));
        lives.audit(
                6, 4, 0, AGENT, List.of(createdWith("status", "open"), createdWith("assignee_id", "700")), List.of());

        assignments().returns("700, null, 100");
    }

    @Test
    void deletionEndsAnAssignmentAndRestoringStartsOne() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "open"), createdWith("assignee_id", "700"));
        lives.audit(2, 10, AGENT, change("status", "deleted", "open"));
        lives.audit(3, 40, AGENT, change("status", "open", "deleted"));

        assignments().returns("700, null, 10", "700, null, null");
    }

    @Test
    void aRatingMayChangeItsMind() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(2, 60, SYSTEM, change("satisfaction_score", "offered", "unoffered"));
        lives.audit(3, 120, REQUESTER, change("satisfaction_score", "bad", "offered"));
        lives.audit(
                4,
                180,
                REQUESTER,
                change("satisfaction_score", "good", "bad"),
                change("satisfaction_comment", "sorry", null),
                change("satisfaction_reason_code", "5", "0"));

        lives.sql("SELECT * FROM ticket_satisfaction")
                .returns(
                        "5, 2026-03-01 12:00:00, 2026-03-01 12:01:00, 2026-03-01 12:02:00, bad, good, 5, sorry, 2, 0, 1")
                .runsInTheEngine();
    }

    @Test
    void aSurveyWithoutARatingHasNoScoreButOffered() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("satisfaction_score", "unoffered"));
        lives.audit(2, 60, SYSTEM, change("satisfaction_score", "offered", "unoffered"));
        lives.audit(6, 3, 0, SYSTEM, List.of(createdWith("satisfaction_score", "unoffered")), List.of());

        lives.sql("SELECT ticket_id, first_score, score, ratings FROM ticket_satisfaction")
                .returns("5, null, offered, 0");
    }

    @Test
    void theStateOfATicketIsTheLastValueOfEachField() throws Exception {
        lives.audit(
                1,
                0,
                REQUESTER,
                createdWith("subject", "Parcel"),
                createdWith("status", "new"),
                createdWith("requester_id", "900"),
                createdWith("organization_id", "40"),
                createdWith("priority", null),
                createdWith("is_public", "true"),
                createdWith("tags", "[\"a\"]"),
                createdWith("custom_ticket_fields.77", "x"));
        lives.audit(
                2,
                0,
                SYSTEM,
                withId(change("priority", "high", "normal"), 1),
                withId(change("priority", "normal", "0"), 2));
        lives.audit(3, 60, AGENT, change("assignee_id", "700", null), change("status", "open", "new"));
        lives.audit(4, 90, AGENT, change("assignee_id", "0", "700"), change("custom_ticket_fields.77", "y", "x"));

        lives.sql("SELECT * FROM ticket_states")
                .returns(
                        "5, 2026-03-01 12:00:00, 2026-03-01 12:01:30, open, null, high, null, Parcel, 900, null, null, 40,"
                                + " null, null, null, null, true, [\"a\"], {\"custom_ticket_fields.77\":\"y\"},"
                                + " null, null, null, null, null, null, null")
                .runsInTheEngine();
    }

    /** The pattern of src/docs/views.md. */
    @Test
    void theStateAtAnInstantIsWhatHadStartedAndNotEnded() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"), createdWith("priority", NOBODY));
        lives.audit(2, 60, AGENT, change("status", "open", "new"));
        lives.audit(3, 120, AGENT, change("status", "solved", "open"), change("priority", "low", "0"));

        lives.sql(
                        "SELECT field, \"value\" FROM ticket_field_intervals WHERE started_at <= TIMESTAMP '2026-03-01 12:01:30'"
                                + " AND (ended_at > TIMESTAMP '2026-03-01 12:01:30' OR ended_at IS NULL) ORDER BY field")
                .returns("priority, null", "status, open");
    }
}
