package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.message.SqlErrors;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement that has a query timeout: called off, wherever it is, once the driver has worked for it
 * that long. Calcite looks at a timeout only where it reads events, and counts while its caller does something else.
 *
 * <p>The timer is the JDK's own, one daemon thread for all: there is none to be ended.
 */
final class TimedExecution {

    private final int seconds;
    private final AtomicBoolean cancelFlag;
    private final ExecutionClock worked;
    private Optional<CompletableFuture<Boolean>> alarm = Optional.empty();
    private boolean over;
    private boolean ended;

    /**
     * An execution that begins.
     *
     * @param seconds how long the driver may work for it
     * @param cancelFlag what calls it off
     */
    TimedExecution(int seconds, AtomicBoolean cancelFlag) {
        this.seconds = seconds;
        this.cancelFlag = cancelFlag;
        worked = new ExecutionClock(Duration.ofSeconds(seconds));
    }

    /**
     * Makes a call that belongs to the execution.
     *
     * @throws SQLTimeoutException if the time is over before the call is
     * @throws SQLException if the call fails otherwise
     */
    @Nullable
    Object run(StatementGuard.Call call) throws SQLException {
        enter();
        try {
            return call.run();
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            leave();
        }
    }

    /** The statement is closed, or runs again: whatever its flag is raised for, it is not for this execution. */
    synchronized void end() {
        ended = true;
        alarm.ifPresent(timer -> timer.cancel(false));
    }

    private synchronized void enter() {
        worked.enter(System.nanoTime());
        // One that is set goes off no later than the time is over, and looks again: rows are many, and timers dear.
        if (alarm.isEmpty()) {
            setAlarm();
        }
    }

    private synchronized void leave() {
        worked.leave(System.nanoTime());
    }

    private void setAlarm() {
        if (over || ended) {
            return;
        }
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        alarm = Optional.of(timer);
        CompletableFuture<Void> ignored = timer.thenRun(this::look);
        timer.completeOnTimeout(true, Math.max(0, worked.leftNanos(System.nanoTime())), TimeUnit.NANOSECONDS);
    }

    /** Calls the execution off if its time is over. Between calls there is nothing to call off. */
    private synchronized void look() {
        alarm = Optional.empty();
        if (ended || !worked.isRunning()) {
            return;
        }
        if (worked.leftNanos(System.nanoTime()) > 0) {
            setAlarm();
        } else {
            over = true;
            cancelFlag.set(true);
        }
    }

    private synchronized SQLException explained(SQLException failure) {
        if (!over || !SqlErrors.CANCELLED_STATE.equals(failure.getSQLState())) {
            return failure;
        }
        return new SQLTimeoutException(
                "the statement's timeout of " + seconds + (seconds == 1 ? " second" : " seconds")
                        + " is over; every page that had arrived is kept. Run it again, and it goes on from there, or"
                        + " give it a longer timeout",
                SqlErrors.CANCELLED_STATE,
                failure);
    }
}
