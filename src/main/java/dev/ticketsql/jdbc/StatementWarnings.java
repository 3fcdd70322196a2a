package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warnings of the last execution of one statement, which Avatica does not keep. Used by one thread. */
final class StatementWarnings {

    private final List<SQLWarning> warnings = new ArrayList<>();

    /** Removes the warnings, for the next execution. */
    void clear() {
        warnings.clear();
    }

    /** Moves the warnings of this thread's executions from the connection's schemas to this statement. */
    void collect(Statement statement) throws SQLException {
        for (ZendeskSchema account : AccountSchemas.of(statement.getConnection())) {
            account.takeWarnings().forEach(this::add);
        }
    }

    void add(String message) {
        SQLWarning warning = Session.warning(message, ErrorKind.WARNING.sqlState());
        chain().ifPresent(first -> first.setNextWarning(warning));
        warnings.add(warning);
    }

    /** Returns the first warning, with the others chained to it; empty if there is none. */
    Optional<SQLWarning> chain() {
        return warnings.stream().findFirst();
    }
}
