package dev.ticketsql.api;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Remembers how a body began while it is read, for the message should it turn out to be something else. */
final class RememberingStream extends FilterInputStream {

    /** Enough of an error page to recognise whose it is. */
    static final int REMEMBERED_BYTES = 1_000;

    private final ByteArrayOutputStream start = new ByteArrayOutputStream();

    RememberingStream(InputStream in) {
        super(in);
    }

    /** The first bytes that were read, as text. */
    String start(Charset charset) {
        return start.toString(charset);
    }

    @Override
    public int read() throws IOException {
        int single = in.read();
        if (single >= 0) {
            remember(new byte[] {(byte) single}, 0, 1);
        }
        return single;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            remember(bytes, offset, count);
        }
        return count;
    }

    private void remember(byte[] bytes, int offset, int count) {
        start.write(bytes, offset, Math.min(count, REMEMBERED_BYTES - start.size()));
    }
}
