package dev.ticketsql.mirror;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Limits of memory and threads of a mirror's engine.
 *
 * @param memoryLimitBytes the engine's memory outside the Java heap; beyond it, DuckDB spills to disk
 * @param threads threads of one query
 */
public record EngineLimits(long memoryLimitBytes, int threads) {

    /** Below this the engine cannot even sort one row group of wide events. */
    private static final long MIN_MEMORY_BYTES = 64L << 20;

    /**
     * Rejects limits with which no query could run.
     *
     * @throws IllegalArgumentException if the memory is under 64 MiB or there is no thread
     */
    public EngineLimits {
        if (memoryLimitBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "memoryLimitBytes must be at least " + MIN_MEMORY_BYTES + ", was " + memoryLimitBytes);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /**
     * A quarter of the memory that this process may use (the container's, where there is one): what the JVM takes for
     * its own heap by default, so that heap and engine together leave the machine half. DuckDB alone would take 80 %.
     * As many threads as the JVM counts processors: its count respects a container's share, DuckDB's own does not.
     */
    public static EngineLimits defaults() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long quarter = machine.getTotalMemorySize() / 4;
        return new EngineLimits(
                Math.max(MIN_MEMORY_BYTES, quarter), Runtime.getRuntime().availableProcessors());
    }
}
