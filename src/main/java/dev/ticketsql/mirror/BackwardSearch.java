package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.util.OptionalLong;

/**
 * Where to begin the next page when the newest events are wanted first. Pages only go forward, so each must begin far
 * enough back to bring enough, and not so far back that it ends long before the gap does. Nobody says how dense events
 * are: what was read tells. Pure arithmetic; decides what an answer costs, never what it is. For one thread.
 */
final class BackwardSearch {

    /** Where nothing is known: a page of a help desk with a million events in three years, in its busy hours. */
    private static final double FIRST_STEP_SEC = 6 * 3600.0;

    /** So much of a page is planned, so that one that is a little denser still reaches the end of the gap. */
    private static final double PAGE_SHARE = 0.8;

    /** A weekend with the nights around it, in which nothing happens at many a help desk. */
    private static final double WEEKEND_SEC = 3 * 86400.0;

    /** Beyond a weekend nothing is usual any more. */
    private static final double MAX_GROWTH = 8;

    /** A page more costs more than rows that nobody needs. */
    private static final double MARGIN = 2;

    /** A long search takes several pages at a time, which overlap less; so much of what it has read may be too much. */
    private static final double STRETCH = 0.25;

    private final OptionalLong rows;
    private final double safePageEvents;
    private double plannedEvents;
    private double pages;
    private long pageFromSec;
    private long pageToSec;
    private double pageEvents;

    /**
     * A search that has read nothing.
     *
     * @param rows how many rows are needed; empty for all there are
     * @param pageSize how many events a page holds
     */
    BackwardSearch(OptionalLong rows, int pageSize) {
        this.rows = rows;
        this.safePageEvents = pageSize * PAGE_SHARE;
    }

    /**
     * Where to begin the next page.
     *
     * @param gap what is missing below what has been read
     * @param seenSec how long the stretch above the gap is
     * @param seenEvents how many events lie in it
     * @param rowsFound how many rows were found in it
     * @return a second of the gap
     */
    long pageStartSec(TimeRange gap, double seenSec, double seenEvents, long rowsFound) {
        if (gap.fromSec() == pageToSec && pageEvents > 0) {
            // Where more than a page is needed anyway, what lies between is read sooner or later.
            boolean isAllNeeded = seenEvents > 0 && eventsNeeded(seenEvents, rowsFound) > safePageEvents;
            return isAllNeeded ? gap.fromSec() : afterShortPage(gap, seenSec, seenEvents);
        }
        double stepSec;
        if (seenEvents == 0) {
            plannedEvents = safePageEvents;
            stepSec = seenSec < FIRST_STEP_SEC ? FIRST_STEP_SEC : Math.max(WEEKEND_SEC, seenSec * MAX_GROWTH) - seenSec;
        } else {
            double stretch = safePageEvents * Math.max(1, pages * STRETCH);
            plannedEvents =
                    Math.max(safePageEvents / 2, Math.min(MARGIN * eventsNeeded(seenEvents, rowsFound), stretch));
            stepSec = Math.min(plannedEvents * seenSec / seenEvents, seenSec * MAX_GROWTH);
        }
        return startSec(gap, stepSec);
    }

    /** The last page ended where the gap begins: go on from there, unless what is wanted lies far behind that. */
    private long afterShortPage(TimeRange gap, double seenSec, double seenEvents) {
        double eventsPerSec = pageEvents / (pageToSec - pageFromSec);
        if (eventsPerSec * IncrementalScan.lengthSec(gap) <= Math.max(plannedEvents, safePageEvents)) {
            return gap.fromSec();
        }
        plannedEvents = safePageEvents / 2;
        double silentSec = seenEvents == 0 ? seenSec : 0;
        return startSec(
                gap, Math.min(Math.max(plannedEvents / eventsPerSec, silentSec), IncrementalScan.lengthSec(gap) / 2));
    }

    private static long startSec(TimeRange gap, double stepSec) {
        return Math.max(gap.fromSec(), gap.toSec() - Math.max(1, (long) stepSec));
    }

    private double eventsNeeded(double seenEvents, long rowsFound) {
        return rows.isEmpty() || rowsFound == 0
                ? Double.MAX_VALUE
                : (rows.getAsLong() - rowsFound) * seenEvents / rowsFound;
    }

    /** Takes note of a page that was read: the seconds that it filled of the gap, and their events. */
    void read(TimeRange page, double events) {
        pages++;
        plannedEvents -= events;
        pageFromSec = page.fromSec();
        pageToSec = page.toSec();
        pageEvents = events;
    }
}
