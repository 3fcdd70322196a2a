package dev.ticketsql.sandbox.history;

import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Events of many tickets in one second: outages, in which a monitoring system files more tickets than fit on a page,
 * and half-yearly mass updates of every ticket that is not closed. All instants are epoch seconds. Immutable.
 */
final class MassEvents {

    /** Events of a history per outage; in a smaller history an outage would be most of the events. */
    private static final long EVENTS_PER_OUTAGE = 50_000;

    /** More than the 1000 that a page holds at most. */
    private static final int MIN_TICKETS = 1_050;

    private static final int MAX_TICKETS = 1_500;

    /** First stream of the outages, apart from those of tickets and requesters. */
    private static final long OUTAGE_STREAM = 1L << 41;

    private static final long DAY_SEC = 86_400;
    private static final long HALF_YEAR_SEC = 182 * DAY_SEC;

    private final long[] outageSec;
    private final int[] ticketsUpTo;
    private final long firstUpdateSec;

    MassEvents(HistoryPlan plan) {
        long startSec = plan.startSec();
        long lengthSec = plan.endSec() - startSec;
        // About one a year, unless the history is small.
        int outages = (int) Math.min(1 + lengthSec / (2 * HALF_YEAR_SEC), plan.eventCount() / EVENTS_PER_OUTAGE);
        outageSec = new long[outages];
        ticketsUpTo = new int[outages];
        int tickets = 0;
        for (int outage = 0; outage < outages; outage++) {
            SeededRandom random = new SeededRandom(plan.seed(), OUTAGE_STREAM + outage);
            long share = lengthSec / outages;
            outageSec[outage] = startSec + outage * share + share / 4 + random.below((int) (share / 2));
            tickets += random.between(MIN_TICKETS, MAX_TICKETS);
            ticketsUpTo[outage] = tickets;
        }
        // A Sunday morning, when nobody is at work.
        long week = startSec + HALF_YEAR_SEC / 2;
        firstUpdateSec = week - Math.floorMod(week, DAY_SEC) + (6 - WorkingHours.dayOfWeek(week)) * DAY_SEC + 21_611;
    }

    /** Start of the outage in which the ticket was filed; empty if a person filed it. */
    OptionalLong outageSec(int ticketNumber) {
        for (int outage = 0; outage < outageSec.length; outage++) {
            if (ticketNumber < ticketsUpTo[outage]) {
                return OptionalLong.of(outageSec[outage]);
            }
        }
        return OptionalLong.empty();
    }

    /** Next mass update after {@code sec}. */
    long nextUpdateSec(long sec) {
        if (sec < firstUpdateSec) {
            return firstUpdateSec;
        }
        return firstUpdateSec + ((sec - firstUpdateSec) / HALF_YEAR_SEC + 1) * HALF_YEAR_SEC;
    }

    /** Name of an update: {@code 2025h2}. */
    static String halfYear(long updateSec) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(updateSec, DAY_SEC));
        return date.getYear() + (date.getMonthValue() <= 6 ? "h1" : "h2");
    }
}
