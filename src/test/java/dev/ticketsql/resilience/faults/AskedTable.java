package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of events, the columns that a campaign asks for, and the rows that an event's JSON must become: a straight
 * reading of the documented JSON, which shares no code with the library.
 */
enum AskedTable {
    TICKET_EVENTS("id, start_time, ticket_id, type, metric, instance_id, event_type, updater_id, via"),
    TICKET_FIELD_CHANGES("event_id, start_time, change_id, event_type, field, new_value, previous_value"),
    TICKET_COMMENTS("event_id, start_time, comment_id, author_id, is_public, body"),
    TICKET_CHILD_EVENTS(
            "event_id, start_time, position, child_id, event_type, via, via_reference_id, author_id, is_public, attributes");

    private static final Set<String> KEYS_OF_EVERY_CHILD =
            Set.of("id", "via", "via_reference_id", "event_type", "previous_value", "added_tags", "removed_tags");

    private final String columns;

    AskedTable(String columns) {
        this.columns = columns;
    }

    String columns() {
        return columns;
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static long instantSec(JsonNode event) {
        return event.has("timestamp")
                ? event.path("timestamp").asLong()
                : Instant.parse(event.path("time").asText()).getEpochSecond();
    }

    /** The rows of each table, columns joined by a bar, sorted. */
    static Map<AskedTable, List<String>> rows(ObjectNode event) {
        Map<AskedTable, List<String>> rows = new EnumMap<>(AskedTable.class);
        String key = event.path("id").asLong() + "|" + instantSec(event);
        rows.put(
                TICKET_EVENTS,
                List.of(row(
                        key,
                        Stream.of("ticket_id", "type", "metric", "instance_id", "event_type", "updater_id", "via")
                                .map(name -> text(event.path(name))))));
        List<String> changes = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        List<String> children = new ArrayList<>();
        for (JsonNode child : event.path("child_events")) {
            children.add(row(key + "|" + children.size(), child((ObjectNode) child)));
            switch (child.path("event_type").asText("none")) {
                case "Comment", "VoiceComment" -> comments.add(row(key, comment(child)));
                case "Create", "Change" -> changes(child).forEach(change -> changes.add(row(key, change)));
                default -> {
                    // Of no other table.
                }
            }
        }
        rows.put(TICKET_FIELD_CHANGES, changes.stream().sorted().toList());
        rows.put(TICKET_COMMENTS, comments.stream().sorted().toList());
        rows.put(TICKET_CHILD_EVENTS, children.stream().sorted().toList());
        return rows;
    }

    private static Stream<String> comment(JsonNode child) {
        return Stream.of(
                text(child.path("id")),
                text(child.path("author_id")),
                text(child.path(publicKey(child))),
                text(child.path("body")));
    }

    private static String publicKey(JsonNode child) {
        return child.has("public") ? "public" : "comment_public";
    }

    private static Stream<String> child(ObjectNode child) {
        List<String> keys = List.of("id", "event_type", "via", "via_reference_id", "author_id", publicKey(child));
        ObjectNode rest = child.deepCopy();
        rest.remove(keys);
        return Stream.concat(
                keys.stream().map(key -> text(child.path(key))), Stream.of(rest.isEmpty() ? "null" : rest.toString()));
    }

    private static List<Stream<String>> changes(JsonNode child) {
        List<String> fields = new ArrayList<>();
        List<String> values = new ArrayList<>();
        child.properties().forEach(field -> {
            if (field.getKey().equals("custom_ticket_fields")) {
                field.getValue().properties().forEach(custom -> {
                    fields.add("custom_ticket_fields." + custom.getKey());
                    values.add(text(custom.getValue()));
                });
            } else if (!KEYS_OF_EVERY_CHILD.contains(field.getKey())) {
                fields.add(field.getKey());
                values.add(text(field.getValue()));
            }
        });
        List<Stream<String>> changes = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            changes.add(Stream.of(
                    text(child.path("id")),
                    text(child.path("event_type")),
                    fields.get(i),
                    values.get(i),
                    fields.size() == 1 ? text(child.path("previous_value")) : "null"));
        }
        return changes;
    }

    private static String row(String key, Stream<String> values) {
        return key + "|" + values.collect(Collectors.joining("|"));
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "null" : value.isTextual() ? value.asText() : value.toString();
    }
}
