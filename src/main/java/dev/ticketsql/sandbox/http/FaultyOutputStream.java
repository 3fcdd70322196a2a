package dev.ticketsql.sandbox.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Cuts a body after a number of bytes, or pauses after each piece, to emulate a faulty network. */
final class FaultyOutputStream extends FilterOutputStream {

    /** Waits in the middle of a response; ends early when the server is closed. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws IOException;
    }

    /** Waits until the client goes away, and fails then. */
    @FunctionalInterface
    interface Stall {
        void untilClosed() throws IOException;
    }

    private final Delivery delivery;
    private final Pause pause;
    private final Stall stall;
    private long written;

    FaultyOutputStream(OutputStream out, Delivery delivery, Pause pause, Stall stall) {
        super(out);
        this.delivery = delivery;
        this.pause = pause;
        this.stall = stall;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (delivery instanceof Delivery.Cut cut) {
            if (writeUpTo(bytes, offset, count, cut.afterBytes())) {
                throw new IOException("cut after " + cut.afterBytes() + " bytes, as injected");
            }
        } else if (delivery instanceof Delivery.Stalled stalled) {
            if (writeUpTo(bytes, offset, count, stalled.afterBytes())) {
                stall.untilClosed();
            }
        } else if (delivery instanceof Delivery.Trickled trickled) {
            writeInPieces(bytes, offset, count, trickled);
        } else {
            out.write(bytes, offset, count);
        }
    }

    /** Returns true, with all written before it flushed, if the limit was reached inside these bytes. */
    private boolean writeUpTo(byte[] bytes, int offset, int count, long limit) throws IOException {
        int allowed = (int) Math.min(count, limit - written);
        out.write(bytes, offset, allowed);
        written += allowed;
        if (allowed < count) {
            out.flush();
        }
        return allowed < count;
    }

    private void writeInPieces(byte[] bytes, int offset, int count, Delivery.Trickled trickled) throws IOException {
        for (int done = 0; done < count; done += trickled.pieceBytes()) {
            out.write(bytes, offset + done, Math.min(trickled.pieceBytes(), count - done));
            out.flush();
            pause.of(trickled.pause());
        }
    }
}
