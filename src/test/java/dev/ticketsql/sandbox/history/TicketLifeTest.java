package dev.ticketsql.sandbox.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Audits of a history: the changes of each ticket are consistent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketLifeTest {

    private static final Set<String> FRAME =
            Set.of("id", "via", "via_reference_id", "event_type", "previous_value", "added_tags", "removed_tags");

    private final Map<Long, List<JsonNode>> auditsByTicket = new HashMap<>();

    TicketLifeTest() throws IOException {
        for (JsonNode audit : Histories.events(Histories.audits(1, 10_000))) {
            auditsByTicket
                    .computeIfAbsent(audit.path("ticket_id").asLong(), ticket -> new ArrayList<>())
                    .add(audit);
        }
    }

    @Test
    void everyKindOfChildEventOccurs() {
        Set<String> seen = new TreeSet<>();
        children().forEach(child -> {
            String kind = child.path("event_type").asText();
            if (kind.equals("Create") || kind.equals("Change")) {
                seen.add(kind + " " + field(child));
            } else {
                seen.add(kind);
            }
        });

        assertEquals(
                Set.of(
                        "AgentMacroReference",
                        "AttachmentRedactionEvent",
                        "Cc",
                        "ChatStartedEvent",
                        "CommentPrivacyChange",
                        "CommentRedactionEvent",
                        "Change assignee_id",
                        "Change custom_status_id",
                        "Change custom_ticket_fields",
                        "Change group_id",
                        "Change priority",
                        "Change satisfaction_score",
                        "Change sla_policy",
                        "Change status",
                        "Change tags",
                        "Change type",
                        "Comment",
                        "Create brand_id",
                        "Create custom_status_id",
                        "Create custom_ticket_fields",
                        "Create is_public",
                        "Create organization_id",
                        "Create priority",
                        "Create requester_id",
                        "Create status",
                        "Create subject",
                        "Create tags",
                        "Create ticket_form_id",
                        "Create type",
                        "Notification",
                        "VoiceComment"),
                seen);
    }

    @Test
    void ticketsGoThroughEveryStatusAndSomeComeBack() {
        Set<String> steps = new TreeSet<>();
        children()
                .filter(child -> child.has("status") && child.has("previous_value"))
                .forEach(child -> steps.add(child.path("previous_value").asText() + " "
                        + child.path("status").asText()));

        for (String step : List.of(
                "new open",
                "open pending",
                "open hold",
                "pending open",
                "hold open",
                "open solved",
                "solved open",
                "solved closed")) {
            assertTrue(steps.contains(step), step + " is not among " + steps);
        }
    }

    @Test
    void prioritiesAreSetByTheTriggerAndRaisedWhenTheSlaIsBreached() {
        List<JsonNode> changes = children()
                .filter(child -> child.has("priority") && child.has("previous_value"))
                .toList();

        assertTrue(changes.stream()
                .anyMatch(child -> child.path("previous_value").asText().equals("0")));
        assertTrue(changes.stream()
                .anyMatch(child -> child.path("previous_value").asText().equals("normal")
                        && child.path("priority").asText().equals("high")));
        assertTrue(
                children().anyMatch(child -> child.path("added_tags").toString().equals("[\"sla_breached\"]")));
    }

    @Test
    void aChangeHasThePreviousValueOfItsField() {
        int changes = 0;
        for (List<JsonNode> audits : auditsByTicket.values()) {
            Map<String, JsonNode> fields = new HashMap<>();
            for (JsonNode audit : audits) {
                for (JsonNode child : audit.path("child_events")) {
                    if (child.path("event_type").asText().equals("Create")) {
                        assertFalse(child.has("previous_value"), child.toString());
                        fields.put(key(child), value(child));
                    } else if (child.path("event_type").asText().equals("Change")) {
                        JsonNode before = fields.put(key(child), value(child));
                        JsonNode previous = child.path("previous_value");
                        assertEquals(
                                before == null || before.isNull() ? unset(child) : before.toString(),
                                previous.toString());
                        changes++;
                    }
                }
            }
        }
        assertTrue(changes > 5_000, changes + " changes");
    }

    @Test
    void aChangeOfTagsNamesTheAddedAndTheRemoved() {
        int removals = 0;
        for (JsonNode child : children().filter(each -> each.has("tags")).toList()) {
            Set<String> tags = texts(child.path("previous_value"));
            assertTrue(tags.containsAll(texts(child.path("removed_tags"))), child.toString());
            tags.removeAll(texts(child.path("removed_tags")));
            tags.addAll(texts(child.path("added_tags")));
            assertEquals(tags, texts(child.path("tags")), child.toString());
            removals += child.path("removed_tags").size();
        }
        assertTrue(removals > 100, removals + " tags were removed");
    }

    @Test
    void aTicketBeginsWithItsCreationAndEndsWhenItIsClosed() {
        for (List<JsonNode> audits : auditsByTicket.values()) {
            boolean closed = false;
            for (JsonNode audit : audits) {
                assertFalse(closed, audit.toString());
                closed = audit.path("child_events").findValuesAsText("status").contains("closed");
                assertFalse(audit.path("child_events").isEmpty(), audit.toString());
            }
        }
        long withCreation = auditsByTicket.values().stream()
                .filter(audits -> audits.get(0)
                        .path("child_events")
                        .findValuesAsText("event_type")
                        .contains("Create"))
                .count();
        assertEquals(auditsByTicket.size(), withCreation);
    }

    @Test
    void anAuditHasTheKeysOfTheRecordings() {
        Set<String> vias = new TreeSet<>();
        for (JsonNode audit : audits()) {
            List<String> keys = new ArrayList<>();
            audit.fieldNames().forEachRemaining(keys::add);
            boolean email = keys.remove("metadata");
            assertEquals(
                    List.of(
                            "child_events",
                            "id",
                            "ticket_id",
                            "timestamp",
                            "created_at",
                            "updater_id",
                            "via",
                            "system",
                            "event_type"),
                    keys);
            assertEquals(email, audit.path("via").asText().equals("Email"), audit.toString());
            assertEquals(
                    audit.path("via").asText().equals("Rule"),
                    audit.path("updater_id").asLong() == -1);
            assertTrue(audit.path("updater_id").isIntegralNumber());
            boolean located = audit.path("system").path("latitude").isDouble();
            assertEquals(located, audit.path("system").path("client").isTextual());
            assertEquals(!located, audit.path("system").path("location").isNull());
            vias.add(audit.path("via").asText());
        }
        assertEquals(
                Set.of(
                        "Chat",
                        "Email",
                        "Mobile",
                        "Phone call (inbound)",
                        "Rule",
                        "Web Widget",
                        "Web form",
                        "Web service"),
                vias);
    }

    @Test
    void anOrganizationsIdIsTextAndOtherIdsAreNumbers() {
        assertTrue(children()
                .filter(child -> child.has("organization_id"))
                .allMatch(child -> child.path("organization_id").isTextual()));
        assertTrue(children()
                .filter(child -> child.has("group_id"))
                .allMatch(child -> child.path("group_id").isIntegralNumber()));
    }

    private List<JsonNode> audits() {
        return auditsByTicket.values().stream().flatMap(List::stream).toList();
    }

    private Stream<JsonNode> children() {
        return audits().stream()
                .flatMap(
                        audit -> StreamSupport.stream(audit.path("child_events").spliterator(), false));
    }

    private static String field(JsonNode child) {
        List<String> fields = new ArrayList<>();
        child.fieldNames().forEachRemaining(fields::add);
        fields.removeAll(FRAME);
        assertEquals(1, fields.size(), child.toString());
        return fields.get(0);
    }

    /** Name of the field, or id of the custom field. */
    private static String key(JsonNode child) {
        JsonNode custom = child.path("custom_ticket_fields");
        return custom.isObject() ? custom.fieldNames().next() : field(child);
    }

    private static JsonNode value(JsonNode child) {
        JsonNode custom = child.path("custom_ticket_fields");
        return custom.isObject() ? custom.elements().next() : child.path(field(child));
    }

    /** JSON of the previous value of a field that had none. */
    private static String unset(JsonNode child) {
        if (child.has("priority") || child.has("type")) {
            return "\"0\"";
        }
        return child.has("tags") ? "[]" : "null";
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
