package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.util.OptionalLong;

/**
 * Chooses the {@code start_time} of the next page of a newest-first scan. The API pages forward only, so each page must
 * start far enough back to hold enough events, but not so far back that it ends long before the gap does. The density
 * of events is estimated from the pages read. Pure arithmetic: affects the number of requests, never the result. For
 * one thread.
 */
final class BackwardSearch {

    /**
     * First step without an estimate: a page of a help desk with a million events in three years, in its busy hours.
     */
    private static final double FIRST_STEP_SEC = 6 * 3600.0;

    /** Planned share of a page, so that a slightly denser one still reaches the end of the gap. */
    private static final double PAGE_SHARE = 0.8;

    /** A weekend with the nights around it, without events at many a help desk. */
    private static final double WEEKEND_SEC = 3 * 86400.0;

    /** Factor by which a step beyond a weekend grows. */
    private static final double MAX_GROWTH = 8;

    /** Factor by which a step exceeds the time without events behind it. */
    private static final double EMPTY_GROWTH = 2;

    /** Plans twice the rows: another page costs more than surplus rows. */
    private static final double MARGIN = 2;

    /**
     * A long search plans several pages at a time, which overlap less; at most this share of the pages read may be
     * surplus.
     */
    private static final double STRETCH = 0.25;

    private final OptionalLong rows;
    private final double safePageEvents;
    private double plannedEvents;
    private double pages;
    private long pageFromSec;
    private long pageToSec;
    private double pageEvents;
    private double emptySec;

    /**
     * Creates a search before its first page.
     *
     * @param rows rows that the statement needs; empty for all
     * @param pageSize events on a page
     */
    BackwardSearch(OptionalLong rows, int pageSize) {
        this.rows = rows;
        this.safePageEvents = pageSize * PAGE_SHARE;
    }

    /**
     * Start of the next page.
     *
     * @param gap the missing range below the part that was read
     * @param seenSec length of the range read above the gap
     * @param seenEvents events in it
     * @param rowsFound rows found in it
     * @return a second of the gap
     */
    long pageStartSec(TimeRange gap, double seenSec, double seenEvents, long rowsFound) {
        if (gap.fromSec() == pageToSec && pageEvents > 0) {
            // If more than a page is needed anyway, the part between is needed too.
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
            // Before its first events an account has none: steps by the density after them would hardly grow.
            stepSec = Math.min(
                    Math.max(plannedEvents * seenSec / seenEvents, emptySec * EMPTY_GROWTH), seenSec * MAX_GROWTH);
        }
        return startSec(gap, stepSec);
    }

    /** Start after a page that ended where the gap begins: there, unless the needed rows lie far behind. */
    private long afterShortPage(TimeRange gap, double seenSec, double seenEvents) {
        double eventsPerSec = pageEvents / (pageToSec - pageFromSec);
        if (eventsPerSec * gap.lengthSec() <= Math.max(plannedEvents, safePageEvents)) {
            return gap.fromSec();
        }
        plannedEvents = safePageEvents / 2;
        double silentSec = seenEvents == 0 ? seenSec : 0;
        return startSec(gap, Math.min(Math.max(plannedEvents / eventsPerSec, silentSec), gap.lengthSec() / 2.0));
    }

    private static long startSec(TimeRange gap, double stepSec) {
        return Math.max(gap.fromSec(), gap.toSec() - Math.max(1, (long) stepSec));
    }

    private double eventsNeeded(double seenEvents, long rowsFound) {
        return rows.isEmpty() || rowsFound == 0
                ? Double.MAX_VALUE
                : (rows.getAsLong() - rowsFound) * seenEvents / rowsFound;
    }

    /** Records a page: the part of the gap that it filled, and its events. */
    void read(TimeRange page, double events) {
        pages++;
        plannedEvents -= events;
        pageFromSec = page.fromSec();
        pageToSec = page.toSec();
        pageEvents = events;
        emptySec = events == 0 ? emptySec + page.lengthSec() : 0;
    }
}
