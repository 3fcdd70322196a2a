package dev.ticketsql.testing;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Cancellation that comes when it is looked at and a condition holds: a test decides at which step. */
public final class ConditionalCancellation implements Cancellation {

    private final BooleanSupplier condition;
    private final CancellationSource source = new CancellationSource();

    private ConditionalCancellation(BooleanSupplier condition) {
        this.condition = condition;
    }

    /** Cancellation with the first look at which {@code condition} holds. */
    public static Cancellation when(BooleanSupplier condition) {
        return new ConditionalCancellation(condition);
    }

    /** Cancellation with the look after {@code looks} others. */
    public static Cancellation afterLooks(int looks) {
        AtomicInteger made = new AtomicInteger();
        return when(() -> made.incrementAndGet() > looks);
    }

    @Override
    public boolean isCancelled() {
        if (condition.getAsBoolean()) {
            source.cancel();
        }
        return source.isCancelled();
    }

    @Override
    public Registration onCancel(Runnable stop) {
        return source.onCancel(stop);
    }
}
