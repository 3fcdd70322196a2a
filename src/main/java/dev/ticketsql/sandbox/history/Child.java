package dev.ticketsql.sandbox.history;

import java.util.List;

/** One of the child events of an audit. */
sealed interface Child {

    /** A field filled in when the ticket was created. */
    record FieldCreated(String field, Value value) implements Child {}

    /** A field that changed. */
    record FieldChanged(String field, Value value, Value previous) implements Child {}

    /** A custom field filled in when the ticket was created. */
    record CustomFieldCreated(long fieldId, Value value) implements Child {}

    /** A custom field that changed. */
    record CustomFieldChanged(long fieldId, Value value, Value previous) implements Child {}

    /** The tags of a new ticket. */
    record TagsCreated(List<String> tags) implements Child {}

    /** Tags that came and went; {@code tags} is what there is now. */
    record TagsChanged(List<String> tags, List<String> added, List<String> removed, List<String> previous)
            implements Child {}

    /**
     * A comment.
     *
     * @param orderNumber number of the order in the phrase
     */
    record Comment(boolean isPublic, long authorId, Phrase phrase, int orderNumber, boolean attachment)
            implements Child {}

    /** A call, one of the kinds of child that no documentation describes. */
    record VoiceComment(long authorId, int durationSec) implements Child {}

    /** A message that a trigger sent, another such kind. */
    record Notification(long recipientId, String subject) implements Child {}
}
