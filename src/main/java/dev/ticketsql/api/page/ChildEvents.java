package dev.ticketsql.api.page;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extracts field changes and comments from the child events of one audit. Zendesk may add types of child events at any
 * time, so a child of another kind, or a value of a wrong type, is skipped and never fails; column {@code child_events}
 * keeps all of it as received.
 *
 * <p>A child of kind Create or Change has one key named after the field, beside the keys of every child. {@code tags}
 * has {@code added_tags} and {@code removed_tags} beside it; a custom field is inside {@code custom_ticket_fields}. The
 * oldest documented sample has no {@code event_type}.
 */
final class ChildEvents {

    private static final String CUSTOM_FIELDS = "custom_ticket_fields";
    private static final String ADDED_TAGS = "added_tags";
    private static final String REMOVED_TAGS = "removed_tags";
    private static final String PREVIOUS_VALUE = "previous_value";

    /** Keys of a Create or Change that are not its field. */
    private static final Set<String> COMMON_KEYS =
            Set.of("id", "via", "via_reference_id", "event_type", PREVIOUS_VALUE, ADDED_TAGS, REMOVED_TAGS);

    private final List<FieldChange> fieldChanges = new ArrayList<>();
    private final List<TicketComment> comments = new ArrayList<>();

    private ChildEvents() {}

    /** The children of an event without any. */
    static ChildEvents none() {
        return new ChildEvents();
    }

    /**
     * Parses an audit's {@code child_events}.
     *
     * @param childEvents JSON text
     * @throws IOException if it is not JSON
     */
    static ChildEvents of(String childEvents) throws IOException {
        ChildEvents parsed = new ChildEvents();
        try (JsonReader json = new JsonReader(childEvents)) {
            if (json.isArray()) {
                json.readArray(() -> parsed.readChild(json));
            }
        }
        return parsed;
    }

    /** The changed fields, in the order of their children. */
    List<FieldChange> fieldChanges() {
        return List.copyOf(fieldChanges);
    }

    /** The comments, in their order. */
    List<TicketComment> comments() {
        return List.copyOf(comments);
    }

    private void readChild(JsonReader json) throws IOException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        Map<String, @Nullable String> child = new LinkedHashMap<>();
        json.readObject(name -> {
            if (name.equals(CUSTOM_FIELDS) && json.isObject()) {
                json.readObject(fieldId -> child.put(CUSTOM_FIELDS + "." + fieldId, json.readText()));
            } else {
                child.put(name, json.readText());
            }
        });
        switch (String.valueOf(child.get("event_type"))) {
            case "Comment" -> comments.add(comment(child));
            case "Create", "Change", "null" -> addFieldChanges(child);
            default -> {
                // No table has columns for it.
            }
        }
    }

    private void addFieldChanges(Map<String, @Nullable String> child) {
        List<String> fields = child.keySet().stream()
                .filter(key -> !COMMON_KEYS.contains(key))
                .toList();
        for (String field : fields) {
            boolean tags = field.equals("tags");
            fieldChanges.add(new FieldChange(
                    integer(child.get("id")),
                    child.get("event_type"),
                    field,
                    child.get(field),
                    // With several fields in one child, previous_value could belong to any of them.
                    fields.size() == 1 ? child.get(PREVIOUS_VALUE) : null,
                    tags ? child.get(ADDED_TAGS) : null,
                    tags ? child.get(REMOVED_TAGS) : null,
                    child.get("via")));
        }
    }

    private static TicketComment comment(Map<String, @Nullable String> child) {
        String isPublic = child.getOrDefault("public", child.get("comment_public"));
        return new TicketComment(
                integer(child.get("id")),
                integer(child.get("author_id")),
                "true".equals(isPublic) ? Boolean.TRUE : "false".equals(isPublic) ? Boolean.FALSE : null,
                child.get("body"),
                child.get("html_body"),
                child.get("plain_body"),
                child.get("via"),
                child.get("attachments"),
                epochSecond(child.get("created_at")));
    }

    /** Parses an id: the API sends some as strings, others as numbers. */
    private static @Nullable Long integer(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long epochSecond(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME
                            .parse(text, Instant::from)
                            .getEpochSecond();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
