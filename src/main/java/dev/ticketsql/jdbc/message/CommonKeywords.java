package dev.ticketsql.jdbc.message;

import java.util.List;

/** Keywords of statements that people type often; the grammar has 800 more. */
public final class CommonKeywords {

    private static final List<String> WORDS =
            List.of(("SELECT FROM WHERE GROUP BY HAVING ORDER LIMIT JOIN LEFT INNER CROSS ON USING AS AND OR NOT IN IS"
                            + " NULL LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END DISTINCT UNION ALL WITH OVER PARTITION ROWS"
                            + " RANGE PRECEDING FOLLOWING CURRENT_DATE CURRENT_TIMESTAMP INTERVAL DATE TIMESTAMP EXTRACT CAST"
                            + " COUNT SUM AVG MIN MAX FILTER QUALIFY EXPLAIN PLAN FOR SHOW TABLES DESCRIBE UNNEST DESC ASC"
                            + " COALESCE ROW_NUMBER FETCH FIRST ONLY VALUES TRUE FALSE DAY HOUR MONTH WEEK YEAR")
                    .split(" "));

    private CommonKeywords() {}

    /** All of them, in upper case. */
    public static List<String> all() {
        return WORDS;
    }
}
