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

    /** A phone call. */
    record VoiceComment(long authorId, int durationSec) implements Child {}

    /** A message sent by a trigger. */
    record Notification(long recipientId, String subject) implements Child {}

    /** A child that a trigger added to somebody else's audit. */
    record OfTrigger(Child child, long ruleId) implements Child {}

    /** A copy of a message to a person. */
    record Cc(long recipientId) implements Child {}

    /** A macro that an agent applied. */
    record Macro(int number) implements Child {

        /** The active ones of the help desk, see {@code helpdesk.jsonl}. */
        static final List<String> TITLES = List.of(
                "Billing::Refund accepted",
                "Billing::Correct the invoice",
                "Shipping::Ask the carrier",
                "Accounts::Send a new link");
    }

    /** What was said in a chat, one message after another, which the requester begins. */
    record ChatTranscript(long requesterId, int messages) implements Child {}

    /** A comment that was made private. */
    record MadePrivate(CommentPlace comment) implements Child {}

    /** Text, or the attachment, that was taken out of a comment. */
    record Redaction(CommentPlace comment, boolean ofAttachment) implements Child {}

    /**
     * A comment of the same ticket.
     *
     * @param steps the step of its audit, or how many steps before another it is
     * @param index its place in the audit
     */
    record CommentPlace(int steps, int index, boolean attachment) {

        CommentPlace seenFrom(int place) {
            return new CommentPlace(place - steps, index, attachment);
        }
    }
}
