package dev.ticketsql.event;

import java.util.List;

/**
 * Rows that the child events of an audit become in tables, each list in the order of the children.
 *
 * @param all every child
 * @param fieldChanges the fields of those of kind Create and Change
 * @param comments those that are comments or calls
 */
public record ChildRows(List<ChildEvent> all, List<FieldChange> fieldChanges, List<TicketComment> comments) {

    /** Copies the lists. */
    public ChildRows {
        all = List.copyOf(all);
        fieldChanges = List.copyOf(fieldChanges);
        comments = List.copyOf(comments);
    }

    /** Those of an event without children. */
    public static ChildRows none() {
        return new ChildRows(List.of(), List.of(), List.of());
    }
}
