package dev.ticketsql.bench;

import dev.ticketsql.mirror.GeneratedMirror;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Questions to histories of different lengths, whose last months are alike. */
enum GrowingQuestion {
    /** The first of its process. */
    FIRST("a process's first answer: events of a month", true, "SELECT COUNT(*) FROM ticket_events WHERE {month}"),
    MONTH(
            "channels of a month",
            true,
            "SELECT via, COUNT(*) FROM ticket_events WHERE {month} GROUP BY via ORDER BY 2 DESC, 1"),
    TICKET(
            "one ticket",
            true,
            "SELECT id, start_time, via FROM ticket_events WHERE ticket_id = {ticket} ORDER BY start_time, id"),
    NEWEST("newest ten", true, "SELECT id, ticket_id FROM ticket_events ORDER BY start_time DESC, id DESC LIMIT 10"),
    STATUS_OF_TICKET(
            "status intervals of one ticket",
            true,
            "SELECT status, started_at, seconds FROM ticket_status_intervals WHERE ticket_id = {ticket}"
                    + " ORDER BY started_at, status"),
    STATUS_OF_WEEK(
            "status intervals of a week, by status",
            false,
            "SELECT status, COUNT(*), SUM(seconds) FROM ticket_status_intervals WHERE started_at >= {week}"
                    + " GROUP BY status ORDER BY 1"),
    ALL("channels of all", false, "SELECT via, COUNT(*) FROM ticket_events GROUP BY via ORDER BY 2 DESC, 1");

    private static final long DAY_SEC = 86_400;

    private static final int MONTH_DAYS = 30;

    private static final int TICKET_DAYS = 20;

    private final String title;
    private final boolean mustNotGrow;
    private final String sql;

    GrowingQuestion(String title, boolean mustNotGrow, String sql) {
        this.title = title;
        this.mustNotGrow = mustNotGrow;
        this.sql = sql;
    }

    String title() {
        return title;
    }

    /** True if a longer history has no more of what is asked for. */
    boolean mustNotGrow() {
        return mustNotGrow;
    }

    /** The SQL for a history of so many events. */
    String sql(long events) {
        long tickets = events / GeneratedMirror.EVENTS_PER_TICKET;
        long later = TICKET_DAYS * DAY_SEC / GeneratedMirror.SECONDS_PER_EVENT / GeneratedMirror.EVENTS_PER_TICKET;
        String week = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(GeneratedMirror.END_SEC - 7 * DAY_SEC));
        return sql.replace(
                        "{month}",
                        "start_time >= " + (GeneratedMirror.END_SEC - MONTH_DAYS * DAY_SEC) + " AND start_time < "
                                + GeneratedMirror.END_SEC)
                .replace("{week}", "TIMESTAMP '" + week + "'")
                .replace("{ticket}", Long.toString(Math.max(1, tickets - later)));
    }

    /** Events of the month in a history of so many. */
    static long eventsOfMonth(long events) {
        return Math.min(events, MONTH_DAYS * DAY_SEC / GeneratedMirror.SECONDS_PER_EVENT);
    }
}
