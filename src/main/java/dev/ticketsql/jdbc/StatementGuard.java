package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time set the parameters of a statement or execute it. Other threads are refused and do not wait,
 * since their execution would close the first thread's rows. Cancelling needs no permission.
 */
final class StatementGuard {

    /** Standard state: a call in conflict with one that still runs. */
    static final String STATE = ErrorKind.CALL_SEQUENCE.sqlState();

    /** A call of a statement. */
    @FunctionalInterface
    interface Call {

        @Nullable
        Object run() throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock();

    /** Makes the call, unless another thread's call runs. */
    @Nullable
    Object take(Call call) throws SQLException {
        if (!lock.tryLock()) {
            throw new SQLException("another thread is using this statement; give each thread its own", STATE);
        }
        try {
            return call.run();
        } finally {
            lock.unlock();
        }
    }
}
