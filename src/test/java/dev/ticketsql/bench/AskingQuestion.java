package dev.ticketsql.bench;

/**
 * Questions to TicketSQL and to DuckDB over the same files: in braces what a run fills in; where DuckDB has other
 * words, these too.
 */
enum AskingQuestion {
    GROUPING(
            "channels and kinds of all",
            Limit.GROUPING,
            "SELECT via, type, COUNT(*) FROM {events} GROUP BY via, type ORDER BY 3 DESC, 1 NULLS LAST, 2 NULLS LAST"),
    MONTH(
            "channels of a month",
            Limit.NONE,
            "SELECT via, COUNT(*) FROM {events} WHERE start_time >= 1751328000 AND start_time < 1754006400"
                    + " GROUP BY via ORDER BY 2 DESC, 1 NULLS LAST"),
    TICKET(
            "one ticket",
            Limit.NONE,
            "SELECT id, start_time, via FROM {events} WHERE ticket_id = {ticket} ORDER BY start_time, id"),
    DAYS(
            "each day of 300,000 events",
            Limit.DIFFERENCE,
            "SELECT CAST(\"time\" AS DATE) AS d, COUNT(*) FROM {events} WHERE start_time < {days} GROUP BY 1 ORDER BY 1"),
    JSON(
            "JSON: kind of the first child",
            Limit.NATIVE,
            "SELECT JSON_VALUE(child_events, '$[0].event_type') AS k, COUNT(*) FROM {events} GROUP BY 1"
                    + " ORDER BY 2 DESC, 1 NULLS LAST",
            "SELECT json_extract_string(child_events, '$[0].event_type') AS k, COUNT(*) FROM {events} GROUP BY 1"
                    + " ORDER BY 2 DESC, 1 NULLS LAST"),
    TEXT(
            "text: lengths and letters",
            Limit.NATIVE,
            "SELECT UPPER(via) AS u, SUM(CHAR_LENGTH(child_events)) FROM {events} WHERE via LIKE 'W%' GROUP BY 1"
                    + " ORDER BY 1",
            "SELECT UPPER(via) AS u, SUM(length(child_events)) FROM {events} WHERE via LIKE 'W%' GROUP BY 1 ORDER BY 1"),
    DATE(
            "dates: hours of weekdays",
            Limit.NATIVE,
            "SELECT EXTRACT(DOW FROM \"time\") AS d, EXTRACT(HOUR FROM \"time\") AS h, COUNT(*) FROM {events}"
                    + " GROUP BY 1, 2 ORDER BY 1, 2"),
    ROLLUP(
            "ROLLUP",
            Limit.NATIVE,
            "SELECT via, type, COUNT(*) FROM {events} GROUP BY ROLLUP (via, type) ORDER BY 3 DESC, 1 NULLS LAST,"
                    + " 2 NULLS LAST"),
    PERCENTILES(
            "percentiles of each channel",
            Limit.NATIVE,
            "SELECT via, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ticket_id), PERCENTILE_CONT(0.9) WITHIN GROUP"
                    + " (ORDER BY ticket_id) FROM {events} GROUP BY via ORDER BY 1 NULLS LAST"),
    OURS(
            "a function of TicketSQL's own: TO_CHAR",
            Limit.OURS,
            "SELECT TO_CHAR(\"time\", 'YYYY-MM-DD HH24') AS h, COUNT(*) FROM {events} GROUP BY 1 ORDER BY 2 DESC, 1"
                    + " LIMIT 20",
            "SELECT strftime(\"time\", '%Y-%m-%d %H') AS h, COUNT(*) FROM {events} GROUP BY 1 ORDER BY 2 DESC, 1"
                    + " LIMIT 20");

    /** The limits of TicketSQL's time beside DuckDB's. */
    enum Limit {
        /** As a multiple, of ten million events. */
        GROUPING,
        /** As a difference. */
        DIFFERENCE,
        /** As a multiple, where DuckDB computes all, of a million events. */
        NATIVE,
        /** As a multiple, where DuckDB calls a function of ours, of a million events. */
        OURS,
        /** No limit. */
        NONE
    }

    private final String title;
    private final Limit limit;
    private final String sql;
    private final String duckDbSql;

    AskingQuestion(String title, Limit limit, String sql) {
        this(title, limit, sql, sql);
    }

    AskingQuestion(String title, Limit limit, String sql, String duckDbSql) {
        this.title = title;
        this.limit = limit;
        this.sql = sql;
        this.duckDbSql = duckDbSql;
    }

    String title() {
        return title;
    }

    Limit limit() {
        return limit;
    }

    /** TicketSQL's SQL. */
    String sql() {
        return sql;
    }

    /** DuckDB's SQL. */
    String duckDbSql() {
        return duckDbSql;
    }
}
