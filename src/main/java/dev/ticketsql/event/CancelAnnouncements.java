package dev.ticketsql.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Announcements that a statement of one connection was cancelled. Calcite shares a flag with the execution, without a
 * callback: the driver raises the flag and announces it, and each running execution looks at its own flag. Safe for
 * many threads.
 */
public final class CancelAnnouncements {

    private final Map<Object, Runnable> looks = new ConcurrentHashMap<>();

    /** Creates announcements that reach no execution yet. */
    public CancelAnnouncements() {}

    /** Makes each running execution look at its flag; returns after the last one. */
    public void announce() {
        looks.values().forEach(Runnable::run);
    }

    /** Runs {@code look} with each announcement, until the registration is closed. */
    public Cancellation.Registration onAnnouncement(Runnable look) {
        Object key = new Object();
        looks.put(key, look);
        return () -> looks.remove(key);
    }
}
