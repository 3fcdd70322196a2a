package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Execution of a statement that has a query timeout: cancelled, wherever it is, once the driver has worked for it that
 * long. Calcite checks a timeout only where it reads events, and counts while its caller does something else.
 *
 * <p>Uses the JDK's timer, a daemon thread that all share, so that there is no thread to end.
 */
final class TimedExecution {

    private final int seconds;
    private final Runnable cancel;
    private final ExecutionClock worked;
    private Optional<CompletableFuture<Boolean>> alarm = Optional.empty();
    private boolean over;
    private boolean ended;

    /**
     * Execution that begins.
     *
     * @param seconds for which the driver may work
     * @param cancel cancels it
     */
    TimedExecution(int seconds, Runnable cancel) {
        this.seconds = seconds;
        this.cancel = cancel;
        worked = new ExecutionClock(Duration.ofSeconds(seconds));
    }

    /**
     * Makes a call that belongs to the execution.
     *
     * @throws SQLTimeoutException if the time is over before the call ends
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

    /** Ends the timer: the statement is closed, or a later execution has its flag. */
    synchronized void end() {
        ended = true;
        alarm.ifPresent(timer -> timer.cancel(false));
    }

    private synchronized void enter() {
        worked.enter(System.nanoTime());
        // One alarm serves many calls: when it goes off and time is left, it is set again.
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

    /** Cancels the execution if its time is over. Between two calls there is nothing to cancel. */
    private synchronized void look() {
        alarm = Optional.empty();
        if (ended || !worked.isRunning()) {
            return;
        }
        if (worked.leftNanos(System.nanoTime()) > 0) {
            setAlarm();
        } else {
            over = true;
            cancel.run();
        }
    }

    private synchronized SQLException explained(SQLException failure) {
        if (!over || !ErrorKind.CANCELLED.sqlState().equals(failure.getSQLState())) {
            return failure;
        }
        return new SQLTimeoutException(
                "the statement's timeout of " + seconds + (seconds == 1 ? " second" : " seconds")
                        + " is over; every page that had arrived is kept. Run it again, and it goes on from there, or"
                        + " give it a longer timeout",
                ErrorKind.CANCELLED.sqlState(),
                failure);
    }
}
