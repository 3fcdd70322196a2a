package dev.ticketsql.sandbox.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps each event, in time order, to its ticket and step. Tickets are numbered from 0 by arrival; the story number,
 * from which a ticket is generated, differs, since stories are generated in no order. Immutable.
 */
final class EventIndex {

    /** Enough to keep every processor busy, few enough to be held beside the index. */
    private static final int MAX_BATCH = 8_192;

    /** More than most have, so that the last batch generates few surplus stories. */
    private static final int EVENTS_PER_STORY = 50;

    private final long startSec;
    private final long[] keys;
    private final int[] storyNumbers;

    private EventIndex(long startSec, long[] keys, int[] storyNumbers) {
        this.startSec = startSec;
        this.keys = keys;
        this.storyNumbers = storyNumbers;
    }

    /** Generates stories until the plan's number of events is reached; the last story is cut there. */
    static EventIndex of(HistoryPlan plan, Story story) {
        long[] keys = new long[plan.eventCount()];
        long[] arrivals = new long[16];
        int filled = 0;
        int told = 0;
        while (filled < keys.length) {
            // Stories are independent: all processors generate them, and they are collected in the order of their
            // numbers.
            int batch = Math.min(MAX_BATCH, 1 + (keys.length - filled) / EVENTS_PER_STORY);
            List<TicketTimeline> stories = IntStream.range(told, told + batch)
                    .parallel()
                    .mapToObj(number -> TicketTimeline.of(number, story, plan))
                    .toList();
            for (int index = 0; index < batch && filled < keys.length; index++) {
                TicketTimeline next = stories.get(index);
                filled += next.copyTo(keys, filled);
                if (told == arrivals.length) {
                    arrivals = Arrays.copyOf(arrivals, told * 2);
                }
                arrivals[told] = next.arrivalKey();
                told++;
            }
        }
        int[] storyNumbers = storyNumbers(Arrays.copyOf(arrivals, told));
        renumber(keys, storyNumbers);
        Arrays.parallelSort(keys);
        return new EventIndex(plan.startSec(), keys, storyNumbers);
    }

    int size() {
        return keys.length;
    }

    /** Instant of an event, epoch seconds. */
    long instantSec(int row) {
        return startSec + EventKey.offsetSec(keys[row]);
    }

    /** Ticket of an event. */
    int ticket(int row) {
        return EventKey.ticket(keys[row]);
    }

    /** Step of an event within its ticket. */
    int step(int row) {
        return EventKey.step(keys[row]);
    }

    /** Story number of a ticket. */
    int storyNumber(int ticket) {
        return storyNumbers[ticket];
    }

    private static int[] storyNumbers(long[] arrivals) {
        Arrays.sort(arrivals);
        return Arrays.stream(arrivals).mapToInt(EventKey::ticket).toArray();
    }

    /** Replaces story numbers by numbers in the order of arrival. */
    private static void renumber(long[] keys, int[] storyNumbers) {
        int[] tickets = new int[storyNumbers.length];
        for (int ticket = 0; ticket < storyNumbers.length; ticket++) {
            tickets[storyNumbers[ticket]] = ticket;
        }
        for (int row = 0; row < keys.length; row++) {
            long key = keys[row];
            keys[row] = EventKey.of(EventKey.offsetSec(key), tickets[EventKey.ticket(key)], EventKey.step(key));
        }
    }
}
