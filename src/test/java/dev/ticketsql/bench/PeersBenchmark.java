package dev.ticketsql.bench;

import dev.ticketsql.mirror.directory.EventTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks the same events of TicketSQL, of DuckDB over the same files, and of others that have them already. */
final class PeersBenchmark {

    private static final String CANNOT = "cannot";

    private final MirrorFiles mirror;
    private final Connection sqlite;
    private final int rounds;
    private final Report report;

    /**
     * A benchmark of fetched events.
     *
     * @param sqlite the same events, as {@link SqliteExport} keeps them
     * @param rounds runs of each question that count, an odd number
     */
    PeersBenchmark(MirrorFiles mirror, Connection sqlite, int rounds, Report report) {
        this.mirror = mirror;
        this.sqlite = sqlite;
        this.rounds = rounds;
        this.report = report;
    }

    void run() throws Exception {
        EventRows rows = EventRows.of(mirror.of(EventTable.TICKET_EVENTS));
        report.heading("Asking " + rows.count() + " events of TicketSQL and of its peers, warm, medians");
        try (Connection ticketSql = mirror.connect();
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Connection hsqldb = rows.hsqldb();
                Connection calcite = rows.calcite()) {
            Peer alone = new Peer("DuckDB", duckDb, mirror.eventsInDuckDb(), Peer.Dialect.DUCKDB);
            List<Peer> peers = List.of(
                    new Peer("TicketSQL", ticketSql, "ticket_events", Peer.Dialect.STANDARD),
                    alone,
                    new Peer("SQLite", sqlite, "ticket_events", Peer.Dialect.SQLITE),
                    new Peer("HSQLDB", hsqldb, "ticket_events", Peer.Dialect.HSQLDB),
                    new Peer("Calcite over rows", calcite, "ticket_events", Peer.Dialect.STANDARD));
            ask(peers, values(alone), rows.count());
        }
    }

    private static PeerQuestion.Values values(Peer alone) throws SQLException {
        long toSec =
                Long.parseLong(alone.rows("SELECT max(start_time) // 2 + min(start_time) // 2 FROM " + alone.events())
                        .get(0));
        long ticket = Long.parseLong(alone.rows("SELECT ticket_id FROM " + alone.events()
                        + " WHERE ticket_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
                .get(0));
        return new PeerQuestion.Values(toSec - 30 * 86_400L, toSec, ticket);
    }

    private void ask(List<Peer> peers, PeerQuestion.Values values, int events) throws Exception {
        List<String> columns = new ArrayList<>(List.of(Report.text(events) + " events", "TicketSQL, ms"));
        Map<String, List<Double>> bars = new LinkedHashMap<>();
        for (Peer peer : peers.subList(1, peers.size())) {
            columns.add(peer.name() + ", times TicketSQL's");
        }
        ReportTable table = new ReportTable("peers", columns);
        List<String> titles = new ArrayList<>();
        for (PeerQuestion question : PeerQuestion.values()) {
            double[] millis = millis(peers, question, values);
            List<String> cells = new ArrayList<>(List.of(question.title(), Report.text(millis[0])));
            report.figure(question.title() + ": TicketSQL", millis[0], "ms");
            for (int peer = 1; peer < millis.length; peer++) {
                double ratio = millis[peer] / millis[0];
                report.figure("  " + peers.get(peer).name() + ", times TicketSQL's", ratio, "");
                cells.add(Double.isNaN(ratio) ? CANNOT : Report.text(ratio));
                bars.computeIfAbsent(peers.get(peer).name(), name -> new ArrayList<>())
                        .add(ratio);
            }
            table.row(cells);
            titles.add(question.title());
        }
        report.add(table);
        report.add(new RatioChart(
                "peers",
                "Times of the same questions, beside TicketSQL's",
                "question",
                "times TicketSQL's, logarithmic",
                titles,
                bars));
    }

    /** The medians of those that can answer; not a number of others. */
    private double[] millis(List<Peer> peers, PeerQuestion question, PeerQuestion.Values values) throws Exception {
        List<String> expected = List.of();
        List<Callable<List<String>>> ways = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < peers.size(); place++) {
            Peer peer = peers.get(place);
            String sql = peer.sql(question, values);
            Optional<List<String>> answer = answer(peer, sql, place < 2);
            if (answer.isPresent()) {
                expected = place == 0 ? answer.get() : expected;
                report.check(question.title() + ", " + peer.name(), expected, answer.get());
                ways.add(() -> peer.rows(sql));
                places.add(place);
            }
        }
        Alternating timed = Alternating.of(rounds, ways);
        double[] millis = new double[peers.size()];
        for (int place = 0; place < millis.length; place++) {
            millis[place] = places.contains(place) ? timed.medianMillis(places.indexOf(place)) : Double.NaN;
        }
        return millis;
    }

    private Optional<List<String>> answer(Peer peer, String sql, boolean mustAnswer) throws SQLException {
        try {
            return Optional.of(peer.rows(sql));
        } catch (SQLException e) {
            if (mustAnswer) {
                throw e;
            }
            report.line("  " + peer.name() + " cannot: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }
}
