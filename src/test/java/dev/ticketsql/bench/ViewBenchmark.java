package dev.ticketsql.bench;

import dev.ticketsql.calcite.ReadyView;
import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Times the ready-made views over a whole mirror, and a million calls of the functions of business hours. */
final class ViewBenchmark {

    /** A zone with daylight saving, and days off. */
    static final String SCHEDULES = "[{\"name\": \"Support\", \"timeZone\": \"Europe/Berlin\", \"hours\":"
            + " {\"monday-friday\": \"09:00-17:30\"}, \"holidays\": [\"2025-12-25\", \"2025-12-26\"]}]";

    private static final int CALLS = 1_000_000;

    private static final double MAX_CALLS_SEC = 1;

    private static final double MILLIS_PER_SEC = 1_000;

    private static final int ROUNDS = 3;

    private final Connection connection;
    private final Report report;

    ViewBenchmark(Connection connection, Report report) {
        this.connection = connection;
        this.report = report;
    }

    void run() throws Exception {
        report.heading("Ready-made views: the first rows of all, which needs all columns of all rows");
        double groupingMillis =
                leastMillis("SELECT ticket_id, COUNT(*) FROM ticket_events GROUP BY 1 ORDER BY 2, 1 LIMIT 10");
        report.figure("events per ticket", groupingMillis, "ms");
        for (ReadyView view : ReadyView.values()) {
            double millis = leastMillis("SELECT * FROM " + view.viewName() + " ORDER BY 1, 2 LIMIT 10");
            report.figure(view.viewName() + ", beside events per ticket, ratio", millis / groupingMillis, "");
        }
        report.heading("Business hours of a million instants within six years");
        millionCalls("BUSINESS_SECONDS(t, TIMESTAMP '2026-01-01 00:00:00')");
        millionCalls("BUSINESS_SECONDS(t, t + INTERVAL '3' DAY)");
        millionCalls("BUSINESS_ADD(t, 100000)");
    }

    private void millionCalls(String call) throws Exception {
        double millis = leastMillis("SELECT MAX(" + call + ") FROM (SELECT TIMESTAMP '2020-01-01 00:00:00'"
                + " + INTERVAL '1' SECOND * (n * 189) AS t FROM GENERATE_SERIES(1, " + CALLS
                + ") AS g(n)) AS instants");
        report.limited(call, millis / MILLIS_PER_SEC, "s", MAX_CALLS_SEC);
    }

    private double leastMillis(String sql) throws Exception {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, Alternating.millis(() -> rows(sql)));
        }
        return least;
    }

    private List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return RowTexts.asWritten(result);
        }
    }
}
