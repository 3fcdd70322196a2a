package dev.ticketsql.api;

import java.time.Duration;

/**
 * The server's clock and this machine's at one answer, both epoch milliseconds. The server's is that of the answer's
 * {@code Date}, whole seconds.
 */
public record ComparedClocks(long serverMillis, long ownMillis) {

    /** How far the server's clock is ahead of this machine's; negative if it is behind. */
    public Duration serverAhead() {
        return Duration.ofMillis(serverMillis - ownMillis);
    }
}
