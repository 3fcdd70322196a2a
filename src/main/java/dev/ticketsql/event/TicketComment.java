package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody wrote on a ticket: a child event of kind Comment, of which an account without
 * {@code include=comment_events} tells only whether it is public. A component that the child does not have is
 * {@code null} and reads as SQL NULL.
 *
 * @param commentId identifies the child event; null if it has no integer id
 * @param authorId who wrote it
 * @param isPublic whether the requester sees it: {@code public}, else {@code comment_public}
 * @param body as it was written
 * @param htmlBody as it is shown
 * @param plainBody without mark-up
 * @param via the child's own channel; an object is kept as JSON text
 * @param attachments JSON array
 * @param createdSec when it was written, epoch seconds
 */
public record TicketComment(
        @Nullable Long commentId,
        @Nullable Long authorId,
        @Nullable Boolean isPublic,
        @Nullable String body,
        @Nullable String htmlBody,
        @Nullable String plainBody,
        @Nullable String via,
        @Nullable String attachments,
        @Nullable Long createdSec) {}
