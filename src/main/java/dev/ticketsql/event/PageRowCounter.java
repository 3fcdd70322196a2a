package dev.ticketsql.event;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Counts the events of a page while they arrive. For one thread. */
public final class PageRowCounter {

    private final long startSec;
    private final Set<Object> startIds = new HashSet<>();
    private final Set<Object> lastIds = new HashSet<>();
    private int count;
    private int timedCount;
    private int earlyCount;
    private long firstSec = Long.MAX_VALUE;
    private long latestSec = Long.MIN_VALUE;
    private long lastSec = Long.MIN_VALUE;
    private int oddValueCount;
    private Optional<String> oddValue = Optional.empty();

    /** Counts the page requested by {@code start_time = startSec}. */
    public PageRowCounter(long startSec) {
        this.startSec = startSec;
    }

    /** Adds the next event. */
    public void add(long eventId, long eventSec) {
        addTimed(eventId, eventSec);
    }

    /** {@code id} tells it from the others of its second: of a copy on the same page, nothing needs to come again. */
    private void addTimed(Object id, long eventSec) {
        count++;
        timedCount++;
        earlyCount += eventSec < startSec ? 1 : 0;
        if (eventSec == startSec) {
            startIds.add(id);
        }
        firstSec = Math.min(firstSec, eventSec);
        latestSec = Math.max(latestSec, eventSec);
        if (eventSec != lastSec) {
            lastIds.clear();
        }
        lastIds.add(id);
        lastSec = eventSec;
    }

    /** Adds the next item, which was rejected: its JSON, and its instant if it has one. */
    public void addRejected(String json, OptionalLong eventSec) {
        if (eventSec.isPresent()) {
            addTimed(json.hashCode(), eventSec.getAsLong());
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
                startIds.size(),
                orEmpty(firstSec),
                orEmpty(latestSec),
                orEmpty(lastSec),
                lastIds.size(),
                oddValueCount,
                oddValue);
    }

    private OptionalLong orEmpty(long sec) {
        return timedCount == 0 ? OptionalLong.empty() : OptionalLong.of(sec);
    }
}
