package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/**
 * A ticket field that an audit set or changed: a child event of kind Create or Change. A key that the child lacks is
 * {@code null} here and NULL in SQL.
 *
 * @param changeId identifies the child event; null if it has no integer id
 * @param eventType {@code Create} or {@code Change}; null in the oldest documented sample
 * @param field name of the field, as {@code status}; {@code custom_ticket_fields.<id>} for a custom field
 * @param newValue text as the JSON has it; arrays and objects as JSON
 * @param previousValue the value before, likewise; the API sends {@code 0} for a priority or type that was not set
 * @param addedTags JSON array, of field {@code tags} only
 * @param removedTags JSON array, of field {@code tags} only
 * @param via the child's own channel; an object is kept as JSON text
 * @param position place of the child in the audit's {@code child_events}, from 0
 * @param viaReferenceId what it came through, as the rule of a trigger: a number or a text
 */
public record FieldChange(
        @Nullable Long changeId,
        @Nullable String eventType,
        String field,
        @Nullable String newValue,
        @Nullable String previousValue,
        @Nullable String addedTags,
        @Nullable String removedTags,
        @Nullable String via,
        long position,
        @Nullable String viaReferenceId) {}
