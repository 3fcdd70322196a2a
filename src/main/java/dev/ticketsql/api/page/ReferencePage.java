package dev.ticketsql.api.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of a list of objects.
 *
 * @param objects each with its keys; a value is text as it is, anything else as JSON; keys with null are left out
 * @param cursor where the next page begins; empty at the end, and of a list that has no cursors
 * @param hasNextPage whether a list without cursors has another page
 */
public record ReferencePage(List<Map<String, String>> objects, Optional<String> cursor, boolean hasNextPage) {

    /** Keeps a copy. */
    public ReferencePage {
        objects = List.copyOf(objects);
    }
}
