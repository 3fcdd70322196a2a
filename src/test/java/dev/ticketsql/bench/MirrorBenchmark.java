package dev.ticketsql.bench;

import dev.ticketsql.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Fetches everything into a mirror, page by page, and asks TicketSQL the same questions as DuckDB alone, which has all
 * events in one file of its own writing.
 */
final class MirrorBenchmark {

    /** Of every kind: grouping, a filter on time, one on a rare value, a count of distinct values. */
    private static final List<String> QUESTIONS = List.of(
            "SELECT metric, type, COUNT(*) FROM %s GROUP BY metric, type ORDER BY 3 DESC, 1, 2",
            "SELECT via, COUNT(*), MAX(ticket_id) FROM %s WHERE start_time >= 1751328000 AND start_time < 1754006400"
                    + " GROUP BY via ORDER BY 2 DESC, 1",
            "SELECT COUNT(*), COUNT(DISTINCT ticket_id) FROM %s WHERE type = 'breach'",
            "SELECT COUNT(DISTINCT updater_id) FROM %s");

    private final Sandbox sandbox;
    private final Path directory;
    private final Report report;

    MirrorBenchmark(Sandbox sandbox, Path directory, Report report) {
        this.sandbox = sandbox;
        this.directory = directory;
        this.report = report;
    }

    void run(int events) throws Exception {
        Properties options = new Properties();
        options.setProperty("baseUrl", sandbox.baseUrl().toString());
        options.setProperty("mirror", directory.resolve("mirror").toString());
        try (Connection ticketSql = DriverManager.getConnection("jdbc:ticketsql:", options);
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            fetch(ticketSql, events);
            Path oneFile = copyIntoOneFile(duckDb);
            report.heading("The mirror, fetched page by page, beside DuckDB alone over one file");
            for (String question : QUESTIONS) {
                compare(ticketSql, duckDb, question, oneFile);
            }
        }
    }

    private void fetch(Connection ticketSql, int events) throws Exception {
        report.heading("Fetching into the mirror, without a rate limit");
        List<List<String>> count = new ArrayList<>();
        double millis = Alternating.millis(() -> count.addAll(rows(ticketSql, "SELECT COUNT(*) FROM ticket_events")));
        report.check("COUNT(*) of all", List.of(List.of(Integer.toString(events))), count);
        report.figure("pages per second", sandbox.requests().size() * 1_000 / millis, "");
        List<Path> files = files();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        report.figure("files", files.size(), "");
        report.figure("bytes per event", bytes / (double) Math.max(1, events), "");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private Path copyIntoOneFile(Connection duckDb) throws SQLException {
        Path oneFile = directory.resolve("one.parquet");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (SELECT DISTINCT ON (id, start_time) * FROM read_parquet('" + mirrorFiles()
                    + "') ORDER BY start_time) TO '" + oneFile
                    + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return oneFile;
    }

    private String mirrorFiles() {
        return directory + "/mirror/*/v1/ticket_events/*.parquet";
    }

    private void compare(Connection ticketSql, Connection duckDb, String question, Path oneFile) throws Exception {
        String ours = question.formatted("ticket_events");
        String theirs = question.formatted("read_parquet('" + oneFile + "')");
        String theirsOverMirror = question.formatted("read_parquet('" + mirrorFiles() + "')");
        report.check(ours, rows(duckDb, theirs), rows(ticketSql, ours));
        Alternating whole = Alternating.of(() -> rows(ticketSql, ours), () -> rows(duckDb, theirs));
        report.figure("TicketSQL, median", whole.firstMedianMillis(), "ms");
        report.figure("DuckDB over one file, median", whole.secondMedianMillis(), "ms");
        report.figure("ratio", whole.ratio(), "");
        Alternating files = Alternating.of(() -> rows(duckDb, theirsOverMirror), () -> rows(duckDb, theirs));
        report.figure("DuckDB over the mirror's files, beside one file, ratio", files.ratio(), "");
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
