package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains failed statements that would write: these tables are read-only. */
final class ReadOnlyAdvice {

    /** First words of statements that only a database with writers has. */
    private static final Set<String> WRITING =
            Set.of("CREATE", "DROP", "ALTER", "TRUNCATE", "GRANT", "REVOKE", "ANALYZE");

    /** The table that a statement would change, by the last part of its name. */
    private static final Pattern CHANGE = Pattern.compile(
            "(?:(?:INSERT|UPSERT|MERGE)\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(?:[\\w\"`]+\\s*\\.\\s*)*[\"`]?(\\w+)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String EVENTS = "Zendesk writes the events, TicketSQL only reads them";

    private static final String RECORDS = "TicketSQL keeps it";

    /** Reasons by table; Calcite gives them only for a statement that is otherwise right. */
    private static final Map<String, String> READ_ONLY = Map.of(
            "ticket_events", EVENTS,
            "ticket_field_changes", EVENTS,
            "ticket_comments", EVENTS,
            "ticket_child_events", EVENTS,
            "mirror_windows", RECORDS,
            "api_requests", RECORDS);

    private ReadOnlyAdvice() {}

    /** Returns the sentence, if the statement would write. */
    static Optional<String> refusal(String sql) {
        String word = SqlText.firstWord(sql);
        return WRITING.contains(word)
                ? Optional.of("TicketSQL only reads: it has no " + word + " statement")
                : changed(SqlText.bare(sql));
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
