package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/**
 * Breaks off calls whose statement is cancelled while they block: a page takes the server up to ten seconds and more.
 * Its thread keeps no JVM alive and goes when there is nothing to watch.
 */
final class CancelWatch {

    /** As soon as a person could tell. */
    private static final long LOOK_MILLIS = 50;

    private static final long IDLE_MILLIS = 1_000;

    private final ScheduledThreadPoolExecutor looking = new ScheduledThreadPoolExecutor(1, runnable -> {
        Thread thread = new Thread(runnable, "ticketsql-cancel");
        thread.setDaemon(true);
        return thread;
    });

    CancelWatch() {
        looking.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        looking.allowCoreThreadTimeOut(true);
        looking.setRemoveOnCancelPolicy(true);
    }

    /** Begins to look; the future is cancelled when the call is over. */
    ScheduledFuture<?> watch(Call call, Cancellation cancellation) {
        return looking.scheduleWithFixedDelay(
                () -> {
                    if (cancellation.isCancelled()) {
                        call.cancel();
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }
}
