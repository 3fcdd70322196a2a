package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.ServedEvents;
import dev.ticketsql.testing.TestAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rows of children beside a plain reading of the JSON of their events, which shares no code with the library. */
final class ChildEventsTruthTest {

    private static final int EVENTS = 50_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long SEC = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    /** Every kind that Zendesk documents, one that it does not, and what is no child at all. */
    private static final List<String> CHILDREN = List.of("""
            {"id":1,"via":"Web form","via_reference_id":null,"status":"new","event_type":"Create"},
            {"id":2,"via":"Rule","via_reference_id":360001,"priority":"high","event_type":"Change","previous_value":"0"},
            {"id":3,"via":"Rule","via_reference_id":"360002","tags":["a","b"],"added_tags":["b"],"removed_tags":[],
             "event_type":"Change","previous_value":["a"]},
            {"id":4,"via":"Web form","custom_ticket_fields":{"77":"x","78":null},"event_type":"Change"}""", """
            {"id":5,"via":"Mail","comment_present":true,"comment_public":true,"event_type":"Comment"},
            {"id":6,"via":{"channel":"email","source":{"rel":null}},"via_reference_id":null,"type":"Comment","author_id":9,
             "body":"a \\"quoted\\" \\u00fc\\n","html_body":"<p>","plain_body":"a","public":false,"attachments":[{"id":3}],
             "audit_id":8,"created_at":"2026-03-01T12:00:00Z","event_type":"Comment"},
            {"id":7,"type":"VoiceComment","author_id":9,"public":true,"formatted_from":"+1 (555) 0100",
             "data":{"call_duration":61,"recording_url":null,"answered_by_id":4},"transcription_visible":false,
             "event_type":"VoiceComment"},
            {"id":8,"body":"liked","data":{"content":"liked"},"public":true,"author_id":9,"event_type":"FacebookComment"}""", """
            {"id":9,"comment_id":5,"public":false,"event_type":"CommentPrivacyChange"},
            {"id":10,"comment_id":"6","event_type":"CommentRedactionEvent"},
            {"id":11,"comment_id":6,"attachment_id":3,"event_type":"AttachmentRedactionEvent"},
            {"id":12,"via":"Rule","via_reference_id":360003,"subject":"s","body":"b","recipients":[9,10],
             "event_type":"Notification"},
            {"id":13,"recipients":[9],"event_type":"NotificationWithCcs"},
            {"id":14,"recipients":[9],"phone_number_id":2,"event_type":"SmsNotification"},
            {"id":15,"recipients":[9],"via":"Rule","event_type":"Cc"},
            {"id":16,"recipients":[9],"event_type":"FollowerNotificationEvent"},
            {"id":17,"previous_followers":[],"current_followers":["a@example.com"],"event_type":"FollowerChange"},
            {"id":18,"previous_email_ccs":[],"current_email_ccs":["a@example.com"],"event_type":"EmailCcChange"},
            {"id":19,"macro_id":"42","macro_title":"Close","macro_deleted":false,"event_type":"AgentMacroReference"}""", """
            {"id":20,"score":"good","assignee_id":4,"body":"thanks","event_type":"SatisfactionRating"},
            {"id":21,"agreement_id":1,"action":"sent","event_type":"TicketSharingEvent"},
            {"id":22,"subject":"s","recipients":[9],"event_type":"OrganizationActivity"},
            {"id":23,"message":"m","event_type":"Error"},
            {"id":24,"direct_message":true,"body":"t","recipients":[9],"event_type":"Tweet"},
            {"id":25,"page":{},"communication":"1_2","ticket_via":"wall","body":"b","event_type":"FacebookEvent"},
            {"id":26,"resource":"1","body":"b","event_type":"External"},
            {"id":27,"body":"transcript","event_type":"LogMeInTranscript"},
            {"id":28,"value":"v","value_reference":"r","event_type":"Push"},
            {"id":29,"value":{"visitor_id":"v","chat_id":"c","history":[{"type":"ChatMessage","message":"hi"}]},
             "event_type":"ChatStartedEvent"},
            {"id":30,"value":{"chat_id":"c","is_served":true},"attachments":[],"event_type":"ChatEndedEvent"},
            {"id":31,"a key":{"that":["nobody",1.5,true,null]},"event_type":"A kind that nobody knows"}""", """
            {"event_type":"Notification"},{"id":"not a number","author_id":1.5,"public":"perhaps","event_type":"Comment"},
            {},null,"text",17,true,[{"id":5,"event_type":"Comment"}],{"via":"Email","via_reference_id":2,"status":"solved"}""");

    @Test
    void everyChildOfWrittenEventsIsARow() throws Exception {
        List<TicketEvent> events = new ArrayList<>();
        for (String children : CHILDREN) {
            events.add(audit(events.size() + 1L, "[" + children + "]"));
        }
        events.add(audit(100, "[]"));
        events.add(audit(101, "{\"id\":5}"));
        events.add(audit(102, "\"text\""));
        events.add(EventBuilder.event(103, SEC)
                .ticket(1L)
                .metric("activate", "reply_time", 1L)
                .build());
        List<String> rows = agree(events, 1);

        assertEquals(40, rows.size());
        assertTrue(
                rows.contains("5, 1, 2026-03-01 12:00:00, " + SEC + ", null, 3, null, null, null, null, null, null"));
    }

