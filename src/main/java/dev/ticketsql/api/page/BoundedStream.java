package dev.ticketsql.api.page;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Body that fails at a limit of bytes, before a parser keeps more of it in memory. The parser reads ahead by some
 * kilobytes, so that the limit of an event is not exact. For one thread.
 */
public final class BoundedStream extends FilterInputStream {

    private final long maxBytes;
    private final String remedy;
    private long bytes;
    private long maxEventBytes;
    private long eventEnd = Long.MAX_VALUE;

    /**
     * Bounds the whole of {@code in}.
     *
     * @param remedy for a larger body, a sentence without its full stop
     */
    public BoundedStream(InputStream in, long maxBytes, String remedy) {
        super(in);
        this.maxBytes = maxBytes;
        this.remedy = remedy;
    }

    /** Bounds the event that begins here, up to {@link #endEvent}. */
    void beginEvent(long maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
        eventEnd = bytes + maxEventBytes;
    }

    /** Ends the bound of the event. */
    void endEvent() {
        eventEnd = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int single = in.read();
        count(single < 0 ? 0 : 1);
        return single;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int read) throws OversizedAnswerException {
        bytes += read;
        if (bytes > eventEnd) {
            throw new OversizedAnswerException(
                    "is larger than " + sizeText(maxEventBytes) + ", the most for one event with this program's heap",
                    "If it is an event of Zendesk's, give Java more memory (-Xmx) and ask again",
                    null);
        }
        if (bytes > maxBytes) {
            throw new OversizedAnswerException(
                    "is not over after " + sizeText(maxBytes) + ", the most that is read", remedy, null);
        }
    }

    /** Size in its largest whole unit: {@code 4 MB}. */
    private static String sizeText(long bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : (bytes >> 10) + " KB";
    }
}
