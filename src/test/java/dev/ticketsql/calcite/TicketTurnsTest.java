package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.WrittenLives.AGENT;
import static dev.ticketsql.calcite.WrittenLives.COLLEAGUE;
import static dev.ticketsql.calcite.WrittenLives.NOBODY;
import static dev.ticketsql.calcite.WrittenLives.REQUESTER;
import static dev.ticketsql.calcite.WrittenLives.SYSTEM;
import static dev.ticketsql.calcite.WrittenLives.change;
import static dev.ticketsql.calcite.WrittenLives.comment;
import static dev.ticketsql.calcite.WrittenLives.createdWith;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Turns in the lives of tickets that several views must agree about. */
final class TicketTurnsTest {

    private static final String PRIVACY = "\"comment_id\":31,\"public\":%s,\"event_type\":\"CommentPrivacyChange\"";

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    private void asked() {
        lives.audit(
                1,
                0,
                REQUESTER,
                List.of(createdWith("status", "new"), createdWith("requester_id", "900")),
                List.of(comment(11, true, NOBODY)));
    }

    @Test
    void aTicketThatIsSolvedAndClosedInOneAuditIsResolvedOnce() throws Exception {
        asked();
        lives.audit(
                2,
                60,
                AGENT,
                List.of(
                        change("assignee_id", "700", null),
                        change("status", "closed", "solved"),
                        change("status", "solved", "new")),
                List.of(comment(21, true, NOBODY)));

        lives.sql(
                        "SELECT first_resolution_seconds, full_resolution_seconds, resolutions, reopens FROM ticket_resolutions")
                .returns("60, 60, 1, 0");
        lives.sql("SELECT status, seconds FROM ticket_status_intervals ORDER BY started_at, seconds NULLS LAST")
                .returns("new, 60", "solved, 0", "closed, null");
        lives.sql("SELECT assignee_id, seconds FROM ticket_assignments").returns("null, 60");
        lives.sql("SELECT is_one_touch, handoffs FROM ticket_touches").returns("true, 1");
        lives.sql("SELECT requester_wait_seconds, waiting_since FROM ticket_requester_waits")
                .returns("60, null");
    }

    @Test
    void aTicketThatAnAgentCreatesSolvedHasNoReplyNoWaitAndNoTouch() throws Exception {
        lives.audit(
                1,
                0,
                AGENT,
                List.of(
                        createdWith("status", "solved"),
                        createdWith("requester_id", "900"),
                        createdWith("assignee_id", "700")),
                List.of(comment(11, true, NOBODY)));

        lives.sql("SELECT * FROM ticket_first_replies").returns();
        lives.sql("SELECT agent_replies, is_one_touch, is_two_touch, is_multi_touch FROM ticket_touches")
                .returns("0, false, false, false");
        lives.sql("SELECT requester_wait_seconds, agent_work_seconds, waiting_since FROM ticket_requester_waits")
                .returns("0, 0, null");
        lives.sql("SELECT * FROM ticket_backlog").returns();
        lives.sql("SELECT * FROM ticket_reopens").returns();
        lives.sql("SELECT assignee_id, seconds FROM ticket_assignments").returns("700, null");
    }

    @Test
    void aMergeIntoASolvedTicketReopensIt() throws Exception {
        asked();
        lives.audit(2, 60, AGENT, change("status", "solved", "new"));
        lives.audit(3, 100, 701, List.of(change("status", "open", "solved")), List.of(comment(31, false, NOBODY)));
        lives.audit(4, 160, 701, change("status", "solved", "open"));

        lives.sql("SELECT event_id, status, updater_id FROM ticket_reopens").returns("3, open, 701");
        lives.sql("SELECT full_resolution_seconds, resolutions, reopens, is_merged FROM ticket_resolutions")
                .returns("160, 2, 1, false");
        lives.sql("SELECT requester_wait_seconds FROM ticket_requester_waits").returns("120");
    }

    @Test
    void aRequesterWhoIsChangedAfterTheFirstReplyLeavesTheReplyAndItsRole() throws Exception {
        asked();
        lives.audit(2, 60, AGENT, List.of(change("assignee_id", "700", null)), List.of(comment(21, true, NOBODY)));
        lives.audit(3, 100, 701, change("requester_id", "700", "900"));
        lives.audit(4, 160, AGENT, List.of(), List.of(comment(41, true, NOBODY)));
        lives.audit(5, 200, 701, List.of(), List.of(comment(51, true, NOBODY)));

        lives.sql("SELECT seconds, agent_id FROM ticket_first_replies").returns("60, 700");
        lives.sql("SELECT comment_id, author_role FROM ticket_messages ORDER BY start_time")
                .returns("11, requester", "21, agent", "41, requester", "51, agent");
        lives.sql("SELECT agent_replies, requester_messages FROM ticket_touches")
                .returns("2, 2");
    }

