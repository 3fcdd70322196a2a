package dev.ticketsql.bench;

import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A connection to the same events as TicketSQL's.
 *
 * @param name of the engine
 * @param connection its connection
 * @param events what stands in FROM
 * @param dialect its spellings
 */
record Peer(String name, Connection connection, String events, Dialect dialect) {

    /** Spellings of integer division and of the median. */
    enum Dialect {
        STANDARD("/", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s)"),
        DUCKDB("//", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s)"),
        SQLITE("/", "MEDIAN(%s)"),
        HSQLDB("/", "MEDIAN(CAST(%s AS DOUBLE))");

        private final String division;
        private final String median;

        Dialect(String division, String median) {
            this.division = division;
            this.median = median;
        }
    }

    /** The question's SQL. */
    String sql(PeerQuestion question, PeerQuestion.Values values) {
        return question.sql(values)
                .replace("{events}", events)
                .replace("{/}", dialect.division)
                .replaceAll("\\{median (\\w+)}", dialect.median.replace("%s", "$1"));
    }

    /** The rows of its answer. */
    List<String> rows(String sql) throws SQLException {
        return RowTexts.read(connection, sql);
    }
}
