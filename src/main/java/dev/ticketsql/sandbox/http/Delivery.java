package dev.ticketsql.sandbox.http;

import java.time.Duration;

/** Delivery of a response: correct, or with one of the faults of networks. */
public sealed interface Delivery {

    /** Correct. */
    record Whole() implements Delivery {}

    /**
     * Whole, but after a pause. Waits in real time, independent of the server's clock.
     *
     * @param pause from the request to the first byte of the answer
     */
    record Delayed(Duration pause) implements Delivery {}

    /** Not at all: the connection is closed without a byte. */
    record Dropped() implements Delivery {}

    /**
     * Broken off: the connection is closed inside the body.
     *
     * @param afterBytes bytes of the body, as transferred (compressed, if it is), that still arrive
     */
    record Cut(long afterBytes) implements Delivery {}

    /**
     * Slow: the body comes in small pieces with a pause after each. Waits in real time.
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
