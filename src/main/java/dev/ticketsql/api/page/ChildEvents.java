package dev.ticketsql.api.page;

import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the child events of one audit. Zendesk may add kinds of child events at any time, so that a child of any kind
 * has a row, with what no column represents as JSON; a value of a wrong type never fails.
 *
 * <p>A child of kind Create or Change has one key named after the field, beside the keys of every child. {@code tags}
 * has {@code added_tags} and {@code removed_tags} beside it; a custom field is inside {@code custom_ticket_fields}. The
 * oldest documented sample has no {@code event_type}.
 */
public final class ChildEvents {

    private static final String CUSTOM_FIELDS = "custom_ticket_fields";
    private static final String ADDED_TAGS = "added_tags";
    private static final String REMOVED_TAGS = "removed_tags";
    private static final String PREVIOUS_VALUE = "previous_value";

    /** Keys of a Create or Change that are not its field. */
    private static final Set<String> COMMON_KEYS =
            Set.of("id", "via", "via_reference_id", "event_type", PREVIOUS_VALUE, ADDED_TAGS, REMOVED_TAGS);

    private final List<ChildEvent> all = new ArrayList<>();
    private final List<FieldChange> fieldChanges = new ArrayList<>();
    private final List<TicketComment> comments = new ArrayList<>();

    private ChildEvents() {}

    /**
     * Parses an audit's {@code child_events} from its JSON text.
     *
     * @throws IOException if it is not JSON
     */
    public static ChildRows of(String childEvents) throws IOException {
        List<ChildRows> rows = new ArrayList<>(1);
        try (JsonReader json = new JsonReader(childEvents)) {
            json.readCopied(copied -> rows.add(read(copied)));
        }
        return rows.get(0);
    }

    /**
     * Parses the value of {@code child_events} that {@code json} is at, inside of {@link JsonReader#readCopied}; one
     * that is no array has no children.
     */
    static ChildRows read(JsonReader json) throws IOException {
        ChildEvents parsed = new ChildEvents();
        if (json.isArray()) {
            json.readArray(() -> parsed.readChild(json));
        } else {
            json.skip();
        }
        return new ChildRows(parsed.all, parsed.fieldChanges, parsed.comments);
    }

    private void readChild(JsonReader json) throws IOException {
        long position = all.size();
        if (!json.isObject()) {
            all.add(new ChildEvent(position, null, null, null, null, null, null, json.readJson()));
            return;
        }
        ChildKeys child = ChildKeys.read(json);
        all.add(childEvent(position, child));
        String kind = String.valueOf(child.text("event_type"));
        switch (kind) {
            case "Comment", "VoiceComment", "FacebookComment" ->
                comments.add(comment(position, kind, child.forAnotherRow()));
            case "Create", "Change", "null" -> addFieldChanges(position, child);
            default -> {
                // No other table has columns for it.
            }
        }
    }

    private static ChildEvent childEvent(long position, ChildKeys child) throws IOException {
        return new ChildEvent(
                position,
                child.integer("id"),
                child.text("event_type"),
                child.text("via"),
                child.text("via_reference_id"),
                child.integer("author_id"),
                isPublic(child),
                child.rest());
    }

    private static @Nullable Boolean isPublic(ChildKeys child) {
        return child.truth(child.names().contains("public") ? "public" : "comment_public");
    }

    private void addFieldChanges(long position, ChildKeys child) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        for (String key : child.names()) {
            if (key.equals(CUSTOM_FIELDS) && child.isObject(key)) {
                child.fieldsOf(key).forEach((id, value) -> fields.put(CUSTOM_FIELDS + "." + id, value));
            } else if (!COMMON_KEYS.contains(key)) {
                fields.put(key, child.text(key));
            }
        }
        fields.forEach((field, value) -> {
            boolean tags = field.equals("tags");
            fieldChanges.add(new FieldChange(
                    child.integer("id"),
                    child.text("event_type"),
                    field,
                    value,
                    // With several fields in one child, previous_value could belong to any of them.
                    fields.size() == 1 ? child.text(PREVIOUS_VALUE) : null,
                    tags ? child.text(ADDED_TAGS) : null,
                    tags ? child.text(REMOVED_TAGS) : null,
                    child.text("via"),
                    position,
                    child.text("via_reference_id")));
        });
    }

    private static TicketComment comment(long position, String kind, ChildKeys child) throws IOException {
        String type = child.text("type");
        if (type == null || type.equals(kind)) {
            type = child.text("event_type");
        }
        String viaReferenceId = child.text("via_reference_id");
        return new TicketComment(
                child.integer("id"),
                child.integer("author_id"),
                isPublic(child),
                child.text("body"),
                child.text("html_body"),
                child.text("plain_body"),
                child.text("via"),
                child.text("attachments"),
                child.epochSecond("created_at"),
                type,
                child.rest(),
                position,
                viaReferenceId);
    }
}
