package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/**
 * A child event of an audit, of any kind. A key that the child lacks is {@code null} here and NULL in SQL.
 *
 * @param position its place in the audit's {@code child_events}, from 0
 * @param childId identifies the child event; null if it has no integer id
 * @param eventType kind, as {@code Notification}; null in the oldest documented sample
 * @param via the child's own channel; an object is kept as JSON text
 * @param viaReferenceId what it came through, as the rule of a trigger: a number or a text
 * @param authorId user id of the author
 * @param isPublic whether the requester sees it: {@code public}, else {@code comment_public}
 * @param attributes JSON object with every key that is not represented above; of a child that is no object, its JSON;
 *     null without such keys
 */
public record ChildEvent(
        long position,
        @Nullable Long childId,
        @Nullable String eventType,
        @Nullable String via,
        @Nullable String viaReferenceId,
        @Nullable Long authorId,
        @Nullable Boolean isPublic,
        @Nullable String attributes) {}
