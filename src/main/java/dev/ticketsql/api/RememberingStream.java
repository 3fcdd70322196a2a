package dev.ticketsql.api;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Keeps the first bytes of a body while it is read, for the message if it is not the expected JSON. */
final class RememberingStream extends FilterInputStream {

    /** Enough to recognise an error page, as a proxy's. */
    static final int REMEMBERED_BYTES = 1_000;

    private final ByteArrayOutputStream start = new ByteArrayOutputStream();

    RememberingStream(InputStream in) {
        super(in);
    }

    /** The kept bytes as text. */
    String start(Charset charset) {
        return start.toString(charset);
    }

    /** Leaves the body open, of which a parser that fails may have read a part; whoever has the answer closes it. */
    @Override
    public void close() {
        // The rest may tell why it failed.
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
