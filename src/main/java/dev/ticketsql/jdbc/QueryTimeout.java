package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The query timeout of a statement, and the execution that it is running out for. The statement and its rows have one
 * together; any thread may use it.
 */
final class QueryTimeout {

    private volatile int seconds;
    private volatile Optional<TimedExecution> execution = Optional.empty();

    /** As JDBC counts it: 0 is without end. */
    int seconds() {
        return seconds;
    }

    /** Holds from the next execution on. */
    void set(int limitSec) {
        seconds = limitSec;
    }

    /** The statement runs from now on; {@code cancelFlag} calls it off. */
    void begin(AtomicBoolean cancelFlag) {
        execution = seconds > 0 ? Optional.of(new TimedExecution(seconds, cancelFlag)) : Optional.empty();
    }

    /** What ran is over, and nothing of it calls off what runs next. */
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
