package dev.ticketsql.resilience;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of servers, one each second, while a {@link Soak} asks them: fewer than there are requests. */
final class SoakFaults implements AutoCloseable {

    private static final int FAULT_EVERY_MS = 1_000;

    private final AtomicInteger injected = new AtomicInteger();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "soak-faults");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> series;

    private SoakFaults(List<Sandbox> servers, Random random) {
        series = timer.scheduleWithFixedDelay(
                () -> {
                    servers.get(random.nextInt(servers.size())).inject(fault(random));
                    injected.incrementAndGet();
                },
                FAULT_EVERY_MS,
                FAULT_EVERY_MS,
                TimeUnit.MILLISECONDS);
    }

    /** Injects one after the other, each into one of the servers. */
    static SoakFaults into(List<Sandbox> servers, long seed) {
        return new SoakFaults(servers, new Random(seed));
    }

    int injected() {
        return injected.get();
    }

    private static Fault fault(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Fault.drop();
            case 1 -> Fault.cut(random.nextInt(5000));
            case 2 -> Fault.status(500, "{}");
            case 3 -> Fault.status(429, "{}", Map.of("Retry-After", "1"));
            case 4 -> Fault.truncatedJson(random.nextInt(5000));
            default -> Fault.delay(Duration.ofMillis(random.nextInt(300)));
        };
    }

    @Override
    public void close() {
        series.cancel(false);
        timer.shutdownNow();
    }
}
