package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.EventBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parsing of recorded responses of real accounts and of Zendesk's documentation: each field in its component. */
@Tag("time-zones")
final class RecordedTest {

    private static final Path RECORDINGS = Path.of("../shared/recordings");

    /** Numbers as they stand there. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What the recorded children have beside a field, or instead of one. */
    private static final Set<String> NO_FIELDS = Set.of(
            "id",
            "via",
            "via_reference_id",
            "event_type",
            "previous_value",
            "added_tags",
            "removed_tags",
            "comment_present",
            "comment_public");

    @BeforeAll
    static void theRecordingsAreThere() {
        assumeTrue(Files.isDirectory(RECORDINGS), RECORDINGS + " is not there: recorded events are not read");
    }

    @Test
    void allFourRealAuditsOf2019HaveEveryFieldInItsComponent() throws Exception {
        JsonNode audits = recorded("ticket_events/real_audits_2019.json").path("ticket_events");
        List<SandboxEvent> rows = new ArrayList<>();
        List<TicketEvent> expected = new ArrayList<>();
        for (JsonNode audit : audits) {
            rows.add(new SandboxEvent(audit.path("timestamp").asLong(), audit.toString()));
            expected.add(audit(audit));
        }
        try (ServedAccount account = ServedAccount.of(rows)) {
            account.read();

            assertEquals(4, expected.size());
            assertEquals(expected, account.kept.events());
        }
    }

    @Test
    void theDocumentedExampleHasEveryFieldInItsComponent() throws Exception {
        String page = Files.readString(RECORDINGS.resolve("ticket_events/documented_example.json"));
        try (ServedAccount account = ServedAccount.of(List.of())) {
            account.with(Fault.status(200, page));

            Page read = account.read();

            assertEquals(1, read.eventCount());
            assertTrue(read.endOfStream());
            assertEquals(OptionalLong.of(1_601_357_503), read.endSec());
            assertEquals(
                    List.of(EventBuilder.event(
                                    926_256_957_613L,
                                    Instant.parse("2020-10-26T12:53:12Z").getEpochSecond())
                            .ticket(155L)
                            .metric("measure", "agent_work_time", 1L)
                            .build()),
                    account.kept.events());
        }
    }

    @Test
    void theOldestDocumentedEventHasEveryFieldInItsComponent() throws Exception {
        JsonNode event = recorded("ticket_events/documented_event_2014.json");
        try (ServedAccount account = ServedAccount.of(event.toString())) {
            assertEquals(audit(event), account.event());
        }
    }

    @Test
    void aDocumentedCommentIsKeptWhole() throws Exception {
        JsonNode children =
                recorded("ticket_events/documented_comment_child.json").path("child_events");
        ObjectNode audit = JSON.createObjectNode();
        audit.put("id", 91_048_994_468L).put("timestamp", 1_245_924_918).set("child_events", children);
        try (ServedAccount account = ServedAccount.of(audit.toString())) {
            assertEquals(children.toString(), account.event().value(EventField.CHILD_EVENTS));
        }
    }

