package dev.ticketsql.sandbox.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Histories for tests, and their events as JSON. */
final class Histories {

    static final long END_SEC = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    static final long START_SEC = Instant.parse("2023-01-01T00:00:00Z").getEpochSecond();

    private static final JsonMapper JSON = new JsonMapper();

    private Histories() {}

    static HistoryPlan both(long seed, int eventCount) {
        return new HistoryPlan(seed, eventCount, START_SEC, END_SEC, true, true);
    }

    static HistoryPlan audits(long seed, int eventCount) {
        return new HistoryPlan(seed, eventCount, START_SEC, END_SEC, true, false);
    }

    static HistoryPlan metrics(long seed, int eventCount) {
        return new HistoryPlan(seed, eventCount, START_SEC, END_SEC, false, true);
    }

    /** All events, without the text of comments. */
    static List<JsonNode> events(HistoryPlan plan) throws IOException {
        return events(History.of(plan), false);
    }

    static List<JsonNode> events(EventRows rows, boolean comments) throws IOException {
        EventRows.Renderer renderer = rows.renderer(comments);
        List<JsonNode> events = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            JsonWriter json = new JsonWriter(1_024);
            renderer.write(row, json);
            events.add(JSON.readTree(json.toByteArray()));
        }
        return events;
    }

    /** All events as one array of bytes. */
    static byte[] bytes(HistoryPlan plan) {
        EventRows rows = History.of(plan);
        EventRows.Renderer renderer = rows.renderer(true);
        JsonWriter json = new JsonWriter(1_024).beginArray();
        for (int row = 0; row < rows.size(); row++) {
            renderer.write(row, json);
        }
        return json.endArray().toByteArray();
    }
}
