package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.ticketsql.sandbox.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that come out of order, twice, with odd values, without an id, or not at all. */
final class RowFaults {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String TIMESTAMP = "timestamp";

    private RowFaults() {}

    /** Events in another order, or one among them that a later page has in its order. */
    static Fault disorder(FaultSite site) {
        Choices choices = site.choices();
        Optional<String> behind = choices.percent(50) ? site.eventBehindPage() : Optional.empty();
        if (behind.isPresent()) {
            return Alteration.ofEvents(events -> events.insert(choices.below(events.size()), parsed(behind.get())));
        }
        return Alteration.ofEvents(events -> {
            List<JsonNode> mixed = list(events);
            int swaps = choices.one(1, 3, mixed.size());
            for (int i = 0; i < swaps; i++) {
                int from = choices.below(mixed.size());
                mixed.add(choices.below(mixed.size()), mixed.remove(from));
            }
            events.removeAll().addAll(mixed);
        });
    }

    /** Events twice, some of them in an older reading first: the newest counts. */
    static Fault duplicates(FaultSite site) {
        Choices choices = site.choices();
        int percent = choices.one(5, 50, 100);
        return Alteration.ofEvents(events -> {
            List<JsonNode> doubled = new ArrayList<>();
            for (JsonNode event : events) {
                if (choices.percent(percent)) {
                    doubled.add(choices.percent(50) ? event : olderReading(event));
                }
                doubled.add(event);
            }
            events.removeAll().addAll(doubled);
        });
    }

    private static JsonNode olderReading(JsonNode event) {
        ObjectNode older = event.deepCopy();
        older.put(event.has("metric") ? "metric" : "via", "older");
        older.remove("child_events");
        return older;
    }

    /** Other spellings of the same values. */
    static Fault oddScalars(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofEvents(events -> {
            for (JsonNode each : events) {
                ObjectNode event = (ObjectNode) each;
                for (String name : List.of("id", "ticket_id", "updater_id", "instance_id")) {
                    if (event.path(name).isIntegralNumber() && choices.percent(50)) {
                        event.put(name, event.path(name).asText());
                    }
                }
                if (event.has(TIMESTAMP) && choices.percent(50)) {
                    String sec = event.path(TIMESTAMP).asText();
                    switch (choices.below(4)) {
                        case 0 -> event.put(TIMESTAMP, sec);
                        case 1 ->
                            event.put(
                                    TIMESTAMP,
                                    Instant.ofEpochSecond(Long.parseLong(sec)).toString());
                        case 2 -> event.putRawValue(TIMESTAMP, new RawValue(sec + ".0"));
                        default -> event.remove(TIMESTAMP);
                    }
                }
            }
        });
    }

    /** Values that no column has a reading for, in columns that the campaign does not compare. */
    static Fault oddValues(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofEvents(events -> {
            for (int i = 0; i < 3; i++) {
                ObjectNode event = (ObjectNode) events.get(choices.below(events.size()));
                if (choices.percent(50)) {
                    event.set("system", choices.one(event.arrayNode(), event.numberNode(7), event.textNode("x")));
                } else {
                    event.putObject("system").putObject("client").put("name", "x");
                }
            }
        });
    }

    /** An event without an id, or without an instant. */
    static Fault badEvent(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofEvents(events -> {
            int place = choices.below(events.size());
            ObjectNode event = (ObjectNode) events.get(place);
            if (choices.percent(50)) {
                event.set(
                        "id",
                        choices.one(
                                event.nullNode(),
                                event.textNode("none"),
                                event.numberNode(1.5),
                                event.objectNode(),
                                event.booleanNode(true)));
            } else {
                event.remove(List.of(TIMESTAMP, "created_at", "time"));
                switch (choices.below(4)) {
                    case 0 -> event.put("time", "yesterday");
                    case 1 -> event.put(TIMESTAMP, site.nowSec() * 1000);
                    case 2 -> event.put(TIMESTAMP, -5);
                    default -> event.putNull("created_at");
                }
            }
            if (choices.percent(20)) {
                events.set(place, choices.one(event.nullNode(), event.textNode("x"), event.arrayNode()));
            }
        });
    }

    static Fault earlyRows(FaultSite site) {
        Optional<String> early = site.eventBeforeStart();
        return Alteration.ofEvents(events -> {
            if (early.isPresent()) {
                events.insert(site.choices().below(events.size()), parsed(early.get()));
            }
        });
    }

    /** A page of before, as a proxy keeps it: with the Date of its time. */
    static Fault stalePage(FaultSite site) {
        Optional<FaultSite.SentPage> stale = site.earlierPage();
        stale.ifPresent(page -> site.serveStale(page.sentSec()));
        return Alteration.of(healthy -> stale.isEmpty()
                ? healthy
                : Alteration.withBody(healthy, page -> stale.get().json().getBytes(StandardCharsets.UTF_8))
                        .withHeader("Date", ClockFaults.httpDate(stale.get().sentSec()))
                        .withHeader(
                                "Age", Long.toString(site.nowSec() - stale.get().sentSec())));
    }

    static Fault empty(FaultSite site) {
        return Alteration.ofText(page -> JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("count", 0)
                .put("end_of_stream", true)
                .putNull("next_page")
                .putNull("end_time")
                .set("ticket_events", JSON.createArrayNode())));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> list(ArrayNode events) {
        List<JsonNode> list = new ArrayList<>();
        events.forEach(list::add);
        return list;
    }
}