    /** Headers of 2024, which have the account's limit alone: requests go on until none of it is left. */
    @Test
    void theRecordedHeadersAreReadAsALimitThatHolds() throws Exception {
        Map<String, String> headers = recordedHeaders();
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3))) {
            Instant recorded = RetryAfter.date(headers.get("Date")).orElseThrow();
            account.clock.set(recorded);
            account.with(Fault.delay(Duration.ZERO).withHeaders(headers).times(2));

            assertEquals(Instant.parse("2024-02-08T17:26:49Z").getEpochSecond(), recorded.getEpochSecond());
            assertEquals(3, account.read().eventCount());
            assertEquals(recorded.getEpochSecond(), account.read().serverSec());
            assertEquals(List.of(), account.waits());

            headers.put("x-rate-limit-remaining", "0");
            account.with(Fault.text(403, "").withHeaders(headers));
            String message = account.message();
            assertTrue(
                    message.contains(" (x-request-id: sandbox-3, x-rate-limit-remaining: 0, ratelimit-reset: 11)"),
                    message);
            account.read();
            assertEquals(List.of(Duration.ofSeconds(11)), account.waits());
        }
    }

    /** Without the headers of the body's transfer. */
    private static Map<String, String> recordedHeaders() throws IOException {
        Set<String> framing = Set.of("Connection", "Content-Encoding", "Transfer-Encoding");
        Map<String, String> headers = new HashMap<>();
        recorded("response_headers.json")
                .path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), header.getValue().path(0).textValue()));
        assertTrue(headers.keySet().removeAll(framing));
        assertTrue(headers.size() >= 15, headers::toString);
        return headers;
    }

    private static TicketEvent audit(JsonNode audit) {
        JsonNode system = audit.path("system");
        return EventBuilder.event(
                        audit.path("id").longValue(), audit.path("timestamp").longValue())
                .ticket(audit.path("ticket_id").longValue())
                .audit(text(audit.path("event_type")), audit.path("updater_id").longValue(), text(audit.path("via")))
                .from(
                        text(system.path("client")),
                        text(system.path("location")),
                        number(system.path("latitude")),
                        number(system.path("longitude")))
                .metadata(json(audit.path("metadata")))
                .childEvents(json(audit.path("child_events")))
                .rows(new ChildRows(children(audit), changes(audit), comments(audit)))
                .build();
    }

    private static List<ChildEvent> children(JsonNode audit) {
        List<ChildEvent> children = new ArrayList<>();
        for (JsonNode child : audit.path("child_events")) {
            ObjectNode rest = child.deepCopy();
            rest.remove(List.of("id", "event_type", "via", "via_reference_id", "comment_public"));
            children.add(new ChildEvent(
                    children.size(),
                    child.has("id") ? child.path("id").longValue() : null,
                    value(child.path("event_type")),
                    value(child.path("via")),
                    value(child.path("via_reference_id")),
                    null,
                    child.has("comment_public") ? child.path("comment_public").booleanValue() : null,
                    rest.isEmpty() ? null : rest.toString()));
        }
        return children;
    }

    private static List<FieldChange> changes(JsonNode audit) {
        List<FieldChange> changes = new ArrayList<>();
        for (int place = 0; place < audit.path("child_events").size(); place++) {
            JsonNode child = audit.path("child_events").path(place);
            long position = place;
            child.fieldNames().forEachRemaining(field -> {
                if (!NO_FIELDS.contains(field)) {
                    changes.add(new FieldChange(
                            child.has("id") ? child.path("id").longValue() : null,
                            value(child.path("event_type")),
                            field,
                            value(child.path(field)),
                            value(child.path("previous_value")),
                            value(child.path("added_tags")),
                            value(child.path("removed_tags")),
                            value(child.path("via")),
                            position,
                            value(child.path("via_reference_id"))));
                }
            });
        }
        return changes;
    }

    private static List<TicketComment> comments(JsonNode audit) {
        List<TicketComment> comments = new ArrayList<>();
        for (int place = 0; place < audit.path("child_events").size(); place++) {
            JsonNode child = audit.path("child_events").path(place);
            if (child.has("comment_public")) {
                comments.add(new TicketComment(
                        child.path("id").longValue(),
                        null,
                        child.path("comment_public").booleanValue(),
                        null,
                        null,
                        null,
                        value(child.path("via")),
                        null,
                        null,
                        "Comment",
                        "{\"comment_present\":true}",
                        place,
                        value(child.path("via_reference_id"))));
            }
        }
        return comments;
    }

    private static @Nullable String value(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.isTextual() ? node.textValue() : node.toString();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static @Nullable String json(JsonNode node) {
        return node.isContainerNode() ? node.toString() : null;
    }

    private static JsonNode recorded(String file) throws IOException {
        return JSON.readTree(RECORDINGS.resolve(file).toFile());
    }
}
