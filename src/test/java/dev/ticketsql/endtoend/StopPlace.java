package dev.ticketsql.endtoend;

/** The work that a statement does when it is called off. */
enum StopPlace {
    RATE_LIMIT(2, StopPlace.ALL),
    NEXT_ATTEMPT(1000, StopPlace.ALL),
    SLOW_ANSWER(1000, StopPlace.ALL),
    SLOW_BODY(1000, StopPlace.ALL),
    ENGINE(1000, "SELECT COUNT(*)" + StopPlace.FROM_FOUR_FOLD + " WHERE a.id + b.id + c.id + d.id < 0"),
    /** Rows that the engine works for: between two of them the clock of a query timeout stands still. */
    ROWS(1000, "SELECT a.id" + StopPlace.FROM_FOUR_FOLD + " WHERE MOD(a.id + b.id + c.id + d.id, 997) = 0");

    static final String ALL = "SELECT COUNT(*) FROM ticket_events";

    private static final String FROM_FOUR_FOLD =
            " FROM ticket_events a, ticket_events b, ticket_events c, ticket_events d";

    private final int requestsPerMinute;
    private final String sql;

    StopPlace(int requestsPerMinute, String sql) {
        this.requestsPerMinute = requestsPerMinute;
        this.sql = sql;
    }

    int requestsPerMinute() {
        return requestsPerMinute;
    }

    String sql() {
        return sql;
    }

    boolean isFetching() {
        return sql.equals(ALL);
    }

    /** Whether a request has reached the server, and has no whole answer. */
    boolean isAnswering() {
        return this == SLOW_ANSWER || this == SLOW_BODY;
    }
}
