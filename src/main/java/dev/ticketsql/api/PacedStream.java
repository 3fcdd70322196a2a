package dev.ticketsql.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Body that fails if it arrives too slowly: a server that sends a byte now and then would hold a statement for ever,
 * since no single pause is long. Counts the time inside calls of {@code read} alone, so that a slow reader, as a busy
 * disk makes one, is not taken for a slow server. For one thread.
 */
final class PacedStream extends FilterInputStream {

    /** As long as Zendesk itself gives a page. */
    static final long WINDOW_SEC = 60;

    /** A mobile network has ten times as much; a page of some megabytes would take an hour. */
    static final long MIN_BYTES_PER_SEC = 1 << 10;

    /** One long read may be a machine that slept. */
    private static final int MIN_READS = 3;

    /** A body that arrives too slowly. */
    static final class SlowBodyException extends IOException {

        private SlowBodyException(long bytes, long millis) {
            super("came too slowly: " + bytes + " bytes in " + millis / 1_000 + " s, less than " + MIN_BYTES_PER_SEC
                    + " a second");
        }
    }

    private final LongSupplier nanoTime;
    private long windowNanos;
    private long windowBytes;
    private int windowReads;

    PacedStream(InputStream in, LongSupplier nanoTime) {
        super(in);
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        long beginNanos = nanoTime.getAsLong();
        int single = in.read();
        count(nanoTime.getAsLong() - beginNanos, single < 0 ? single : 1);
        return single;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long beginNanos = nanoTime.getAsLong();
        int count = in.read(buffer, offset, length);
        count(nanoTime.getAsLong() - beginNanos, count);
        return count;
    }

    private void count(long nanos, int bytes) throws SlowBodyException {
        windowNanos += nanos;
        windowBytes += Math.max(0, bytes);
        windowReads++;
        if (bytes >= 0 && windowNanos >= TimeUnit.SECONDS.toNanos(WINDOW_SEC) && windowReads >= MIN_READS) {
            long windowMillis = TimeUnit.NANOSECONDS.toMillis(windowNanos);
            if (windowBytes * 1_000 < windowMillis * MIN_BYTES_PER_SEC) {
                throw new SlowBodyException(windowBytes, windowMillis);
            }
            windowNanos = 0;
            windowBytes = 0;
            windowReads = 0;
        }
    }
}
