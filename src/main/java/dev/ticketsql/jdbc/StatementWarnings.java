package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The warnings of one statement, which Avatica does not keep: those of its last execution. Used by one thread. */
final class StatementWarnings {

    /** Standard state: a warning, and no more said. */
    private static final String STATE = "01000";

    private final List<SQLWarning> warnings = new ArrayList<>();

    /** Forgets them: another execution begins. */
    void clear() {
        warnings.clear();
    }

    /** Takes what the connection's schemas have to say of what this thread ran. */
    void collect(Statement statement) throws SQLException {
        for (ZendeskSchema account : AccountSchemas.of(statement.getConnection())) {
            account.takeWarnings().forEach(this::add);
        }
    }

    private void add(String message) {
        SQLWarning warning = new SQLWarning(message, STATE);
        // It says all there is; programs that print the trace of whatever they get would show where it was made up.
        warning.setStackTrace(new StackTraceElement[0]);
        chain().ifPresent(first -> first.setNextWarning(warning));
        warnings.add(warning);
    }

    /** As JDBC has them: the first, with the others behind it; empty if there is none. */
    Optional<SQLWarning> chain() {
        return warnings.stream().findFirst();
    }
}
