package dev.ticketsql.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses at the fastest level: over the loopback interface, time matters and size does not. */
final class FastGzipOutputStream extends GZIPOutputStream {

    /** Fewer calls into zlib than with the 512 bytes that are the default. */
    private static final int BUFFER_BYTES = 16 * 1024;

    FastGzipOutputStream(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Ends the compressed data and frees zlib's memory outside the heap; {@code out} stays open. */
    @Override
    public void finish() throws IOException {
        super.finish();
        def.end();
    }
}
