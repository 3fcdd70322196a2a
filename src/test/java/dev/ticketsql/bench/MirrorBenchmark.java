package dev.ticketsql.bench;

import dev.ticketsql.mirror.OneFileMirror;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.RowTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Fetches everything into a mirror, page by page, and asks it the same questions as a mirror that has all events in one
 * file, and as DuckDB alone over that file.
 */
final class MirrorBenchmark {

    /** Of every kind that reports are made of, in words that TicketSQL and DuckDB share; {@code %1$s} is the events. */
    private static final List<String> QUESTIONS = List.of(
            "SELECT metric, type, COUNT(*) FROM %1$s GROUP BY metric, type ORDER BY 3 DESC, 1, 2",
            "SELECT via, COUNT(*), MAX(ticket_id) FROM %1$s WHERE start_time >= 1751328000 AND start_time < 1754006400"
                    + " GROUP BY via ORDER BY 2 DESC, 1",
            "SELECT COUNT(*), COUNT(DISTINCT ticket_id) FROM %1$s WHERE type = 'breach'",
            "SELECT COUNT(DISTINCT updater_id) FROM %1$s",
            "SELECT COUNT(*), MIN(id), MAX(id), SUM(ticket_id) FROM %1$s",
            "SELECT start_time - MOD(start_time, 86400) > 1751328000 AS late, COUNT(*) FROM %1$s GROUP BY 1 ORDER BY 1",
            "SELECT ticket_id, COUNT(*) AS n FROM %1$s GROUP BY ticket_id HAVING COUNT(*) > 12 ORDER BY n DESC, ticket_id"
                    + " LIMIT 20",
            "SELECT id, ticket_id FROM %1$s WHERE via LIKE 'W%%' ORDER BY start_time DESC, id DESC LIMIT 50",
            "SELECT UPPER(via) AS u, COUNT(*) FROM %1$s WHERE via IS NOT NULL GROUP BY 1 ORDER BY 1",
            "SELECT SUM(CASE WHEN via = 'Email' THEN 1 ELSE 0 END), SUM(CASE WHEN metric IS NULL THEN 1 ELSE 0 END) FROM"
                    + " %1$s",
            "SELECT via, COUNT(*) FILTER (WHERE type = 'breach') FROM %1$s GROUP BY via ORDER BY via NULLS LAST",
            "SELECT via, type, COUNT(*) FROM %1$s GROUP BY ROLLUP (via, type) ORDER BY 3 DESC, 1 NULLS LAST, 2 NULLS LAST",
            "SELECT COUNT(*) FROM (SELECT ticket_id, ROW_NUMBER() OVER (PARTITION BY ticket_id ORDER BY start_time, id) AS"
                    + " n FROM %1$s) AS e WHERE n = 2",
            "SELECT MAX(gap) FROM (SELECT start_time - LAG(start_time) OVER (PARTITION BY ticket_id ORDER BY start_time,"
                    + " id) AS gap FROM %1$s) AS e",
            "SELECT COUNT(*) FROM %1$s AS a JOIN %1$s AS b ON b.ticket_id = a.ticket_id WHERE a.type = 'breach' AND b.type"
                    + " = 'fulfill'",
            "SELECT COUNT(*) FROM %1$s AS a WHERE EXISTS (SELECT 1 FROM %1$s AS b WHERE b.ticket_id = a.ticket_id AND"
                    + " b.type = 'breach')",
            "SELECT COUNT(*) FROM %1$s WHERE ticket_id NOT IN (SELECT ticket_id FROM %1$s WHERE type = 'breach' AND"
                    + " ticket_id IS NOT NULL)",
            "WITH t AS (SELECT ticket_id, MIN(start_time) AS opened FROM %1$s GROUP BY ticket_id) SELECT COUNT(*),"
                    + " MIN(opened), MAX(opened) FROM t WHERE opened > (SELECT MIN(opened) FROM t)",
            "SELECT 'breach' AS kind, COUNT(*) FROM %1$s WHERE type = 'breach' UNION ALL SELECT 'other', COUNT(*) FROM %1$s"
                    + " WHERE type <> 'breach' ORDER BY 1",
            "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ticket_id) FROM %1$s WHERE type = 'breach'");

    /** The limit of the time over the files of a mirror fetched page by page, as a multiple of that over one file. */
    static final double MAX_RATIO = 1.3;

    /** The limit of pages kept, as a share of those that the sandbox could serve: above it the sandbox is measured. */
    static final double MAX_SERVED_SHARE = 0.5;

    private static final int ASKING_ROUNDS = 15;

    private final Sandbox sandbox;
    private final Path directory;
    private final Report report;
    private final MirrorFiles mirror;

    MirrorBenchmark(Sandbox sandbox, Path directory, Report report) {
        this.sandbox = sandbox;
        this.directory = directory;
        this.report = report;
        mirror = new MirrorFiles(sandbox.baseUrl().toString(), directory.resolve("mirror"));
    }

