package dev.ticketsql.sandbox.history;

import java.util.List;

/** A child event of an audit. */
sealed interface Child {

    /** A field set when the ticket was created. */
    record FieldCreated(String field, Value value) implements Child {}

    /** A field that changed. */
    record FieldChanged(String field, Value value, Value previous) implements Child {}

    /** A custom field set when the ticket was created. */
    record CustomFieldCreated(long fieldId, Value value) implements Child {}

    /** A custom field that changed. */
    record CustomFieldChanged(long fieldId, Value value, Value previous) implements Child {}

    /** The tags of a new ticket. */
    record TagsCreated(List<String> tags) implements Child {}

    /** Tags added and removed; {@code tags} are all tags afterwards. */
    record TagsChanged(List<String> tags, List<String> added, List<String> removed, List<String> previous)
            implements Child {}

    /**
     * A comment.
     *
     * @param orderNumber order number for the phrase's placeholder
     */
    record Comment(boolean isPublic, long authorId, Phrase phrase, int orderNumber, boolean attachment)
            implements Child {}

    /** A phone call, a kind of child event that Zendesk does not document. */
    record VoiceComment(long authorId, int durationSec) implements Child {}

    /** A message sent by a trigger, another undocumented kind. */
    record Notification(long recipientId, String subject) implements Child {}
}
