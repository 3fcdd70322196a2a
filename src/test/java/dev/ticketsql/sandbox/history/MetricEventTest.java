package dev.ticketsql.sandbox.history;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ticket metric events of a history, as Zendesk's documentation describes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MetricEventTest {

    private final List<JsonNode> events;

    MetricEventTest() throws IOException {
        events = Histories.events(Histories.metrics(1, 20_000));
    }

    @Test
    void everyDocumentedMetricAndTypeOccursAndNoOther() {
        Set<String> metrics = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (JsonNode event : events) {
            metrics.add(event.path("metric").asText());
            types.add(event.path("type").asText());
        }

        assertEquals(
                Set.of(
                        "agent_work_time",
                        "group_ownership_time",
                        "pausable_update_time",
                        "periodic_update_time",
                        "reply_time",
                        "requester_wait_time",
                        "resolution_time"),
                metrics);
        assertEquals(
                Set.of(
                        "activate",
                        "apply_group_sla",
                        "apply_sla",
                        "breach",
                        "fulfill",
                        "measure",
                        "pause",
                        "update_status"),
                types);
    }

    @Test
    void anEventHasTheDocumentedKeysAndThoseOfItsType() {
        Map<String, String> added = Map.of(
                "apply_sla", "sla", "apply_group_sla", "group_sla", "update_status", "status", "breach", "deleted");
        for (JsonNode event : events) {
            List<String> expected =
                    new ArrayList<>(List.of("id", "instance_id", "metric", "ticket_id", "time", "type"));
            String more = added.get(event.path("type").asText());
            if (more != null) {
                expected.add(more);
            }
            List<String> keys = new ArrayList<>();
            event.fieldNames().forEachRemaining(keys::add);
            assertEquals(expected, keys);
            assertTrue(event.path("instance_id").asInt() >= 1, event.toString());
        }
    }

    @Test
    void aBreachComesWhenTheTargetOfTheSlaIsExceeded() {
        Map<Long, JsonNode> slaByTicket = new HashMap<>();
        int breaches = 0;
        for (JsonNode event : events) {
            long ticketId = event.path("ticket_id").asLong();
            if (event.path("type").asText().equals("apply_sla")) {
                slaByTicket.put(ticketId, event);
            } else if (event.path("type").asText().equals("breach")) {
                JsonNode sla = requireNonNull(slaByTicket.get(ticketId), "sla");
                long takenSec = instantSec(event) - instantSec(sla);
                long targetSec = sla.path("sla").path("target").asLong() * 60;
                boolean businessHours = sla.path("sla").path("business_hours").asBoolean();
                assertTrue(businessHours ? takenSec >= targetSec : takenSec == targetSec, event + " of " + sla);
                breaches++;
            }
        }
        assertTrue(breaches > 50, breaches + " breaches");
    }

    @Test
    void aTimerRunsBeforeItIsStoppedAndItsInstancesCountUp() {
        Map<String, Integer> running = new HashMap<>();
        Map<String, Integer> instances = new HashMap<>();
        for (JsonNode event : events) {
            String timer = event.path("ticket_id").asText() + " "
                    + event.path("metric").asText();
            int instance = event.path("instance_id").asInt();
            switch (event.path("type").asText()) {
                case "activate" -> {
                    assertEquals(instances.merge(timer, 1, Integer::sum), instance, event.toString());
                    assertEquals(0, running.merge(timer, 1, Integer::sum) - 1, event.toString());
                }
                case "pause", "fulfill" -> assertEquals(0, running.merge(timer, -1, Integer::sum), event.toString());
                default -> assertEquals(instances.getOrDefault(timer, 0), instance, event.toString());
            }
        }
    }

    @Test
    void bothShapesComeInOneStreamWhereBothAreAskedFor() throws Exception {
        long metricEvents = 0;
        List<JsonNode> mixed = Histories.events(Histories.both(1, 20_000));
        for (JsonNode event : mixed) {
            assertTrue(event.has("metric") != event.has("child_events"), event.toString());
            metricEvents += event.has("metric") ? 1 : 0;
        }
        assertTrue(metricEvents > 10_000 && metricEvents < 18_000, metricEvents + " of " + mixed.size());
    }

    private static long instantSec(JsonNode event) {
        return Instant.parse(event.path("time").asText()).getEpochSecond();
    }
}
