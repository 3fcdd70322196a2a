package dev.ticketsql.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;

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

    /** One long read may be a clock that was set forward, or a machine that slept. */
    private static final int MIN_READS = 3;

    /** A body that arrives too slowly. */
    static final class SlowBodyException extends IOException {

        private SlowBodyException(long bytes, long millis) {
            super("came too slowly: " + bytes + " bytes in " + millis / 1_000 + " s, less than " + MIN_BYTES_PER_SEC
                    + " a second");
        }
    }

    private final InstantSource clock;
    private long windowMillis;
    private long windowBytes;
    private int windowReads;

    PacedStream(InputStream in, InstantSource clock) {
        super(in);
        this.clock = clock;
    }

    @Override
    public int read() throws IOException {
        long beginMillis = clock.millis();
        int single = in.read();
        count(clock.millis() - beginMillis, single < 0 ? single : 1);
        return single;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long beginMillis = clock.millis();
        int count = in.read(buffer, offset, length);
        count(clock.millis() - beginMillis, count);
        return count;
    }

    private void count(long millis, int bytes) throws SlowBodyException {
        // A clock that is set back makes no time.
        windowMillis += Math.max(0, millis);
        windowBytes += Math.max(0, bytes);
        windowReads++;
        if (bytes >= 0 && windowMillis >= WINDOW_SEC * 1_000 && windowReads >= MIN_READS) {
            if (windowBytes * 1_000 < windowMillis * MIN_BYTES_PER_SEC) {
                throw new SlowBodyException(windowBytes, windowMillis);
            }
            windowMillis = 0;
            windowBytes = 0;
            windowReads = 0;
        }
    }
}
