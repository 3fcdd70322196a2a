package dev.ticketsql.correctness;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deviations, covariances and percentiles: of groups and window frames, of numbers near zero and far from it. */
final class StatisticalAggregatesTest {

    /** Numbers far from zero, whose squares leave no digits for their differences; the answers are worked by hand. */
    private static final String FAR =
            " FROM (VALUES (1, 1764547201, 1), (2, 1764547202, 2), (3, 1764547204, 4)) AS t (n, x, y)";

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STDDEV_POP(instance_id)",
                "STDDEV_SAMP(instance_id)",
                "VAR_POP(latitude)",
                "VAR_SAMP(latitude)",
                "MEDIAN(ticket_id)",
                "MEDIAN(latitude)",
                "VAR_SAMP(instance_id) FILTER (WHERE instance_id > 0)",
                "VAR_SAMP(CASE WHEN id = 2 THEN latitude END)",
            })
    void groupsHaveTheDeviationsThatHsqldbFinds(String function) throws Exception {
        String sql = "SELECT type, ROUND(" + function + ", 6) FROM ticket_events GROUP BY type";
        account.sql(sql).agreesWithHsqldb();
        String total = "SELECT ROUND(" + function + ", 6), COUNT(*) FROM ticket_events";
        account.sql(total).agreesWithHsqldb();
        String none = "SELECT ROUND(" + function + ", 6) FROM ticket_events WHERE id = 4711";
        account.sql(none).returns("null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VAR_POP(x)                                           | 1.556
            VAR_SAMP(x)                                          | 2.333
            STDDEV_POP(x)                                        | 1.247
            STDDEV_SAMP(x)                                       | 1.528
            COVAR_POP(x, y)                                      | 1.556
            COVAR_SAMP(x, y)                                     | 2.333
            REGR_SXX(x, n)                                       | 2
            REGR_SYY(x, n)                                       | 4.667
            MEDIAN(x)                                            | 1764547202
            PERCENTILE_CONT(0.75) WITHIN GROUP (ORDER BY x)      | 1764547203
            PERCENTILE_CONT(0.75) WITHIN GROUP (ORDER BY x DESC) | 1764547201.5
            PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY 5 * n DESC) | 6
            PERCENTILE_CONT(0) WITHIN GROUP (ORDER BY x)         | 1764547201
            PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY x)         | 1764547204
            MEDIAN(x) FILTER (WHERE n > 1)                       | 1764547203
            MEDIAN(CASE WHEN n > 1 THEN x END)                   | 1764547203
            MEDIAN(CASE WHEN n > 3 THEN x END)                   | null
            VAR_SAMP(x) FILTER (WHERE n = 1)                     | null
            COVAR_SAMP(x, y) FILTER (WHERE n = 1)                | null
            COVAR_POP(x, CASE WHEN n > 2 THEN y END)             | 0
            """)
    void numbersFarFromZeroHaveDeviationsToo(String function, String expected) throws Exception {
        account.sql("SELECT ROUND(" + function + ", 3)" + FAR).returns(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VAR_POP(x) OVER ()                                                | 1.556, 1.556, 1.556
            STDDEV_POP(x) OVER (ORDER BY n)                                   | 0, 0.5, 1.247
            STDDEV_SAMP(x) OVER (ORDER BY n ROWS 1 PRECEDING)                 | null, 0.707, 1.414
            COVAR_POP(x, y) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) | 0.25, 1.556, 1
            """)
    void soDoWindows(String function, String expected) throws Exception {
        account.sql("SELECT n, ROUND(" + function + ", 3) AS w" + FAR + " ORDER BY n")
                .returns(numbered(expected.split(", ", -1)));
    }

    private static String[] numbered(String... values) {
        for (int row = 0; row < values.length; row++) {
            values[row] = row + 1 + ", " + values[row];
        }
        return values;
    }

    @Test
    void theyStandInHavingOrderRollupAndSubqueries() throws Exception {
        account.sql("SELECT y / 2, MEDIAN(n)" + FAR + " GROUP BY ROLLUP (y / 2) HAVING MEDIAN(n) < 3"
                        + " ORDER BY MEDIAN(n) DESC, 1 NULLS LAST")
                .returns("1, 2", "null, 2", "0, 1");
        account.sql("SELECT n" + FAR + " WHERE x > (SELECT MEDIAN(x)" + FAR + ")")
                .returns("3");
        account.sql("SELECT n, (SELECT MEDIAN(b.n) FROM (VALUES (1), (2), (3)) AS b (n) WHERE b.n >= t.n) AS m" + FAR
                        + " ORDER BY n")
                .returns("1, 2", "2, 2.5", "3, 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEDIAN(\"time\")", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(\"time\" AS DATE))"})
    void aTimeBetweenTwoTimesIsRefused(String function) {
        account.sql("SELECT " + function + " FROM ticket_events").fails("Cannot apply '*' to arguments of type");
    }

    @Test
    void placesOutsideOfTheOrderAreRefused() {
        account.sql("SELECT PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY id) FROM ticket_events")
                .fails("must be a numeric literal between 0 and 1");
    }
}
