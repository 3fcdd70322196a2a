package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/**
 * A comment on a ticket, written or spoken: a child event of kind Comment, VoiceComment or FacebookComment. Without
 * {@code include=comment_events} only {@code isPublic} is known of a written one. A key that the child lacks is
 * {@code null} here and NULL in SQL.
 *
 * @param commentId identifies the child event; null if it has no integer id
 * @param authorId user id of the author
 * @param isPublic whether the requester sees it: {@code public}, else {@code comment_public}
 * @param body text as written
 * @param htmlBody text as displayed
 * @param plainBody text without mark-up
 * @param via the child's own channel; an object is kept as JSON text
 * @param attachments JSON array
 * @param createdSec creation time, epoch seconds
 * @param type the child's {@code type}, else its {@code event_type}
 * @param attributes JSON object with every key that is not represented here, as the data of a call; null without such
 * @param position place of the child in the audit's {@code child_events}, from 0
 * @param viaReferenceId what it came through: a number or a text
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
        @Nullable Long createdSec,
        @Nullable String type,
        @Nullable String attributes,
        long position,
        @Nullable String viaReferenceId) {}
