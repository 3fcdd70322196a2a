package dev.ticketsql.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Frames a body of unknown length as chunks (RFC 9112, 7.1). {@link #flush()} ends the current chunk; {@link #finish()}
 * ends the body and leaves the connection open.
 */
final class ChunkedOutputStream extends OutputStream {

    /** Large enough that framing and system calls cost little, small enough that a client starts early. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int length;

    ChunkedOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int piece = Math.min(count - done, CHUNK_BYTES - length);
            System.arraycopy(bytes, offset + done, chunk, length, piece);
            length += piece;
            done += piece;
            if (length == CHUNK_BYTES) {
                endChunk();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        endChunk();
        out.flush();
    }

    void finish() throws IOException {
        endChunk();
        out.write(LAST_CHUNK);
        out.flush();
    }

    private void endChunk() throws IOException {
        // A chunk of no bytes would end the body.
        if (length > 0) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(chunk, 0, length);
            out.write(LINE_END);
            length = 0;
        }
    }
}
