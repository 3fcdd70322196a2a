package dev.ticketsql.calcite.execute;

import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;

/**
 * Cancellation of one execution, by a flag that Calcite shares with it. Our driver announces that it has raised a flag.
 * Calcite's own driver announces nothing, so that {@link FlagPolling} checks the flag and the query timeout. The flag
 * is checked at the beginning too, since it may be raised already.
 */
final class StatementCancellation implements Cancellation, AutoCloseable {

    private final AtomicBoolean flag;
    private final Optional<Duration> timeout;
    private final long startNanos = System.nanoTime();
    private final CancellationSource source = new CancellationSource();
    private final Registration looking;

    /**
     * Cancellation of an execution that begins. Does not keep {@code context}: only the execution itself may.
     *
     * @param announcements of the connection's driver; empty if it makes none
     */
    StatementCancellation(DataContext context, Optional<CancelAnnouncements> announcements) {
        AtomicBoolean shared = DataContext.Variable.CANCEL_FLAG.get(context);
        Long timeoutMillis = DataContext.Variable.TIMEOUT.get(context);
        flag = shared == null ? new AtomicBoolean() : shared;
        timeout = Optional.ofNullable(timeoutMillis).map(Duration::ofMillis);
        looking = announcements
                .map(driver -> driver.onAnnouncement(this::look))
                .orElseGet(() -> new FlagPolling(this::look));
        look();
    }

    private void look() {
        boolean isOver = timeout.filter(limit -> System.nanoTime() - startNanos > limit.toNanos())
                .isPresent();
        if (isOver || flag.get()) {
            source.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        look();
        return source.isCancelled();
    }

    @Override
    public Registration onCancel(Runnable stop) {
        return source.onCancel(stop);
    }

    /**
     * Lowers the flag, since the execution fails by it: the flag belongs to the statement, and Calcite would leave it
     * raised for the statement's next execution.
     */
    void reported() {
        look();
        flag.set(false);
    }

    /** Ends the checks of the flag; a cancelled execution stays cancelled. */
    @Override
    public void close() {
        looking.close();
    }
}
