package dev.ticketsql.bench;

import dev.ticketsql.bench.AskingQuestion.Limit;
import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Asks a mirror, warm, beside DuckDB over the mirror's own files: what parsing, planning and reading back cost. */
final class AskingBenchmark {

    /** The limit of grouping, as a multiple of DuckDB's time. */
    static final double MAX_GROUPING = 1.15;

    /** The limit of a histogram beyond DuckDB's time. */
    static final double MAX_DIFFERENCE_MILLIS = 10;

    /** The limit of reading rows, and of what the engine computes alone. */
    static final double MAX_NATIVE = 1.5;

    /** The limit of what calls a function of ours. */
    static final double MAX_OURS = 4;

    /** Less is parsed and planned longer than it is read. */
    private static final int MIN_EVENTS = 1_000_000;

    private static final int MIN_GROUPED_EVENTS = 10_000_000;

    private static final int DAYS_EVENTS = 300_000;

    private static final int MAX_ROWS = 1_000_000;

    private static final int READING_ROUNDS = 5;

    private static final String RATIO = "beside DuckDB, ratio";

    /** The title of what no question is. */
    static final String READING = "rows read through JDBC, at most a million";

    private final Connection ticketSql;
    private final MirrorFiles mirror;
    private final Report report;

    AskingBenchmark(Connection ticketSql, MirrorFiles mirror, Report report) {
        this.ticketSql = ticketSql;
        this.mirror = mirror;
        this.report = report;
    }

    void run(int events, int rounds) throws Exception {
        report.heading("Asking, warm, beside DuckDB over the mirror's own files, medians");
        String files = mirror.eventsInDuckDb();
        ReportTable table = new ReportTable(
                "asking", List.of(Report.text(events) + " events", "TicketSQL, ms", "DuckDB, ms", "ratio", "limit"));
        Map<String, Double> ratios = new LinkedHashMap<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            String days = secondOf(duckDb, files, DAYS_EVENTS, events);
            String ticket = RowTexts.asWritten(
                            duckDb,
                            "SELECT ticket_id FROM " + files + " WHERE ticket_id IS NOT NULL"
                                    + " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
                    .get(0);
            for (AskingQuestion question : AskingQuestion.values()) {
                String ours = filled(question.sql(), "ticket_events", days, ticket);
                String theirs = filled(question.duckDbSql(), files, days, ticket);
                Way way = new Way(
                        question.title(),
                        question.limit(),
                        () -> RowTexts.asWritten(ticketSql, ours),
                        () -> RowTexts.asWritten(duckDb, theirs));
                ratios.put(question.title(), ratio(way, rounds, events, table));
            }
            String reading = "SELECT id, ticket_id, start_time, via FROM %s WHERE start_time < "
                    + secondOf(duckDb, files, MAX_ROWS, events);
            Way way = new Way(
                    READING,
                    Limit.NATIVE,
                    () -> sum(ticketSql, reading.formatted("ticket_events")),
                    () -> sum(duckDb, reading.formatted(files)));
            ratios.put("rows through JDBC", ratio(way, Math.min(rounds, READING_ROUNDS), events, table));
        }
        report.add(table);
        report.add(new RatioChart(
                "asking",
                "TicketSQL's times beside DuckDB's over the same files, " + Report.text(events) + " events",
                "question",
                "times DuckDB's, logarithmic",
                List.copyOf(ratios.keySet()),
                Map.of("TicketSQL", List.copyOf(ratios.values()))));
    }

    /** One answer in two ways. */
    private record Way(String title, Limit limit, Callable<?> ours, Callable<?> theirs) {}

    /** Compares the answers, times both ways, and adds their row to the table. */
    private double ratio(Way way, int rounds, int events, ReportTable table) throws Exception {
        report.check(way.title(), way.theirs().call(), way.ours().call());
        Alternating timed = Alternating.of(rounds, List.of(way.ours(), way.theirs()));
        print(way.title(), way.limit(), timed, events);
        table.row(cells(way.title(), timed, way.limit()));
        return timed.ratio();
    }

    private static List<String> cells(String title, Alternating timed, Limit limit) {
        return List.of(
                title,
                Report.text(timed.firstMedianMillis()),
                Report.text(timed.secondMedianMillis()),
                Report.text(timed.ratio()),
                text(limit));
    }

    /** Prints the ratio, and judges it where there is enough to read. */
    private void print(String title, Limit limit, Alternating timed, int events) {
        report.figure(title + ": TicketSQL", timed.firstMedianMillis(), "ms");
        switch (limit) {
            case NONE -> report.figure(RATIO, timed.ratio(), "");
            case DIFFERENCE -> {
                double beyondMillis = timed.firstMedianMillis() - timed.secondMedianMillis();
                judge("beyond DuckDB's time", beyondMillis, "ms", MAX_DIFFERENCE_MILLIS, events >= DAYS_EVENTS);
            }
            case GROUPING -> judge(RATIO, timed.ratio(), "", MAX_GROUPING, events >= MIN_GROUPED_EVENTS);
            case NATIVE -> judge(RATIO, timed.ratio(), "", MAX_NATIVE, events >= MIN_EVENTS);
            case OURS -> judge(RATIO, timed.ratio(), "", MAX_OURS, events >= MIN_EVENTS);
        }
    }

    private void judge(String name, double value, String unit, double limit, boolean applies) {
        if (applies) {
            report.limited(name, value, unit, limit);
        } else {
            report.figure(name, value, unit);
        }
    }

    /** The limit as the document shows it. */
    static String text(Limit limit) {
        return switch (limit) {
            case NONE -> "";
            case DIFFERENCE -> Report.text(MAX_DIFFERENCE_MILLIS) + " ms more";
            case GROUPING -> Report.text(MAX_GROUPING) + " of " + Report.text(MIN_GROUPED_EVENTS);
            case NATIVE -> Report.text(MAX_NATIVE) + " of " + Report.text(MIN_EVENTS);
            case OURS -> Report.text(MAX_OURS) + " of " + Report.text(MIN_EVENTS);
        };
    }

    private static String filled(String sql, String events, String days, String ticket) {
        return sql.replace("{events}", events).replace("{days}", days).replace("{ticket}", ticket);
    }

    /** The second before which so many events are, or all. */
    private static String secondOf(Connection duckDb, String files, int wanted, int events) throws SQLException {
        if (wanted >= events) {
            return Long.toString(Integer.MAX_VALUE);
        }
        return RowTexts.asWritten(duckDb, "SELECT start_time FROM " + files + " ORDER BY 1 LIMIT 1 OFFSET " + wanted)
                .get(0);
    }

    /** Reads every value of every row, and adds up what is alike in any order. */
    private static long sum(Connection connection, String sql) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sum += rows.getLong(1) ^ rows.getLong(2) ^ rows.getLong(3);
                sum += String.valueOf(rows.getString(4)).hashCode();
            }
        }
        return sum;
    }
}
