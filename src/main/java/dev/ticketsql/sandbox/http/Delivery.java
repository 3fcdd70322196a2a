package dev.ticketsql.sandbox.http;

import java.time.Duration;

/** How an answer reaches the client: as it should, or in one of the ways in which networks fail. */
public sealed interface Delivery {

    /** As it should. */
    record Whole() implements Delivery {}

    /**
     * Whole, but only after a while. Waits in real time, whatever clock the server was given.
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
     * Slowly: the body comes in small pieces with a pause after each. Waits in real time.
     *
     * @param pieceBytes size of a piece, at least 1
     * @param pause after each piece
     */
    record Trickled(int pieceBytes, Duration pause) implements Delivery {

        /** Refuses pieces of nothing. */
        public Trickled {
            if (pieceBytes < 1) {
                throw new IllegalArgumentException("pieceBytes is " + pieceBytes + ", must be at least 1");
            }
        }
    }
}
