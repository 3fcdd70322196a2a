package dev.ticketsql.event;

import java.util.Optional;
import java.util.OptionalLong;

/** Counts the events of a page while they arrive. For one thread. */
public final class PageRowCounter {

    private final long startSec;
    private int count;
    private int timedCount;
    private int earlyCount;
    private int startCount;
    private long firstSec = Long.MAX_VALUE;
    private long latestSec = Long.MIN_VALUE;
    private long lastSec = Long.MIN_VALUE;
    private int lastCount;
    private int oddValueCount;
    private Optional<String> oddValue = Optional.empty();

    /** Counts the page requested by {@code start_time = startSec}. */
    public PageRowCounter(long startSec) {
        this.startSec = startSec;
    }

    /** Adds the next event. */
    public void add(long eventSec) {
        count++;
        timedCount++;
        earlyCount += eventSec < startSec ? 1 : 0;
        startCount += eventSec == startSec ? 1 : 0;
        firstSec = Math.min(firstSec, eventSec);
        latestSec = Math.max(latestSec, eventSec);
        lastCount = eventSec == lastSec ? lastCount + 1 : 1;
        lastSec = eventSec;
    }

    /** Adds the next item, which was rejected: its instant, if it has one. */
    public void addRejected(OptionalLong eventSec) {
        if (eventSec.isPresent()) {
            add(eventSec.getAsLong());
        } else {
            count++;
        }
    }

    /** Counts a value that has no reading as its column's type. */
    public void addOddValue(String sentence) {
        oddValueCount++;
        oddValue = oddValue.or(() -> Optional.of(sentence));
    }

    /** The events so far. */
    public PageRows rows() {
        return new PageRows(
                count,
                earlyCount,
                startCount,
                orEmpty(firstSec),
                orEmpty(latestSec),
                orEmpty(lastSec),
                lastCount,
                oddValueCount,
                oddValue);
    }

    private OptionalLong orEmpty(long sec) {
        return timedCount == 0 ? OptionalLong.empty() : OptionalLong.of(sec);
    }
}
