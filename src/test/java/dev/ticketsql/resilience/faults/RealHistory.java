package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of the sandbox's help desk, in the shapes of the recordings, from which schedules take stretches.
 * Immutable but for its nodes, of which callers take copies.
 *
 * @param plain without the text of comments
 * @param withComments the same, with it
 */
record RealHistory(List<ObjectNode> plain, List<ObjectNode> withComments) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    static RealHistory of(int events, long seed) throws IOException {
        InstantSource clock = InstantSource.fixed(END.plusSeconds(3600));
        SandboxOptions options = SandboxOptions.defaults(clock)
                .withEventCount(events)
                .withSeed(seed)
                .withEnd(END)
                .withYears(1);
        try (Sandbox sandbox = Sandbox.start(options, clock)) {
            return new RealHistory(read(sandbox, ""), read(sandbox, "&include=comment_events"));
        }
    }

    private static List<ObjectNode> read(Sandbox sandbox, String parameter) throws IOException {
        Map<String, ObjectNode> events = new LinkedHashMap<>();
        long startSec = 0;
        boolean ended = false;
        while (!ended) {
            URI page = URI.create(
                    sandbox.baseUrl() + "/api/v2/incremental/ticket_events?start_time=" + startSec + parameter);
            try (InputStream body = page.toURL().openStream()) {
                JsonNode read = JSON.readTree(body);
                for (JsonNode event : read.path("ticket_events")) {
                    events.put(event.path("id").asText(), (ObjectNode) event);
                }
                ended = read.path("end_of_stream").asBoolean();
                startSec = read.path("end_time").asLong();
            }
        }
        return new ArrayList<>(events.values());
    }

    /** A copy of an event at another instant. */
    static ObjectNode moved(ObjectNode event, long sec) {
        ObjectNode copy = event.deepCopy();
        if (copy.has("timestamp")) {
            copy.put("timestamp", sec);
            copy.put("created_at", Instant.ofEpochSecond(sec).toString());
        } else {
            copy.put("time", Instant.ofEpochSecond(sec).toString());
        }
        return copy;
    }
}
