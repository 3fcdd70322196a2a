package dev.ticketsql.reference;

import java.util.List;
import java.util.Set;

/**
 * Objects of a table that a statement needs.
 *
 * @param ids constants of the statement
 * @param queries queries of the engine over its events, each with one column of ids; NULL, and what is no id, is left
 *     out
 */
public record Named(Set<Long> ids, List<String> queries) {

    /** Keeps copies. */
    public Named {
        ids = Set.copyOf(ids);
        queries = List.copyOf(queries);
    }

    /** Nothing beyond what is known, and the list. */
    public static Named nothing() {
        return new Named(Set.of(), List.of());
    }
}
