package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ticketsql.testing.SettableClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The paging of recorded responses: the same rows in, the same pages out. */
final class RecordedPagesTest {

    private static final Path RECORDING = Path.of("../shared/recordings/paging.json");

    @BeforeAll
    static void theRecordingsAreThere() {
        assumeTrue(Files.exists(RECORDING), RECORDING + " is not there: the recorded pages are not compared");
    }

    @Test
    void everyRecordedPageComesOutAsItWasRecorded() throws Exception {
        JsonNode pages = new JsonMapper().readTree(RECORDING.toFile()).path("pages");
        assertTrue(pages.size() >= 18, "only " + pages.size() + " pages");
        for (JsonNode recorded : pages) {
            SettableClock clock = new SettableClock(
                    LocalDateTime.parse(recorded.path("recorded_at").asText()).toInstant(ZoneOffset.UTC));
            List<SandboxEvent> rows = rowsKnownAt(recorded, pages);
            try (Sandbox sandbox = Sandbox.serving(rows, SandboxOptions.defaults(clock), clock)) {
                assertSame(recorded, new ApiCaller(sandbox));
            }
        }
    }

    /**
     * Rows of the account when the page was recorded, as far as known: of each second, those of the recorded page of
     * the same day that shows most of it.
     */
    private static List<SandboxEvent> rowsKnownAt(JsonNode recorded, JsonNode pages) {
        TreeMap<Long, List<Long>> instantsBySecond = new TreeMap<>();
        for (JsonNode page : pages) {
            if (day(page).equals(day(recorded))) {
                TreeMap<Long, List<Long>> ofPage = new TreeMap<>();
                page.path("row_timestamps")
                        .forEach(instant -> ofPage.computeIfAbsent(instant.asLong(), second -> new ArrayList<>())
                                .add(instant.asLong()));
                ofPage.forEach((second, rows) -> instantsBySecond.merge(
                        second, rows, (known, more) -> more.size() > known.size() ? more : known));
            }
        }
        List<Long> instants = new ArrayList<>();
        instantsBySecond.values().forEach(instants::addAll);
        if (!recorded.path("end_of_stream").asBoolean()) {
            // Further rows followed, of which the recording has none.
            instants.add(instants.get(instants.size() - 1) + 1);
        }
        return instants.stream()
                .map(instant -> new SandboxEvent(instant, "{\"timestamp\":" + instant + "}"))
                .toList();
    }

    private static String day(JsonNode page) {
        return page.path("recorded_at").asText().substring(0, 10);
    }

    private static void assertSame(JsonNode recorded, ApiCaller api) throws Exception {
        String request = recorded.path("request").asText();
        JsonNode page = ApiCaller.json(api.get(request.replace("/tickets.json", "/ticket_events.json")));

        assertEquals(instants(recorded.path("row_timestamps")), instants(page.path("ticket_events")), request);
        assertEquals(recorded.path("count"), page.path("count"), request);
        assertEquals(recorded.path("end_of_stream"), page.path("end_of_stream"), request);
        assertEquals(recorded.path("end_time"), page.path("end_time"), request);
        URI nextPage = URI.create(page.path("next_page").asText());
        assertEquals(
                recorded.path("next_page").asText(),
                nextPage.getPath().replace("/ticket_events.json", "/tickets.json") + "?" + nextPage.getQuery(),
                request);
        List<String> keys = new ArrayList<>();
        page.fieldNames().forEachRemaining(key -> keys.add(key.replace("ticket_events", "tickets")));
        List<String> recordedKeys = new ArrayList<>();
        recorded.path("body_key_order").forEach(key -> recordedKeys.add(key.asText()));
        assertEquals(recordedKeys, keys, request);
    }

    private static List<Long> instants(JsonNode rows) {
        return LongStream.range(0, rows.size())
                .map(row -> {
                    JsonNode node = rows.path((int) row);
                    return node.isObject() ? node.path("timestamp").asLong() : node.asLong();
                })
                .boxed()
                .toList();
    }
}
