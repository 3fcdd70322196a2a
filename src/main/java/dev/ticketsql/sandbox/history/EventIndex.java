package dev.ticketsql.sandbox.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps each event, in time order, to its ticket and step. Tickets are numbered from 0 by arrival. The seed number, from
 * which a ticket is generated, differs, since tickets are generated in no order. Immutable.
 */
final class EventIndex {

    /** Enough to keep every processor busy, few enough to be held beside the index. */
    private static final int MAX_BATCH = 8_192;

    /** More than most have, so that the last batch generates few surplus tickets. */
    private static final int EVENTS_PER_TICKET = 50;

    private final long startSec;
    private final long[] keys;
    private final int[] seedNumbers;

    private EventIndex(long startSec, long[] keys, int[] seedNumbers) {
        this.startSec = startSec;
        this.keys = keys;
        this.seedNumbers = seedNumbers;
    }

    /** Generates tickets until the plan's number of events is reached; the last ticket is cut there. */
    static EventIndex of(HistoryPlan plan, TicketGenerator generator) {
        long[] keys = new long[plan.eventCount()];
        long[] arrivals = new long[16];
        int filled = 0;
        int generated = 0;
        while (filled < keys.length) {
            // Tickets are independent: all processors generate them, and they are collected in the order of their
            // numbers.
            int batch = Math.min(MAX_BATCH, 1 + (keys.length - filled) / EVENTS_PER_TICKET);
            List<TicketKeys> generatedTickets = IntStream.range(generated, generated + batch)
                    .parallel()
                    .mapToObj(number -> TicketKeys.of(number, generator, plan))
                    .toList();
            for (int index = 0; index < batch && filled < keys.length; index++) {
                TicketKeys next = generatedTickets.get(index);
                filled += next.copyTo(keys, filled);
                if (generated == arrivals.length) {
                    arrivals = Arrays.copyOf(arrivals, generated * 2);
                }
                arrivals[generated] = next.arrivalKey();
                generated++;
            }
        }
        int[] seedNumbers = seedNumbers(Arrays.copyOf(arrivals, generated));
        renumber(keys, seedNumbers);
        Arrays.parallelSort(keys);
        return new EventIndex(plan.startSec(), keys, seedNumbers);
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

    /** TicketGenerator number of a ticket. */
    int seedNumber(int ticket) {
        return seedNumbers[ticket];
    }

    private static int[] seedNumbers(long[] arrivals) {
        Arrays.sort(arrivals);
        return Arrays.stream(arrivals).mapToInt(EventKey::ticket).toArray();
    }

    /** Replaces seed numbers by numbers in the order of arrival. */
    private static void renumber(long[] keys, int[] seedNumbers) {
        int[] tickets = new int[seedNumbers.length];
        for (int ticket = 0; ticket < seedNumbers.length; ticket++) {
            tickets[seedNumbers[ticket]] = ticket;
        }
        for (int row = 0; row < keys.length; row++) {
            long key = keys[row];
            keys[row] = EventKey.of(EventKey.offsetSec(key), tickets[EventKey.ticket(key)], EventKey.step(key));
        }
    }
}
