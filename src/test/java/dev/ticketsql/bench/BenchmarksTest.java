package dev.ticketsql.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.mirror.OneFileMirror;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the measurements over a few events; times are not looked at. */
final class BenchmarksTest {

    private static final int EVENTS = 400;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));

    private List<String> wrong() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("WRONG"))
                .toList();
    }

    private List<String> tables() {
        return report.tables().stream().map(ReportTable::name).toList();
    }

    @Test
    void theClientOfSqliteAndAllPeersHaveTheAnswersOfTheMirror() throws Exception {
        Path sqlite = directory.resolve("events.sqlite");
        try (Sandbox sandbox = Sandboxes.until2026(EVENTS, 7)) {
            String baseUrl = sandbox.baseUrl().toString();
            assertEquals(EVENTS, SqliteExport.fetch(baseUrl, sqlite));
            Path mirrors = directory.resolve("mirrors");
            assertEquals(EVENTS, FetchingClient.mirror(baseUrl, mirrors.toString()));
            MirrorFiles mirror = new MirrorFiles(baseUrl, mirrors);
            assertEquals(EVENTS, eventsInOneFile(mirror));
            try (Connection connection = SqliteExport.connect(sqlite);
                    Connection ticketSql = mirror.connect()) {
                new PeersBenchmark(mirror, connection, 1, report).run();
                new AskingBenchmark(ticketSql, mirror, report).run(EVENTS, 1);
            }
        }
        assertEquals(List.of(), wrong());
        assertEquals(List.of("peers", "asking"), tables());
    }

    private long eventsInOneFile(MirrorFiles mirror) throws Exception {
        Path account = mirror.of(EventTable.TICKET_EVENTS).get(0).resolve("../../..");
        Path file = OneFileMirror.of(account.normalize(), directory.resolve("one"));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM '" + file + "'")) {
            assertTrue(count.next());
            return count.getLong(1);
        }
    }

    @Test
    void theMonthOfALongerHistoryHasAsManyEvents() throws Exception {
        new GrowingBenchmark(directory, report).run(List.of(2_000L, 4_000L), (mirror, events) -> {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            GrowingClient.ask(mirror, events, new Report(new PrintStream(lines, true, StandardCharsets.UTF_8)));
            return lines.toString(StandardCharsets.UTF_8).lines().toList();
        });
        assertEquals(List.of(), wrong());
        assertEquals(List.of("growing"), tables());
    }

    @Test
    void theLastOfManyWindowsIsAnsweredFromItsFiles() throws Exception {
        new OpeningBenchmark(directory, report).run(3, 4);
        assertEquals(List.of(), wrong());
        assertEquals(List.of("opening"), tables());
    }
}
