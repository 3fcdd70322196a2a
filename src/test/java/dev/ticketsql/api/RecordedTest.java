package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.SandboxEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What real accounts and Zendesk's documentation have shown: each field in its component, each error told. */
final class RecordedTest {

    private static final Path RECORDINGS = Path.of("../shared/recordings");

    private static final String ASKED =
            "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0";

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
                    List.of(new TicketEvent(
                            926_256_957_613L,
                            Instant.parse("2020-10-26T12:53:12Z").getEpochSecond(),
                            155L,
                            "measure",
                            "agent_work_time",
                            1L,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)),
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
            assertEquals(children.toString(), account.event().childEvents());
        }
    }

    @Test
    void everyRecordedErrorIsTold() throws Exception {
        JsonNode errors = recorded("errors/recorded_error_bodies.json");
        assertTrue(errors.size() >= 9, "only " + errors.size() + " errors");
        for (JsonNode error : errors) {
            assertTold(
                    error.path("status").path("code").asInt(),
                    error.path("headers").path("Content-Type").path(0).asText(),
                    error.path("body_raw").asText());
        }
    }

    @Test
    void everyReportedErrorIsTold() throws Exception {
        JsonNode errors = recorded("errors/reported_error_bodies.json");
        assertTrue(errors.size() >= 10, "only " + errors.size() + " errors");
        for (JsonNode error : errors) {
            String body = error.path("body").asText();
            assertTold(error.path("status").asInt(), body.startsWith("{") ? "application/json" : "text/plain", body);
        }
    }

    /** How often a recorded status is asked for again, and what a person is then told to do. */
    private record Told(int attempts, String advice) {

        private static Told on(int status) {
            return switch (status) {
                case 400, 422 ->
                    new Told(1, "Check that this machine's clock is right, and that subdomain or baseUrl is the API's");
                case 401 ->
                    new Told(
                            1,
                            "Check the credentials: oauthToken, clientId with clientSecret, or email with apiToken or"
                                    + " password");
                case 403 ->
                    new Told(1, "The export is for admins: use an admin's credentials, an OAuth token with scope read");
                case 404 -> new Told(1, "Check subdomain or baseUrl: there is no such help desk, or no such export");
                case 406 -> new Told(1, "Check that subdomain or baseUrl is the API's");
                case 409 ->
                    new Told(8, "The server is busy with the same data; ask again, what was fetched before is kept");
                case 429 ->
                    new Told(
                            8,
                            "Somebody else uses up the account's limit; ask again in some minutes, what was fetched"
                                    + " before is kept");
                case 504 ->
                    new Told(
                            8,
                            "The server cannot make a page in time; ask again later, what was fetched before is kept");
                default -> throw new AssertionError("no recording has status " + status);
            };
        }
    }

    private static void assertTold(int status, String contentType, String body) {
        try (ServedAccount account = ServedAccount.of(List.of())) {
            account.with(Fault.answer(status, contentType, body).always());
            Told told = Told.on(status);

            String message = account.message();

            assertTrue(message.startsWith(ASKED.replace("1000", perPage(status)) + " answered " + status), message);
            assertTrue(
                    message.endsWith(" (x-request-id: sandbox-" + told.attempts() + "): " + Legible.shorten(body, 200)
                            + "; attempt " + told.attempts() + " of " + told.attempts() + ". " + told.advice()),
                    message);
            assertEquals(1, message.lines().count());
            assertEquals(told.attempts(), account.statuses().size());
        }
    }

    /** A page that is too heavy is halved seven times. */
    private static String perPage(int status) {
        return status == 504 ? "10" : "1000";
    }

    private static TicketEvent audit(JsonNode audit) {
        JsonNode system = audit.path("system");
        return new TicketEvent(
                audit.path("id").longValue(),
                audit.path("timestamp").longValue(),
                audit.path("ticket_id").longValue(),
                null,
                null,
                null,
                text(audit.path("event_type")),
                audit.path("updater_id").longValue(),
                text(audit.path("via")),
                text(system.path("client")),
                text(system.path("location")),
                number(system.path("latitude")),
                number(system.path("longitude")),
                json(audit.path("metadata")),
                json(audit.path("child_events")),
                null,
                changes(audit),
                comments(audit));
    }

    private static List<FieldChange> changes(JsonNode audit) {
        List<FieldChange> changes = new ArrayList<>();
        for (JsonNode child : audit.path("child_events")) {
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
                            value(child.path("via"))));
                }
            });
        }
        return changes;
    }

    private static List<TicketComment> comments(JsonNode audit) {
        List<TicketComment> comments = new ArrayList<>();
        for (JsonNode child : audit.path("child_events")) {
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
                        null));
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
