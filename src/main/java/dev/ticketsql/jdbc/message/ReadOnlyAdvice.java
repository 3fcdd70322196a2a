package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement that failed is told because it would have changed something, which there is nothing for here. */
final class ReadOnlyAdvice {

    /** What databases that are written to have, and a reader of events has not. */
    private static final Set<String> WRITING =
            Set.of("CREATE", "DROP", "ALTER", "TRUNCATE", "GRANT", "REVOKE", "ANALYZE");

    /** The table that a statement would change, by the last part of its name. */
    private static final Pattern CHANGE = Pattern.compile(
            "(?:(?:INSERT|UPSERT|MERGE)\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(?:[\\w\"`]+\\s*\\.\\s*)*[\"`]?(\\w+)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Why our tables cannot be changed; Calcite says so only of a statement that is otherwise right. */
    private static final Map<String, String> READ_ONLY = Map.of(
            "ticket_events", "Zendesk writes the events, TicketSQL only reads them",
            "ticket_field_changes", "Zendesk writes the events, TicketSQL only reads them",
            "ticket_comments", "Zendesk writes the events, TicketSQL only reads them",
            "mirror_windows", "TicketSQL keeps it",
            "api_requests", "TicketSQL keeps it");

    private ReadOnlyAdvice() {}

    /** A sentence instead of the failure, if the statement is of a kind that there is not. */
    static Optional<String> refusal(String sql) {
        String word = StatementStart.word(sql);
        return WRITING.contains(word)
                ? Optional.of("TicketSQL only reads: it has no " + word + " statement")
                : changed(StatementStart.bare(sql));
    }

    private static Optional<String> changed(String statement) {
        Matcher change = CHANGE.matcher(statement);
        return change.matches()
                ? Optional.of(change.group(1).toLowerCase(Locale.ROOT))
                        .filter(READ_ONLY::containsKey)
                        .map(table -> table + " is read-only: " + READ_ONLY.get(table))
                : Optional.empty();
    }
}
