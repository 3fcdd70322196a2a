package dev.ticketsql.calcite.execute;

import dev.ticketsql.event.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;

/**
 * Whether an execution was called off: by {@code Statement.cancel()}, which raises a flag that Calcite shares, or by
 * the statement's query timeout where Calcite's own driver is asked: ours counts otherwise, and raises the flag.
 */
final class StatementCancellation implements Cancellation {

    private final AtomicBoolean flag;
    private final Optional<Duration> timeout;
    private final long startNanos = System.nanoTime();
    private volatile boolean reported;

    private StatementCancellation(AtomicBoolean flag, Optional<Duration> timeout) {
        this.flag = flag;
        this.timeout = timeout;
    }

    /** Does not keep {@code context}: only the execution itself may. */
    static StatementCancellation of(DataContext context) {
        AtomicBoolean flag = DataContext.Variable.CANCEL_FLAG.get(context);
        Long timeoutMillis = DataContext.Variable.TIMEOUT.get(context);
        return new StatementCancellation(
                flag == null ? new AtomicBoolean() : flag,
                Optional.ofNullable(timeoutMillis).map(Duration::ofMillis));
    }

    /**
     * Takes the flag down, if the execution fails because it was raised: the flag belongs to the statement, and Calcite
     * would leave it raised for whatever the statement executes next.
     */
    void reported() {
        reported = isCancelled();
        flag.set(false);
    }

    @Override
    public boolean isCancelled() {
        return reported
                || flag.get()
                || timeout.filter(limit -> System.nanoTime() - startNanos > limit.toNanos())
                        .isPresent();
    }
}