    @Test
    void everyChildOfTheSandboxsEventsIsARow() throws Exception {
        for (boolean comments : List.of(false, true)) {
            List<TicketEvent> events;
            try (Sandbox sandbox = Sandbox.start(
                    SandboxOptions.defaults(InstantSource.fixed(TestAccount.NOW))
                            .withEventCount(comments ? EVENTS / 10 : EVENTS)
                            .withEnd(TestAccount.NOW.minusSeconds(3_600)),
                    InstantSource.fixed(TestAccount.NOW))) {
                events = ServedEvents.of(sandbox.baseUrl(), comments);
            }
            // Pages of a thousand, once for all questions, and one at the end.
            agree(events, events.size() / 1_000 + 2);
        }
    }

    @Test
    void aConditionOnTimeAsksForItsPagesOnly() throws Exception {
        List<TicketEvent> events = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            for (int event = 0; event < 10; event++) {
                events.add(EventBuilder.audit(day * 10L + event, SEC + day * 86_400L + event, 1, "Mail")
                        .childEvents("[{\"id\":1,\"event_type\":\"Notification\"}]")
                        .build());
            }
        }
        try (TestAccount account = TestAccount.of(events, 10)) {
            String window =
                    " WHERE start_time >= " + (SEC + 86_400) + " AND \"time\" < TIMESTAMP '2026-03-04 00:00:00'";
            account.sql("SELECT COUNT(*) FROM ticket_child_events" + window).returns("20");
            assertEquals(3, account.requests());
            account.sql("SELECT COUNT(*) FROM ticket_events" + window).returns("20");
            assertEquals(3, account.requests(), "the other tables cost nothing more");
        }
    }

    private static TicketEvent audit(long id, String children) {
        return EventBuilder.audit(id, SEC, 1, "Web form").childEvents(children).build();
    }

    /** Returns the rows of {@code ticket_child_events}, by event and position. */
    private static List<String> agree(List<TicketEvent> events, int requests) throws Exception {
        List<String> children = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        Set<String> changes = new TreeSet<>();
        for (TicketEvent event : events) {
            int position = 0;
            JsonNode all = JSON.readTree(String.valueOf(event.value(EventField.CHILD_EVENTS)));
            for (JsonNode child : all.isArray() ? all : JSON.createArrayNode()) {
                children.add(key(event) + ", " + childRow(child, position));
                String kind = child.path("event_type").asText("none");
                if (Set.of("Comment", "VoiceComment", "FacebookComment").contains(kind)) {
                    comments.add(event.id() + ", " + commentRow((ObjectNode) child, position));
                }
                if (kind.equals("Create") || kind.equals("Change")) {
                    changes.add(event.id() + ", " + number(child.path("id")) + ", " + position + ", "
                            + text(child.path("via_reference_id")));
                }
                position++;
            }
        }
        try (TestAccount account = TestAccount.of(events)) {
            List<String> rows = account.sql("SELECT * FROM ticket_child_events").rows();
            assertSame(children, rows);
            assertSame(
                    comments,
                    account.sql(
                                    "SELECT event_id, comment_id, \"position\", type, via_reference_id, author_id, is_public,"
                                            + " attributes FROM ticket_comments")
                            .rows());
            assertSame(
                    List.copyOf(changes),
                    account.sql("SELECT DISTINCT event_id, change_id, \"position\", via_reference_id FROM"
                                    + " ticket_field_changes WHERE event_type IS NOT NULL")
                            .rows());
            assertTrue(account.requests() <= requests, () -> "requests " + account.requests());
            return rows;
        }
    }

    private static void assertSame(List<String> expected, List<String> rows) {
        assertEquals(expected.stream().sorted().toList(), rows.stream().sorted().toList());
    }

    private static String key(TicketEvent event) {
        return event.id() + ", " + event.value(EventField.TICKET_ID) + ", " + FieldHistory.time(event.startSec()) + ", "
                + event.startSec();
    }

    private static String childRow(JsonNode child, int position) {
        if (!child.isObject()) {
            return "null, " + position + ", null, null, null, null, null, " + child;
        }
        return String.join(
                ", ",
                number(child.path("id")),
                "" + position,
                text(child.path("event_type")),
                text(child.path("via")),
                text(child.path("via_reference_id")),
                number(child.path("author_id")),
                truth(child.path(publicKey(child))),
                rest((ObjectNode) child, Set.of("event_type", "via", "via_reference_id")));
    }

    private static String commentRow(ObjectNode child, int position) {
        Set<String> columns = Set.of(
                "event_type",
                "via",
                "via_reference_id",
                "type",
                "body",
                "html_body",
                "plain_body",
                "attachments",
                "created_at");
        return String.join(
                ", ",
                number(child.path("id")),
                "" + position,
                text(child.has("type") ? child.path("type") : child.path("event_type")),
                text(child.path("via_reference_id")),
                number(child.path("author_id")),
                truth(child.path(publicKey(child))),
                rest(child, columns));
    }

    private static String publicKey(JsonNode child) {
        return child.has("public") ? "public" : "comment_public";
    }

    private static String rest(ObjectNode child, Set<String> columns) {
        ObjectNode rest = child.deepCopy();
        rest.remove(columns);
        for (String id : List.of("id", "author_id")) {
            if (!number(child.path(id)).equals("null")) {
                rest.remove(id);
            }
        }
        if (child.path(publicKey(child)).isBoolean()) {
            rest.remove(publicKey(child));
        }
        return rest.isEmpty() ? "null" : rest.toString();
    }

    private static String number(JsonNode value) {
        return value.isIntegralNumber() ? value.toString() : "null";
    }

    private static String truth(JsonNode value) {
        return value.isBoolean() ? value.toString() : "null";
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? "null"
                : value.isTextual() ? value.textValue() : value.toString();
    }
}
