package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time set the parameters of a statement or run it. The others are refused, not kept waiting:
 * whoever ran the statement after them would end their rows. Calling a statement off takes no turn.
 */
final class StatementGuard {

    /** Standard state: a call that does not go with another that still runs. */
    static final String STATE = "HY010";

    /** A call of a statement. */
    @FunctionalInterface
    interface Call {

        @Nullable
        Object run() throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock();

    /** Makes the call, unless another thread is at it. */
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
