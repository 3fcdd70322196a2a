package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the ready-made views with HSQLDB and with cases worked by hand. Ticket 5 is created at noon on 2026-03-01 by
 * requester 900.
 */
@Tag("time-zones")
final class ReadyViewsTest {

    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();
    private static final long TICKET = 5;
    private static final long REQUESTER = 900;
    private static final long AGENT = 700;
    private static final @Nullable String NOBODY = null;

    private final List<TicketEvent> events = new ArrayList<>();
    private @Nullable TestAccount account;

    @AfterEach
    void close() throws Exception {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void aStatusLastsUntilTheNextOneAndTheLastOneStillLasts() throws Exception {
        audit(1, 0, REQUESTER, create("status", "new"));
        audit(2, 60, AGENT, change("status", "open", "new"));
        audit(3, 3_660, AGENT, change("status", "solved", "open"));
        audit(4, 3_700, AGENT, change("priority", "high", "low"));

        answers("SELECT status, started_at, ended_at, seconds FROM ticket_status_intervals ORDER BY started_at")
                .returns(
                        "new, 2026-03-01 12:00:00, 2026-03-01 12:01:00, 60",
                        "open, 2026-03-01 12:01:00, 2026-03-01 13:01:00, 3600",
                        "solved, 2026-03-01 13:01:00, null, null");
    }

    @Test
    void statusesOfOneSecondFollowEachOtherAsTheirChildrenAreNumberedAndTicketsDoNotMix() throws Exception {
        audit(9, 0, REQUESTER, create("status", "new"), change("status", "open", "new"));
        other(1, 30, create("status", "new"));
        audit(2, 60, AGENT, change("status", "pending", "open"));

        answers(
                        "SELECT ticket_id, status, seconds FROM ticket_status_intervals ORDER BY ticket_id, started_at, seconds")
                .returns("5, new, 0", "5, open, 60", "5, pending, null", "6, new, null");
    }

    @Test
    void theFirstReplyIsThePublicCommentOfSomebodyElseInALaterAudit() throws Exception {
        audit(1, 0, REQUESTER, List.of(create("requester_id", "900")), List.of(comment(true, NOBODY)));
        audit(2, 10, AGENT, List.of(), List.of(comment(false, NOBODY)));
        audit(3, 20, REQUESTER, List.of(), List.of(comment(true, NOBODY)));
        audit(4, 300, AGENT, List.of(), List.of(comment(true, NOBODY)));
        audit(5, 400, AGENT, List.of(), List.of(comment(true, NOBODY)));

        answers("SELECT * FROM ticket_first_replies").returns("5, 2026-03-01 12:00:00, 2026-03-01 12:05:00, 300");
    }

    @Test
    void theAuthorOfACommentCountsBeforeTheAuthorOfItsAudit() throws Exception {
        audit(1, 0, AGENT, List.of(create("requester_id", "900")), List.of(comment(true, "900")));
        // Taken over from a mail by an agent; then an agent's answer that a rule sent.
        audit(2, 10, AGENT, List.of(), List.of(comment(true, "900")));
        audit(3, 0, -1, List.of(), List.of(comment(true, "700")));

        answers("SELECT ticket_id, seconds FROM ticket_first_replies").returns("5, 0");
    }

    @Test
    void aTicketWithoutAReplyHasNoFirstReply() throws Exception {
        audit(1, 0, REQUESTER, List.of(create("requester_id", "900")), List.of(comment(true, NOBODY)));
        other(2, 5, create("status", "new"));

        answers("SELECT * FROM ticket_first_replies").returns();
    }

    @Test
    void aReopenLeavesSolvedForAnythingButClosed() throws Exception {
        audit(1, 0, AGENT, create("status", "solved"));
        audit(2, 60, REQUESTER, change("status", "open", "solved"));
        audit(3, 70, AGENT, change("status", "solved", "open"));
        audit(4, 80, AGENT, change("status", "closed", "solved"));
        audit(5, 90, AGENT, change("priority", "open", "solved"));

        answers("SELECT * FROM ticket_reopens")
                .returns("5, 2026-03-01 12:01:00, " + (NOON + 60) + ", 2, open, 900")
                .runsInTheEngine();
        answers("SELECT event_id FROM ticket_reopens WHERE start_time >= " + (NOON + 60))
                .plan("window=[2026-03-01T12:01:00Z, ..)")
                .returns("2");
    }

    @Test
    void aReassignmentLeavesAnAssigneeForAnotherOrForNobody() throws Exception {
        audit(1, 0, AGENT, create("assignee_id", "700"));
        audit(2, 60, AGENT, change("assignee_id", "701", "700"));
        audit(3, 70, AGENT, change("assignee_id", null, "701"));
        audit(4, 80, AGENT, change("assignee_id", "702", null));
        audit(5, 90, AGENT, change("assignee_id", "703", "0"), change("assignee_id", "", "703"));

        answers("SELECT event_id, previous_assignee_id, assignee_id, updater_id FROM ticket_reassignments"
                        + " ORDER BY event_id")
                .returns("2, 700, 701, 700", "3, 701, null, 700", "5, 703, null, 700");
        answers("SELECT event_id FROM ticket_reassignments WHERE \"time\" < TIMESTAMP '2026-03-01 12:01:05'")
                .plan("window=[.., 2026-03-01T12:01:05Z)")
                .returns("2");
    }

    @Test
    void aBreachShowsHowLongAgoTheLatestSlaOfItsMeasurementWasApplied() throws Exception {
        metric(1, 0, "apply_sla", "reply_time", 1);
        metric(2, 600, "apply_sla", "reply_time", 1);
        metric(3, 700, "apply_group_sla", "group_ownership_time", 1);
        metric(4, 800, "apply_sla", "reply_time", 2);
        metric(5, 900, "breach", "reply_time", 1);
        metric(6, 950, "apply_sla", "reply_time", 1);
        metric(7, 1_000, "breach", "group_ownership_time", 1);
        metric(8, 1_000, "breach", "requester_wait_time", 1);

        answers("SELECT event_id, metric, instance_id, applied_at, seconds FROM sla_breaches ORDER BY event_id")
                .returns(
                        "5, reply_time, 1, 2026-03-01 12:10:00, 300",
                        "7, group_ownership_time, 1, 2026-03-01 12:11:40, 300",
                        "8, requester_wait_time, 1, null, null");
        answers("SELECT event_id FROM sla_breaches WHERE start_time >= " + (NOON + 1_000) + " ORDER BY event_id")
                // Its breaches are of that range; the SLA may have been applied at any time before.
                .plan("window=[2026-03-01T12:16:40Z, ..)", "window=every")
                .returns("7", "8");
    }

    @Test
    void everyViewIsListedWithItsColumnsAndNamedInAnyCase() throws Exception {
        TestAccount asked = account();
        List<String> listed = new ArrayList<>();
        try (ResultSet views =
                asked.connection().getMetaData().getTables(null, "zendesk", "%", new String[] {"VIEW"})) {
            while (views.next()) {
                listed.add(views.getString("TABLE_NAME"));
            }
        }
        assertEquals(
                Arrays.stream(ReadyView.values())
                        .map(ReadyView::viewName)
                        .sorted()
                        .toList(),
                listed.stream().sorted().toList());
        for (String view : listed) {
            answers("SELECT COUNT(*) FROM " + view.toUpperCase(Locale.ROOT)).returns("0");
        }
    }

    /** Asks the views here and in HSQLDB. */
    private SqlAssert answers(String sql) throws Exception {
        return account().sql(sql).agreesWithHsqldb();
    }

    private TestAccount account() throws Exception {
        TestAccount open = account;
        if (open == null) {
            open = TestAccount.of(events);
            open.hsqldb().addReadyViews();
            account = open;
        }
        return open;
    }

    private void audit(long id, long afterSec, long updaterId, FieldChange... changes) {
        audit(id, afterSec, updaterId, List.of(changes), List.of());
    }

    private void audit(
            long id, long afterSec, long updaterId, List<FieldChange> changes, List<TicketComment> comments) {
        events.add(event(id, afterSec, TICKET, updaterId, numbered(id, changes), comments));
    }

    private void other(long id, long afterSec, FieldChange change) {
        events.add(event(id, afterSec, TICKET + 1, AGENT, numbered(id, List.of(change)), List.of()));
    }

    private static TicketEvent event(
            long id,
            long afterSec,
            long ticketId,
            long updaterId,
            List<FieldChange> changes,
            List<TicketComment> comments) {
        return EventBuilder.audit(id, NOON + afterSec, ticketId, "Mail")
                .by(updaterId)
                .children(changes, comments)
                .build();
    }

    private void metric(long id, long afterSec, String type, String metric, long instanceId) {
        events.add(EventBuilder.event(id, NOON + afterSec)
                .ticket(TICKET)
                .metric(type, metric, instanceId)
                .build());
    }

    /** Children are numbered after their audit, in their order. */
    private static List<FieldChange> numbered(long auditId, List<FieldChange> changes) {
        List<FieldChange> numbered = new ArrayList<>();
        for (FieldChange change : changes) {
            numbered.add(new FieldChange(
                    auditId * 100 + numbered.size(),
                    change.eventType(),
                    change.field(),
                    change.newValue(),
                    change.previousValue(),
                    null,
                    null,
                    "Mail"));
        }
        return numbered;
    }

    private static FieldChange create(String field, String value) {
        return new FieldChange(null, "Create", field, value, null, null, null, "Mail");
    }

    private static FieldChange change(String field, @Nullable String value, @Nullable String previous) {
        return new FieldChange(null, "Change", field, value, previous, null, null, "Mail");
    }

    private static TicketComment comment(boolean isPublic, @Nullable String author) {
        Long authorId = author == null ? null : Long.valueOf(author);
        return new TicketComment(1L, authorId, isPublic, null, null, null, "Mail", null, null);
    }
}
