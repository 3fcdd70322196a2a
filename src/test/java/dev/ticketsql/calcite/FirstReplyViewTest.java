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
import dev.ticketsql.testing.SqlAssert;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** First replies, touches and who said what, by lives of ticket 5, which is created at noon. */
final class FirstReplyViewTest {

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    private SqlAssert replies() {
        return lives.sql("SELECT ticket_id, seconds FROM ticket_first_replies");
    }

    /** The requester asks, and the agent takes the ticket in the tenth second. */
    private void askedAndAssigned() {
        lives.audit(1, 0, REQUESTER, List.of(createdWith("requester_id", "900")), List.of(comment(11, true, NOBODY)));
        lives.audit(2, 10, AGENT, change("assignee_id", "700", null));
    }

    @Test
    void theFirstReplyIsThePublicCommentOfAnAgentInALaterAudit() throws Exception {
        lives.audit(1, 0, REQUESTER, List.of(createdWith("requester_id", "900")), List.of(comment(true, NOBODY)));
        lives.audit(2, 10, AGENT, List.of(), List.of(comment(false, NOBODY)));
        lives.audit(3, 20, REQUESTER, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(4, 300, AGENT, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(5, 400, AGENT, List.of(), List.of(comment(true, NOBODY)));

        lives.sql("SELECT * FROM ticket_first_replies")
                .returns("5, 2026-03-01 12:00:00, 2026-03-01 12:05:00, 300, 700, null")
                .runsInTheEngine();
    }

    @Test
    void theAuthorOfACommentCountsBeforeTheAuthorOfItsAudit() throws Exception {
        lives.audit(1, 0, AGENT, List.of(createdWith("requester_id", "900")), List.of(comment(true, "900")));
        // Taken over from a mail by an agent; then an agent's answer that a rule sent.
        lives.audit(2, 10, AGENT, List.of(), List.of(comment(true, "900")));
        lives.audit(3, 0, SYSTEM, List.of(), List.of(comment(true, "700")));

        replies().returns("5, 0");
    }

    @Test
    void theRequesterOfATicketThatAnAgentOpenedMayBeSetAfterwards() throws Exception {
        lives.audit(1, 0, AGENT, List.of(createdWith("requester_id", "700")), List.of(comment(true, NOBODY)));
        lives.audit(2, 10, AGENT, change("requester_id", "900", "700"));
        lives.audit(3, 300, AGENT, List.of(), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
    }

    @Test
    void theRequesterMayBeSetInTheAuditOfTheReply() throws Exception {
        lives.audit(1, 0, AGENT, List.of(createdWith("requester_id", "700")), List.of(comment(false, NOBODY)));
        lives.audit(2, 300, AGENT, List.of(change("requester_id", "900", "700")), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
    }

    @Test
    void anAgentWhoIsTheRequesterDoesNotReplyToHimself() throws Exception {
        lives.audit(1, 0, AGENT, List.of(createdWith("requester_id", "700")), List.of(comment(true, NOBODY)));
        lives.audit(2, 10, 701, List.of(change("assignee_id", "701", null)), List.of());
        lives.audit(3, 20, AGENT, List.of(), List.of(comment(false, NOBODY), comment(true, NOBODY)));
        lives.audit(4, 300, 701, List.of(), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
    }

    @Test
    void aColleagueWhoWasCopiedInDoesNotReply() throws Exception {
        askedAndAssigned();
        lives.audit(3, 20, COLLEAGUE, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(4, 30, COLLEAGUE, List.of(change("status", "open", "new")), List.of(comment(true, "901")));
        lives.audit(5, 300, AGENT, List.of(), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
        lives.sql("SELECT author_id, author_role FROM ticket_messages ORDER BY start_time")
                .returns("900, requester", "901, other", "901, other", "700, agent");
    }

    @Test
    void theFormerRequesterIsNotAnAgentAndTheNewOneDoesNotReply() throws Exception {
        askedAndAssigned();
        lives.audit(3, 20, AGENT, change("requester_id", "901", "900"));
        lives.audit(4, 30, COLLEAGUE, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(5, 40, REQUESTER, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(6, 300, AGENT, List.of(), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
        lives.sql("SELECT author_role FROM ticket_messages ORDER BY start_time")
                .returns("requester", "requester", "other", "agent");
    }

    @Test
    void aCommentThatWasMadePrivateAfterwardsIsNoReply() throws Exception {
        askedAndAssigned();
        lives.audit(3, 20, AGENT, List.of(), List.of(comment(31, true, NOBODY)));
        lives.audit(4, 300, AGENT, List.of(), List.of(comment(41, true, NOBODY)));
        lives.child(5, 400, AGENT, "\"comment_id\":31,\"public\":false,\"event_type\":\"CommentPrivacyChange\"");

        replies().returns("5, 300");
        lives.sql("SELECT comment_id, is_public FROM ticket_messages ORDER BY start_time")
                .returns("11, true", "31, false", "41, true");
    }

    @Test
    void anAgentRepliesByVoice() throws Exception {
        askedAndAssigned();
        lives.child(3, 200, AGENT, "\"author_id\":900,\"event_type\":\"VoiceComment\",\"data\":{\"call_duration\":9}");
        lives.child(4, 300, SYSTEM, "\"author_id\":700,\"event_type\":\"VoiceComment\"");
        lives.audit(5, 400, AGENT, List.of(), List.of(comment(true, NOBODY)));

        replies().returns("5, 300");
        lives.sql("SELECT comment_id, author_id, author_role, is_call FROM ticket_messages WHERE is_call"
                        + " ORDER BY start_time")
                .returns("300, 900, requester, true", "400, 700, agent, true");
    }

    @Test
    void aCallThatIsMarkedPrivateIsNoReply() throws Exception {
        askedAndAssigned();
        lives.child(3, 300, AGENT, "\"author_id\":700,\"public\":false,\"event_type\":\"VoiceComment\"");

        replies().returns();
    }

    @Test
    void theCommentThatATicketIsCreatedWithIsNoReplyAndNeitherIsAProgramsOne() throws Exception {
        lives.audit(
                1,
                0,
                AGENT,
                List.of(createdWith("requester_id", "900"), createdWith("assignee_id", "700")),
                List.of(comment(true, NOBODY)));
        lives.audit(2, 0, SYSTEM, List.of(), List.of(comment(true, NOBODY)));
        replies().returns();
    }

    @Test
    void aTicketWithoutAReplyHasNoFirstReply() throws Exception {
        lives.audit(1, 0, REQUESTER, List.of(createdWith("requester_id", "900")), List.of(comment(true, NOBODY)));
        lives.audit(6, 2, 5, AGENT, List.of(createdWith("status", "new")), List.of());

        replies().returns();
    }

    @Test
    void anAgentIsWhoWasAssignedWroteANoteChoseTheRequesterOrLetATicketWait() throws Exception {
        lives.audit(1, 0, REQUESTER, List.of(createdWith("requester_id", "900")), List.of(comment(true, NOBODY)));
        lives.audit(2, 10, SYSTEM, change("assignee_id", "701", null));
        lives.audit(3, 20, 702, List.of(), List.of(comment(false, NOBODY)));
        lives.audit(4, 30, 703, change("requester_id", "901", "900"));
        lives.audit(5, 40, 704, change("status", "pending", "open"));
        lives.audit(6, 50, SYSTEM, List.of(), List.of(comment(false, "705")));
        // A trigger, in the audit of a requester's answer.
        lives.audit(
                7,
                60,
                COLLEAGUE,
                new FieldChange(null, "Change", "status", "hold", "open", null, null, "Rule", 0, null));
        lives.audit(8, 70, SYSTEM, change("assignee_id", "", "701"));

        lives.sql("SELECT user_id, first_acted_at FROM ticket_agents ORDER BY user_id")
                .returns(
                        "701, 2026-03-01 12:00:10",
                        "702, 2026-03-01 12:00:20",
                        "703, 2026-03-01 12:00:30",
                        "704, 2026-03-01 12:00:40",
                        "705, 2026-03-01 12:00:50");
    }

    @Test
    void aTouchIsAPublicCommentOfAnAgentOnATicketThatGotSolved() throws Exception {
        askedAndAssigned();
        lives.audit(3, 20, AGENT, List.of(), List.of(comment(false, NOBODY)));
        lives.audit(4, 30, 701, List.of(), List.of(comment(false, NOBODY)));
        lives.audit(5, 40, AGENT, List.of(change("status", "solved", "open")), List.of(comment(true, NOBODY)));
        lives.audit(6, 50, REQUESTER, List.of(change("status", "open", "solved")), List.of(comment(true, NOBODY)));
        lives.audit(7, 60, COLLEAGUE, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(8, 70, AGENT, change("status", "solved", "open"));

        lives.sql("SELECT * FROM ticket_touches")
                .returns("5, 2026-03-01 12:00:00, 1, 2, 2, 1, 2, true, false, false")
                .runsInTheEngine();
    }

    @Test
    void touchesOfATicketThatIsOpenAreNotCountedYetAndItsFirstCommentIsNone() throws Exception {
        long[] replies = {1, 2, 3};
        long id = 0;
        for (long ticket : replies) {
            lives.audit(
                    ticket,
                    ++id,
                    0,
                    AGENT,
                    List.of(createdWith("status", "open"), createdWith("requester_id", "900")),
                    List.of(comment(true, NOBODY)));
            for (int reply = 0; reply < ticket; reply++) {
                lives.audit(ticket, ++id, 10 + reply, AGENT, List.of(), List.of(comment(true, NOBODY)));
            }
            lives.audit(ticket, ++id, 100, AGENT, List.of(change("status", "solved", "open")), List.of());
        }
        lives.audit(4, ++id, 0, AGENT, List.of(createdWith("status", "open")), List.of());
        lives.audit(4, ++id, 10, AGENT, List.of(), List.of(comment(true, NOBODY)));
        lives.audit(8, ++id, 10, AGENT, List.of(), List.of(comment(false, NOBODY)));

        lives.sql("SELECT ticket_id, created_at IS NULL, agent_replies, is_one_touch, is_two_touch, is_multi_touch"
                        + " FROM ticket_touches ORDER BY ticket_id")
                .returns(
                        "1, false, 1, true, false, false",
                        "2, false, 2, false, true, false",
                        "3, false, 3, false, false, true",
                        "4, false, 1, false, false, false",
                        "8, true, 0, false, false, false");
    }
}
