package dev.ticketsql.event;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what an object held once the garbage collector finds that no program can reach the object any more. What is
 * closed properly should be {@linkplain #forget forgotten}, which is cheaper. Safe for many threads.
 */
public final class Abandonment {

    private static final Logger LOG = LoggerFactory.getLogger(Abandonment.class);

    /** One daemon thread for the process. It has no class loader of a program, which it would keep. */
    private static final Cleaner CLEANER = Cleaner.create(work -> {
        Thread thread = new Thread(null, work, "ticketsql-cleaner", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    });

    /** Closes what was held, in the thread of the cleaner; must not refer to the holder, nor block for long. */
    @FunctionalInterface
    public interface Closing {
        /** Closes; a failure is logged, since there is nobody to tell. */
        void close() throws Exception;
    }

    private final AtomicReference<@Nullable Closing> closing;
    private final Cleaner.Cleanable cleanable;

    private Abandonment(Object holder, Closing closing) {
        AtomicReference<@Nullable Closing> held = new AtomicReference<>(closing);
        this.closing = held;
        cleanable = CLEANER.register(holder, () -> run(held));
    }

    /** Runs {@code closing} once {@code holder} is unreachable. */
    public static Abandonment of(Object holder, Closing closing) {
        return new Abandonment(holder, closing);
    }

    private static void run(AtomicReference<@Nullable Closing> held) {
        Closing closing = held.getAndSet(null);
        if (closing != null) {
            try {
                closing.close();
            } catch (Exception e) {
                LOG.debug("What a program left open does not close properly", e);
            }
        }
    }

    /** Closes nothing any more: it is closed already, or is out of the holder's hands. */
    public void forget() {
        closing.set(null);
        cleanable.clean();
    }
}
