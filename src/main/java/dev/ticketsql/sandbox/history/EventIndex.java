package dev.ticketsql.sandbox.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which step of which ticket each event is, in the order of time. Tickets are numbered from 0 in the order in which
 * they come in; the number under which a ticket's story is told is another, because stories are told in no order.
 * Immutable.
 */
final class EventIndex {

    /** Enough to keep every processor busy, few enough to be held beside the index. */
    private static final int MAX_BATCH = 8_192;

    /** More than most have, so that the last batch tells few stories too many. */
    private static final int EVENTS_PER_STORY = 50;

    private final long startSec;
    private final long[] keys;
    private final int[] storyNumbers;

    private EventIndex(long startSec, long[] keys, int[] storyNumbers) {
        this.startSec = startSec;
        this.keys = keys;
        this.storyNumbers = storyNumbers;
    }

    /** Tells as many stories as it takes; the last of them breaks off where the plan's number of events is reached. */
    static EventIndex of(HistoryPlan plan, Story story) {
        long[] keys = new long[plan.eventCount()];
        long[] arrivals = new long[16];
        int filled = 0;
        int told = 0;
        while (filled < keys.length) {
            // Stories do not know of each other: they are told by all processors and lined up by their numbers.
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

    /** When an event happened, epoch seconds. */
    long instantSec(int row) {
        return startSec + EventKey.offsetSec(keys[row]);
    }

    /** Which ticket an event is about. */
    int ticket(int row) {
        return EventKey.ticket(keys[row]);
    }

    /** Which step of the ticket's life an event is. */
    int step(int row) {
        return EventKey.step(keys[row]);
    }

    /** Under which number a ticket's story is told. */
    int storyNumber(int ticket) {
        return storyNumbers[ticket];
    }

    private static int[] storyNumbers(long[] arrivals) {
        Arrays.sort(arrivals);
        return Arrays.stream(arrivals).mapToInt(EventKey::ticket).toArray();
    }

    /** From the numbers under which stories were told to those in the order of arrival. */
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