    @Test
    void anAssigneeWhoIsChangedAndBackWithinASecondHasOneStretchAndTwoReassignments() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "open"), createdWith("assignee_id", "700"));
        lives.audit(9, 60, SYSTEM, change("assignee_id", "701", "700"));
        lives.audit(3, 60, SYSTEM, change("assignee_id", "700", "701"));
        lives.audit(4, 90, SYSTEM, change("group_id", "30", null));

        lives.sql("SELECT assignee_id, group_id, seconds FROM ticket_assignments ORDER BY started_at")
                .returns("700, null, 90", "700, 30, null");
        lives.sql("SELECT previous_assignee_id, assignee_id FROM ticket_reassignments ORDER BY 1")
                .returns("700, 701", "701, 700");
        lives.sql("SELECT assignee_id FROM ticket_states").returns("700");
    }

    @Test
    void nobodyIsNobodyHoweverZendeskSaysIt() throws Exception {
        lives.audit(1, 0, AGENT, createdWith("status", "open"), createdWith("assignee_id", "700"));
        lives.audit(2, 60, AGENT, change("assignee_id", "0", "700"), change("custom_status_id", "0", "5"));
        lives.audit(3, 90, AGENT, change("assignee_id", "701", "0"));

        lives.sql("SELECT previous_assignee_id, assignee_id, assignee_name FROM ticket_reassignments")
                .returns("700, null, null");
        lives.sql("SELECT assignee_id, seconds FROM ticket_assignments ORDER BY started_at")
                .returns("700, 60", "null, 30", "701, null");
        lives.sql("SELECT assignee_id, custom_status_id FROM ticket_states").returns("701, null");
        lives.sql("SELECT user_id FROM ticket_agents ORDER BY 1").returns("700", "701");
    }

    @Test
    void aCommentThatIsMadePrivateAndThenPublicAgainIsPublic() throws Exception {
        asked();
        lives.audit(2, 10, AGENT, change("assignee_id", "700", null));
        lives.audit(3, 60, AGENT, List.of(), List.of(comment(31, true, NOBODY)));
        lives.child(4, 100, AGENT, PRIVACY.formatted(false));
        lives.child(5, 160, AGENT, PRIVACY.formatted(true));
        lives.audit(6, 300, AGENT, List.of(), List.of(comment(61, true, NOBODY)));

        lives.sql("SELECT seconds FROM ticket_first_replies").returns("60");
        lives.sql("SELECT comment_id, is_public FROM ticket_messages ORDER BY start_time")
                .returns("11, true", "31, true", "61, true");
    }

    @Test
    void ofTwoPrivaciesInOneSecondTheCommentIsPrivate() throws Exception {
        asked();
        lives.audit(2, 10, AGENT, change("assignee_id", "700", null));
        lives.audit(3, 60, AGENT, List.of(), List.of(comment(31, true, NOBODY)));
        lives.child(4, 100, AGENT, PRIVACY.formatted(false));
        lives.child(5, 100, AGENT, PRIVACY.formatted(true));

        lives.sql("SELECT * FROM ticket_first_replies").returns();
        lives.sql("SELECT internal_notes, agent_replies FROM ticket_touches").returns("1, 0");
    }

    @Test
    void aTriggerThatLetsATicketWaitMakesNobodyAnAgentAlsoWhereItsChannelIsAnObject() throws Exception {
        asked();
        lives.audit(
                2,
                60,
                REQUESTER,
                new FieldChange(
                        null,
                        "Change",
                        "status",
                        "hold",
                        "new",
                        null,
                        null,
                        "{\"channel\": \"rule\", \"source\": {\"rel\": \"trigger\"}}",
                        0,
                        null));
        lives.audit(
                3,
                90,
                AGENT,
                new FieldChange(
                        null, "Change", "status", "pending", "hold", null, null, "{\"channel\":\"web\"}", 0, null));

        lives.sql("SELECT user_id FROM ticket_agents").returns("700");
    }

    /** Zendesk makes a note of what somebody writes who is neither the requester nor copied in. */
    @Test
    void aNoteThatCameByMailMakesNobodyAnAgent() throws Exception {
        asked();
        for (String channel : Arrays.asList("Email", "{\"channel\": \"email\"}", null)) {
            long id = 2L + lives.events().size();
            lives.audit(id, 10 * id, COLLEAGUE, List.of(), List.of(by(channel, id, false)));
        }
        lives.audit(8, 90, COLLEAGUE, List.of(), List.of(comment(81, true, NOBODY)));
        lives.audit(9, 300, AGENT, List.of(), List.of(by("Web form", 91, false), comment(92, true, NOBODY)));

        lives.sql("SELECT user_id FROM ticket_agents").returns("700");
        lives.sql("SELECT seconds, agent_id FROM ticket_first_replies").returns("300, 700");
        lives.sql("SELECT author_role, COUNT(*) FROM ticket_messages WHERE author_id = 901 GROUP BY 1")
                .returns("other, 4");
    }

    private static TicketComment by(@Nullable String channel, long id, boolean isPublic) {
        return new TicketComment(id, null, isPublic, null, null, null, channel, null, null, "Comment", null, 0, null);
    }

    @Test
    void aCallBeforeAnyCommentIsTheFirstReplyAndACustomersCallIsNone() throws Exception {
        lives.child(1, 0, REQUESTER, "\"author_id\":900,\"event_type\":\"VoiceComment\"");
        lives.audit(2, 0, REQUESTER, createdWith("status", "new"), createdWith("requester_id", "900"));
        lives.audit(3, 10, AGENT, change("assignee_id", "700", null));
        lives.child(4, 20, AGENT, "\"author_id\":700,\"event_type\":\"VoiceComment\"");
        lives.audit(5, 300, AGENT, List.of(change("status", "solved", "new")), List.of(comment(51, false, NOBODY)));

        lives.sql("SELECT seconds, agent_id FROM ticket_first_replies").returns("20, 700");
        lives.sql("SELECT agent_replies, internal_notes, requester_messages, is_one_touch FROM ticket_touches")
                .returns("1, 1, 1, true");
    }

    @Test
    void aDeletedAndRestoredTicketWaitsWhileItIsThere() throws Exception {
        asked();
        lives.audit(2, 60, AGENT, change("status", "deleted", "new"));
        lives.audit(3, 3_660, AGENT, change("status", "new", "deleted"));
        lives.audit(4, 3_720, AGENT, change("status", "open", "new"));

        lives.sql("SELECT requester_wait_seconds, waiting_since FROM ticket_requester_waits")
                .returns("120, 2026-03-01 13:02:00");
        lives.sql("SELECT status FROM ticket_states").returns("open");
        lives.sql("SELECT * FROM ticket_reopens").returns();
        lives.sql("SELECT * FROM ticket_resolutions").returns();
    }

    @Test
    void aCustomStatusOfTheSameCategoryIsNoNewStatus() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "open"), createdWith("custom_status_id", "5"));
        lives.audit(2, 60, AGENT, change("custom_status_id", "6", "5"));
        lives.audit(3, 90, AGENT, change("custom_status_id", "7", "6"), change("status", "solved", "open"));

        lives.sql("SELECT status, seconds FROM ticket_status_intervals ORDER BY started_at")
                .returns("open, 90", "solved, null");
        lives.sql("SELECT \"value\", seconds FROM ticket_field_intervals WHERE field = 'custom_status_id'"
                        + " ORDER BY started_at")
                .returns("5, 60", "6, 30", "7, null");
        lives.sql("SELECT status, custom_status_id FROM ticket_states").returns("solved, 7");
    }

    @Test
    void clearedTagsAndFieldsAreEmptyInTheStateAndBrandsAndFormsAreTheLastOnes() throws Exception {
        lives.audit(
                1,
                0,
                REQUESTER,
                createdWith("tags", "[\"a\"]"),
                createdWith("priority", "high"),
                createdWith("brand_id", "3"),
                createdWith("ticket_form_id", "4"),
                createdWith("custom_ticket_fields.77", "x"),
                createdWith("subject", "s"));
        lives.audit(
                2,
                60,
                AGENT,
                change("tags", "[]", "[\"a\"]"),
                change("priority", null, "high"),
                change("brand_id", "13", "3"),
                change("ticket_form_id", "14", "4"),
                change("custom_ticket_fields.77", null, "x"),
                change("group_id", "30", null),
                change("subject", null, "s"));

        lives.sql("SELECT tags, priority, brand_id, ticket_form_id, other, group_id, assignee_id, subject"
                        + " FROM ticket_states")
                .returns("[], null, 13, 14, null, 30, null, null");
        lives.sql("SELECT \"value\", seconds FROM ticket_field_intervals WHERE field = 'priority' ORDER BY started_at")
                .returns("high, 60", "null, null");
    }

    @Test
    void aRatingThatIsTakenBackIsOfferedAgainAndOneInTheSecondOfAnotherCounts() throws Exception {
        asked();
        lives.audit(2, 60, SYSTEM, change("satisfaction_score", "offered", "unoffered"));
        lives.audit(9, 90, REQUESTER, change("satisfaction_score", "bad", "offered"));
        lives.audit(4, 90, REQUESTER, change("satisfaction_score", "good", "bad"));
        lives.audit(5, 120, REQUESTER, change("satisfaction_score", "offered", "good"));

        lives.sql("SELECT first_score, score, ratings, good_to_bad, bad_to_good FROM ticket_satisfaction")
                .returns("bad, offered, 2, 0, 1");
    }

    @Test
    void ofATicketThatWasCreatedEarlierTheViewsHaveWhatIsKnownAndNoFirstReply() throws Exception {
        lives.audit(2, 60, AGENT, List.of(change("assignee_id", "700", null)), List.of(comment(21, true, NOBODY)));
        lives.audit(3, 90, AGENT, List.of(change("status", "solved", "open")), List.of(comment(31, true, NOBODY)));
        lives.audit(4, 120, COLLEAGUE, change("status", "open", "solved"));

        lives.sql("SELECT * FROM ticket_first_replies").returns();
        lives.sql("SELECT created_at, agent_replies FROM ticket_touches").returns("null, 2");
        lives.sql("SELECT created_at, status, seconds FROM ticket_status_intervals ORDER BY started_at")
                .returns("null, solved, 30", "null, open, null");
        lives.sql("SELECT created_at, first_resolved_at, first_resolution_seconds FROM ticket_resolutions")
                .returns("null, 2026-03-01 12:01:30, null");
        lives.sql("SELECT event_id FROM ticket_reopens").returns("4");
        lives.sql("SELECT status FROM ticket_states WHERE created_at IS NULL").returns("open");
        lives.sql("SELECT status FROM ticket_states WHERE created_at >= TIMESTAMP '2020-01-01 00:00:00'")
                .returns();
    }

    /** The shape that Zendesk documents, and nobody has seen of this export. */
    @Test
    void metricEventsAloneFillTheViewsOfServiceLevelsAndNoOther() throws Exception {
        lives.metric(1, 0, "activate", "reply_time", 1, null);
        lives.metric(
                2, 0, "apply_sla", "reply_time", 1, "{\"sla\":{\"target\":10,\"policy\":{\"id\":8,\"title\":\"P\"}}}");
        lives.metric(
                3, 5, "apply_sla", "reply_time", 1, "{\"sla\":{\"target\":20,\"policy\":{\"id\":9,\"title\":\"Q\"}}}");
        lives.metric(4, 90, "breach", "reply_time", 1, null);
        lives.metric(5, 99, "update_status", "reply_time", 1, "{\"status\":{\"calendar\":1,\"business\":1}}");

        for (ReadyView view : ReadyView.values()) {
            if (!view.viewName().startsWith("sla")) {
                lives.sql("SELECT * FROM " + view.viewName()).returns();
            }
        }
        lives.sql("SELECT policy, target_seconds FROM sla_breaches").returns("Q, 1200");
        lives.sql("SELECT policy, replaced_at, breached_at FROM sla_policies_applied ORDER BY start_time")
                .returns("P, 2026-03-01 12:00:05, null", "Q, null, 2026-03-01 12:01:30");
    }

    @Test
    void bothShapesOfEventsOnOneTicketDoNotDisturbEachOther() throws Exception {
        asked();
        lives.metric(
                2, 0, "apply_sla", "reply_time", 1, "{\"sla\":{\"target\":1,\"policy\":{\"id\":8,\"title\":\"P\"}}}");
        lives.metric(3, 60, "breach", "reply_time", 1, null);
        lives.audit(4, 90, AGENT, List.of(change("assignee_id", "700", null)), List.of(comment(41, true, NOBODY)));
        lives.metric(5, 90, "fulfill", "reply_time", 1, null);

        lives.sql("SELECT f.seconds, s.policy, s.breached_at, s.fulfilled_at FROM ticket_first_replies f"
                        + " JOIN sla_policies_applied s ON s.ticket_id = f.ticket_id")
                .returns("90, P, 2026-03-01 12:01:00, 2026-03-01 12:01:30");
    }
}
