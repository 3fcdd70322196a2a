package dev.ticketsql.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what events refer to, by the name of the field or what the reference is. */
final class EventValues {

    private static final String CATEGORY_FIELD = "360021774433";

    private static final List<String> FIELDS = List.of(
            "requester_id",
            "assignee_id",
            "group_id",
            "ticket_form_id",
            "brand_id",
            "custom_status_id",
            "organization_id",
            "sla_policy");

    private final Map<String, Set<String>> values = new TreeMap<>();

    /** The values of a field, of {@code author}, {@code note author}, {@code updater}, {@code assigner} and so on. */
    Set<String> of(String what) {
        return values.getOrDefault(what, Set.of());
    }

    void add(JsonNode event) {
        add("policy", event.path("sla").path("policy").path("id"));
        add("policy", event.path("group_sla").path("policy").path("id"));
        if (event.path("updater_id").asLong() > 0) {
            add("updater", event.path("updater_id"));
            if (!event.path("child_events").findPath("assignee_id").isMissingNode()) {
                add("assigner", event.path("updater_id"));
            }
        }
        event.path("child_events").forEach(this::addChild);
        JsonNode children = event.path("child_events");
        JsonNode customStatus = children.findPath("custom_status_id");
        if (customStatus.isNumber()) {
            add("status and custom status", children.findPath("status").asText() + " " + customStatus.asText());
        }
        JsonNode requester = children.findPath("requester_id");
        if (requester.isNumber()) {
            String organization = children.findPath("organization_id").asText("none");
            add(
                    "requester and organization",
                    requester.asText() + " " + (organization.isEmpty() ? "none" : organization));
        }
    }

    private void addChild(JsonNode child) {
        FIELDS.forEach(field -> add(field, child.path(field)));
        add("author", child.path("author_id"));
        if (child.path("public").isBoolean() && !child.path("public").asBoolean()) {
            add("note author", child.path("author_id"));
        }
        child.path("recipients").forEach(recipient -> add("recipient", recipient));
        child.path("custom_ticket_fields").fieldNames().forEachRemaining(id -> add("custom field", id));
        add("category", child.path("custom_ticket_fields").path(CATEGORY_FIELD));
    }

    private void add(String what, JsonNode value) {
        if (value.isNumber() || value.isTextual()) {
            add(what, value.asText());
        }
    }

    private void add(String what, String value) {
        values.computeIfAbsent(what, absent -> new TreeSet<>()).add(value);
    }
}