    void run(int events, double servedPerSec) throws Exception {
        ReportTable table = new ReportTable(
                "mirror", List.of("of " + Report.text((long) events) + " events, fetched page by page", "is", "limit"));
        Path fetched = mirror.mirrors();
        Path merged = directory.resolve("one");
        try (Connection pages = connect(fetched)) {
            fetch(pages, events, servedPerSec, table);
            Path file = OneFileMirror.of(
                    variant(fetched), merged.resolve(variant(fetched).getFileName()));
            report.heading("The mirror, fetched page by page, beside a mirror of one file, and beside DuckDB over it");
            try (Connection one = connect(merged);
                    Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
                // What it does not cover is after the last event: one request, and no event.
                report.check(
                        "COUNT(*) of the one file",
                        List.of(Integer.toString(events)),
                        RowTexts.asWritten(one, "SELECT COUNT(*) FROM ticket_events"));
                double pagesMillis = 0;
                double oneMillis = 0;
                double most = 0;
                for (String question : QUESTIONS) {
                    Alternating files = compare(pages, one, duckDb, question, file);
                    pagesMillis += files.firstMedianMillis();
                    oneMillis += files.secondMedianMillis();
                    most = Math.max(most, files.ratio());
                }
                report.figure("all questions beside one file, ratio", pagesMillis / oneMillis, "");
                table.row(List.of(
                        "answers beside one file, ratio, all together", Report.text(pagesMillis / oneMillis), ""));
                table.row(List.of("the worst of them", Report.text(most), Report.text(MAX_RATIO)));
                report.add(table);
            }
            new AskingBenchmark(pages, mirror, report).run(events, ASKING_ROUNDS);
            new ViewBenchmark(pages, report).run();
        }
    }

    private Connection connect(Path mirror) throws SQLException {
        Properties options = new Properties();
        options.setProperty("baseUrl", sandbox.baseUrl().toString());
        options.setProperty("mirror", mirror.toString());
        // Nothing is asked for while questions are timed.
        options.setProperty("freshness", "P1D");
        options.setProperty("schedules", ViewBenchmark.SCHEDULES);
        return DriverManager.getConnection("jdbc:ticketsql:", options);
    }

    private static Path variant(Path mirror) throws IOException {
        try (Stream<Path> variants = Files.list(mirror)) {
            return variants.findFirst().orElseThrow();
        }
    }

    private void fetch(Connection ticketSql, int events, double servedPerSec, ReportTable table) throws Exception {
        report.heading("Fetching into the mirror, without a rate limit");
        int requestsBefore = sandbox.requests().size();
        List<String> count = new ArrayList<>();
        double millis = Alternating.millis(
                () -> count.addAll(RowTexts.asWritten(ticketSql, "SELECT COUNT(*) FROM ticket_events")));
        report.check("COUNT(*) of all", List.of(Integer.toString(events)), count);
        double keptPerSec = (sandbox.requests().size() - requestsBefore) * 1_000 / millis;
        report.figure("pages per second", keptPerSec, "");
        report.limited("of those that the sandbox could serve", keptPerSec / servedPerSec, "", MAX_SERVED_SHARE);
        table.row(List.of(
                "pages kept, of those that the sandbox can serve",
                Report.text(keptPerSec / servedPerSec),
                Report.text(MAX_SERVED_SHARE)));
        double perEvent = 1.0 / Math.max(1, events);
        for (EventTable each : EventTable.values()) {
            if (!each.isOptional()) {
                int files = mirror.of(each).size();
                double bytes = mirror.bytes(each) * perEvent;
                report.figure("bytes per event in the " + files + " files of " + each.tableName(), bytes, "");
                table.row(List.of(
                        "bytes an event in `" + each.tableName() + "`, " + files + " files", Report.text(bytes), ""));
            }
        }
        report.figure("bytes per event", mirror.bytes() * perEvent, "");
    }

    private Alternating compare(Connection pages, Connection one, Connection duckDb, String question, Path file)
            throws Exception {
        String ours = question.formatted("ticket_events");
        String theirs = question.formatted("read_parquet('" + file + "')");
        report.check(ours, RowTexts.asWritten(duckDb, theirs), RowTexts.asWritten(pages, ours));
        Alternating files = Alternating.of(() -> RowTexts.asWritten(pages, ours), () -> RowTexts.asWritten(one, ours));
        report.figure("TicketSQL, median", files.firstMedianMillis(), "ms");
        report.limited("beside TicketSQL over one file, ratio", files.ratio(), "", MAX_RATIO);
        Alternating engines =
                Alternating.of(() -> RowTexts.asWritten(pages, ours), () -> RowTexts.asWritten(duckDb, theirs));
        report.figure("DuckDB alone over one file, median", engines.secondMedianMillis(), "ms");
        report.figure("TicketSQL beside that, ratio", engines.ratio(), "");
        return files;
    }
}
