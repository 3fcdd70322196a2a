package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.FieldHistory.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of the views of SLAs, computed measurement by measurement without SQL. */
final class SlaTruth {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<TicketEvent>> measurements = new TreeMap<>();

    SlaTruth(List<TicketEvent> events) {
        for (TicketEvent event : events) {
            boolean counts = switch (type(event)) {
                case "apply_sla", "apply_group_sla", "fulfill" -> true;
                case "breach" -> !detail(event).path("deleted").asText().equals("true");
                default -> false;
            };
            if (counts) {
                measurements
                        .computeIfAbsent(measurement(event), any -> new ArrayList<>())
                        .add(event);
            }
        }
        measurements
                .values()
                .forEach(steps -> steps.sort(Comparator.comparing(TicketEvent::startSec)
                        .thenComparing(event -> !applies(event))
                        .thenComparing(TicketEvent::id)));
    }

    private static String type(TicketEvent event) {
        return String.valueOf(event.value(EventField.TYPE));
    }

    private static boolean applies(TicketEvent event) {
        return type(event).startsWith("apply");
    }

    private static JsonNode detail(TicketEvent event) {
        try {
            return JSON.readTree(event.other() == null ? "{}" : event.other());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String measurement(TicketEvent event) {
        return row(FieldHistory.ticket(event), event.value(EventField.METRIC), event.value(EventField.INSTANCE_ID));
    }

    /** Policy, its name, its target in seconds and whether in business hours. */
    private static String policy(Optional<TicketEvent> application) {
        JsonNode sla = application
                .map(event -> detail(event).path(type(event).equals("apply_sla") ? "sla" : "group_sla"))
                .orElse(JSON.missingNode());
        return row(
                value(sla.path("policy").path("id")),
                value(sla.path("policy").path("title")),
                sla.has("target") ? sla.path("target").asLong() * 60 : null,
                value(sla.path("business_hours")));
    }

    private static @Nullable String value(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    List<String> events() {
        List<String> rows = new ArrayList<>();
        measurements.forEach((measurement, steps) -> {
            int applications = 0;
            for (TicketEvent step : steps) {
                applications += applies(step) ? 1 : 0;
                rows.add(row(
                        measurement,
                        time(step.startSec()),
                        step.startSec(),
                        step.id(),
                        type(step),
                        applications,
                        policy(Optional.of(step).filter(SlaTruth::applies))));
            }
        });
        return rows;
    }

    List<String> applied() {
        List<String> rows = new ArrayList<>();
        measurements.forEach((measurement, steps) -> {
            for (int at = 0; at < steps.size(); at++) {
                TicketEvent application = steps.get(at);
                if (!applies(application)) {
                    continue;
                }
                Optional<Long> replaced = Optional.empty();
                Optional<Long> breached = Optional.empty();
                Optional<Long> fulfilled = Optional.empty();
                for (int next = at + 1; next < steps.size() && replaced.isEmpty(); next++) {
                    Optional<Long> sec = Optional.of(steps.get(next).startSec());
                    switch (type(steps.get(next))) {
                        case "breach" -> breached = breached.or(() -> sec);
                        case "fulfill" -> fulfilled = fulfilled.or(() -> sec);
                        default -> replaced = sec;
                    }
                }
                String policy = policy(Optional.of(application));
                if (!policy.startsWith("null, null, null")) {
                    rows.add(row(
                            measurement,
                            time(application.startSec()),
                            application.startSec(),
                            application.id(),
                            policy,
                            time(replaced),
                            time(breached),
                            time(fulfilled)));
                }
            }
        });
        return rows;
    }

    List<String> breaches() {
        List<String> rows = new ArrayList<>();
        measurements.forEach((measurement, steps) -> {
            Optional<TicketEvent> application = Optional.empty();
            for (TicketEvent step : steps) {
                if (applies(step)) {
                    application = Optional.of(step);
                } else if (type(step).equals("breach")) {
                    rows.add(row(
                            measurement,
                            time(step.startSec()),
                            step.startSec(),
                            step.id(),
                            time(application.map(TicketEvent::startSec)),
                            application.map(event -> step.startSec() - event.startSec()),
                            policy(application)));
                }
            }
        });
        return rows;
    }
}
