package dev.ticketsql.sandbox.http;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Delivery of a response: whole and at once, or with a fault of a network. */
public sealed interface Delivery {

    /** Whole and at once. */
    record Whole() implements Delivery {}

    /**
     * Whole, after a pause in real time, independent of the server's clock.
     *
     * @param pause from the request to the first byte of the response
     */
    record Delayed(Duration pause) implements Delivery {}

    /** Dropped: the connection is closed without a byte. */
    record Dropped() implements Delivery {}

    /**
     * Cut: the connection is closed inside the body.
     *
     * @param afterBytes bytes of the body, as transferred (compressed, if it is), that still arrive
     */
    record Cut(long afterBytes) implements Delivery {}

    /**
     * Stalled: nothing follows after the head and so many bytes of the body, until the client closes the connection.
     *
     * @param afterBytes bytes of the body, as transferred, that still arrive
     */
    record Stalled(long afterBytes) implements Delivery {}

    /**
     * Altered on the wire: head and body are changed as they would be sent, then the connection ends.
     *
     * @param change makes the bytes that are sent of those of the whole response
     * @param isReset true to end with a TCP reset, which the client may see before what was sent; false to close
     */
    record Altered(UnaryOperator<byte[]> change, boolean isReset) implements Delivery {}

    /**
     * Slow: the body is sent in small pieces, with a pause in real time after each.
     *
     * @param pieceBytes size of a piece, at least 1
     * @param pause after each piece
     */
    record Trickled(int pieceBytes, Duration pause) implements Delivery {

        /** Rejects empty pieces. */
        public Trickled {
            if (pieceBytes < 1) {
                throw new IllegalArgumentException("pieceBytes is " + pieceBytes + ", must be at least 1");
            }
        }
    }
}
