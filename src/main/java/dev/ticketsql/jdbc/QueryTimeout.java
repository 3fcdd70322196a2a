package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query timeout of a statement, shared by the statement and its rows, with the execution that it counts for. */
final class QueryTimeout {

    private volatile int seconds;
    private volatile Optional<TimedExecution> execution = Optional.empty();

    /** Timeout in seconds; 0 for none, as JDBC has it. */
    int seconds() {
        return seconds;
    }

    /** Sets the timeout from the next execution on. */
    void set(int limitSec) {
        seconds = limitSec;
    }

    /** Begins an execution, which {@code cancel} cancels. */
    void begin(Runnable cancel) {
        execution = seconds > 0 ? Optional.of(new TimedExecution(seconds, cancel)) : Optional.empty();
    }

    /** Ends the execution, so that its timeout does not cancel the next. */
    void end() {
        execution.ifPresent(TimedExecution::end);
    }

    /**
     * Makes a call that runs the statement, or reads its rows.
     *
     * @throws java.sql.SQLTimeoutException if the driver has worked too long for this execution
     * @throws SQLException if the call fails otherwise
     */
    @Nullable
    Object run(StatementGuard.Call call) throws SQLException {
        Optional<TimedExecution> timed = execution;
        return timed.isPresent() ? timed.get().run(call) : call.run();
    }
}
