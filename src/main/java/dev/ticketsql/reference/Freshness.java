package dev.ticketsql.reference;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Freshness of readings for one statement. A reading that began with the statement or after it is fresh, whatever the
 * freshness; one from the future was written under a wrong clock, and is not.
 */
final class Freshness {

    private final InstantSource clock;
    private final long beganSec;
    private final Duration period;

    /** @param period for which a reading is fresh */
    Freshness(InstantSource clock, Duration period) {
        this.clock = clock;
        this.beganSec = clock.instant().getEpochSecond();
        this.period = period;
    }

    /** Second at which the statement began. */
    long beganSec() {
        return beganSec;
    }

    /** Second now. */
    long nowSec() {
        return clock.instant().getEpochSecond();
    }

    /** First second of fresh readings. */
    long fromSec() {
        return Math.min(beganSec, beganSec - period.toSeconds() + 1);
    }

    boolean isFresh(long asOfSec) {
        return asOfSec >= fromSec() && asOfSec <= nowSec();
    }
}
