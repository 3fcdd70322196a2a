package dev.ticketsql.event;

import java.time.Instant;

/**
 * A non-empty, half-open range of epoch seconds, {@code [fromSec, toSec)}. {@link #MIN_SEC} as start and
 * {@link #MAX_SEC} as end mean that it is unbounded there.
 *
 * @param fromSec first second inside
 * @param toSec first second after it
 */
public record TimeRange(long fromSec, long toSec) implements Comparable<TimeRange> {

    /** Start of a range without a start. */
    public static final long MIN_SEC = Long.MIN_VALUE;

    /** End of a range without an end. */
    public static final long MAX_SEC = Long.MAX_VALUE;

    /**
     * Refuses a range without a second in it.
     *
     * @throws IllegalArgumentException if {@code fromSec} is not before {@code toSec}
     */
    public TimeRange {
        if (fromSec >= toSec) {
            throw new IllegalArgumentException("empty time range: from " + fromSec + " to " + toSec);
        }
    }

    /**
     * Length in seconds.
     *
     * @throws ArithmeticException if the range is unbounded
     */
    public long lengthSec() {
        return Math.subtractExact(toSec, fromSec);
    }

    /** True if {@code epochSec} lies inside. */
    public boolean contains(long epochSec) {
        return fromSec <= epochSec && epochSec < toSec;
    }

    /** True if every second of {@code other} lies inside. */
    public boolean contains(TimeRange other) {
        return fromSec <= other.fromSec && other.toSec <= toSec;
    }

    /** True if the two share a second. */
    public boolean overlaps(TimeRange other) {
        return fromSec < other.toSec && other.fromSec < toSec;
    }

    @Override
    public int compareTo(TimeRange other) {
        int byStart = Long.compare(fromSec, other.fromSec);
        return byStart != 0 ? byStart : Long.compare(toSec, other.toSec);
    }

    /** The range as people read it: {@code [2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z)}, {@code ..} for no bound. */
    @Override
    public String toString() {
        return "[" + text(fromSec, MIN_SEC) + ", " + text(toSec, MAX_SEC) + ")";
    }

    private static String text(long epochSec, long unbounded) {
        if (epochSec == unbounded) {
            return "..";
        }
        boolean printable = epochSec >= Instant.MIN.getEpochSecond() && epochSec <= Instant.MAX.getEpochSecond();
        return printable ? Instant.ofEpochSecond(epochSec).toString() : Long.toString(epochSec);
    }
}
