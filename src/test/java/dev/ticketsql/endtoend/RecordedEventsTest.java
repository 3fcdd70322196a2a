package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that real accounts sent, and those that Zendesk documents: every field comes out in its column. */
@Tag("time-zones")
final class RecordedEventsTest {

    private static final Path RECORDINGS = Path.of("../shared/recordings/ticket_events");
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void theRecordingsAreThere() {
        assumeTrue(Files.isDirectory(RECORDINGS), RECORDINGS + " is not there: recorded events are not read");
    }

    @Test
    void allRealAuditsComeOutWithEveryFieldInItsColumn() throws Exception {
        List<JsonNode> audits = events("real_audits_2019.json");
        assertEquals(4, audits.size());
        assertComeOut(audits);
    }

    @Test
    void theDocumentedExampleComesOutWithEveryFieldInItsColumn() throws Exception {
        List<JsonNode> documented = events("documented_example.json");
        assertEquals(1, documented.size());
        assertComeOut(documented);
    }

    @Test
    void theOldestDocumentedEventComesOutWithEveryFieldInItsColumn() throws Exception {
        assertComeOut(List.of(
                JSON.readTree(RECORDINGS.resolve("documented_event_2014.json").toFile())));
    }

    private static List<JsonNode> events(String file) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        JSON.readTree(RECORDINGS.resolve(file).toFile()).path("ticket_events").forEach(events::add);
        return events;
    }

    private static void assertComeOut(List<JsonNode> events) throws Exception {
        List<SandboxEvent> served = events.stream()
                .map(event -> new SandboxEvent(instant(event).getEpochSecond(), event.toString()))
                .toList();
        InstantSource clock = InstantSource.system();
        try (Sandbox sandbox = Sandboxes.serving(served, clock);
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none");
                Statement statement = client.connection().createStatement()) {
            for (JsonNode event : events) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM ticket_events WHERE id = "
                        + event.path("id").asLong())) {
                    assertTrue(row.next());
                    assertRow(event, row);
                    assertEquals(false, row.next());
                }
            }
            assertEquals(1, sandbox.requests().size());
        }
    }

    private static void assertRow(JsonNode event, ResultSet row) throws Exception {
        for (String column :
                List.of("id", "ticket_id", "type", "metric", "instance_id", "event_type", "updater_id", "via")) {
            assertEquals(text(event.path(column)), row.getString(column), column);
        }
        for (String column : List.of("client", "location", "latitude", "longitude")) {
            assertEquals(text(event.path("system").path(column)), row.getString(column), column);
        }
        for (String column : List.of("metadata", "child_events")) {
            JsonNode expected = event.path(column);
            String json = row.getString(column);
            assertEquals(expected.isMissingNode() ? null : expected, json == null ? null : JSON.readTree(json), column);
        }
        assertEquals(instant(event).getEpochSecond(), row.getLong("start_time"));
        assertEquals(
                LocalDateTime.ofInstant(instant(event), ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' '),
                row.getString("time"));
        assertNull(row.getString("other"), "every key of a recorded event has a column");
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static Instant instant(JsonNode event) {
        return event.has("timestamp")
                ? Instant.ofEpochSecond(event.path("timestamp").asLong())
                : Instant.parse(event.path("time").asText());
    }
}
