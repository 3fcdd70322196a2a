package dev.ticketsql.bench;

/** Questions in words that all peers share, but for what {@link Peer.Dialect} spells. */
enum PeerQuestion {
    GROUPING("channels, grouped", "SELECT via, COUNT(*), MAX(ticket_id) FROM {events} GROUP BY via ORDER BY 2 DESC, 1"),
    MONTH(
            "channels of a month",
            "SELECT via, COUNT(*) FROM {events} WHERE start_time >= {from} AND start_time < {to} GROUP BY via"
                    + " ORDER BY 2 DESC, 1"),
    TICKET("one ticket", "SELECT id, start_time, via FROM {events} WHERE ticket_id = {ticket} ORDER BY start_time, id"),
    DAYS(
            "events of each day",
            "SELECT start_time {/} 86400, COUNT(*) FROM {events} GROUP BY start_time {/} 86400 ORDER BY 1"),
    DISTINCT(
            "distinct tickets and people",
            "SELECT COUNT(DISTINCT ticket_id), COUNT(DISTINCT updater_id) FROM {events}"),
    JOIN(
            "tickets of a month, joined with all their events",
            "SELECT COUNT(*), MIN(b.id) FROM {events} AS a JOIN {events} AS b ON b.ticket_id = a.ticket_id"
                    + " WHERE a.start_time >= {from} AND a.start_time < {to}"),
    MEDIAN("median", "SELECT {median ticket_id} FROM {events}"),
    NEWEST("newest ten", "SELECT id, ticket_id FROM {events} ORDER BY start_time DESC, id DESC LIMIT 10");

    private final String title;
    private final String sql;

    PeerQuestion(String title, String sql) {
        this.title = title;
        this.sql = sql;
    }

    /**
     * Constants of the questions.
     *
     * @param fromSec first second of the month
     * @param toSec the second after it
     * @param ticket a ticket with many events
     */
    record Values(long fromSec, long toSec, long ticket) {}

    /** The name in tables. */
    String title() {
        return title;
    }

    /** The SQL, with what the dialects spell in braces. */
    String sql(Values values) {
        return sql.replace("{from}", Long.toString(values.fromSec()))
                .replace("{to}", Long.toString(values.toSec()))
                .replace("{ticket}", Long.toString(values.ticket()));
    }
}
