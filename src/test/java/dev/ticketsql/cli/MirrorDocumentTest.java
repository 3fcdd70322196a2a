package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.RowTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of src/docs/mirror.md: its commands run, one after the other, and its glob reads their files. */
final class MirrorDocumentTest {

    private static final Document DOCUMENT = Document.page("mirror.md");
    private static final String MIRROR_OF_ACME = "~/.cache/ticketsql/acme.zendesk.com";

    @TempDir
    private Path directory;

    @TempDir
    private Path exports;

    @Test
    void itsQueryFindsTheGapBetweenTwoRanges() throws Exception {
        try (Sandbox sandbox = sandbox();
                Connection connection = DriverManager.getConnection(
                        "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "'");
                Statement statement = connection.createStatement()) {
            String gaps = DOCUMENT.blocks("sql").get(1);
            assertEquals(List.of(), rows(statement.executeQuery(gaps)));
            for (String day : List.of("2024-03-01", "2025-09-01")) {
                rows(statement.executeQuery("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= DATE '" + day
                        + "' AND \"time\" < DATE '" + day + "' + INTERVAL '1' DAY"));
            }
            int requests = sandbox.requests().size();
            assertEquals(
                    rows(
                            statement.executeQuery(
                                    "SELECT (SELECT MAX(to_time) FROM mirror_windows WHERE from_time < DATE '2025-03-01'),"
                                            + " (SELECT MIN(from_time) FROM mirror_windows WHERE from_time > DATE '2025-06-01')")),
                    rows(statement.executeQuery(gaps)));
            assertEquals(requests, sandbox.requests().size());
        }
    }

    @Test
    void everyCommandRunsAndTheGlobReadsWhatIsLeft() throws Exception {
        try (Sandbox sandbox = sandbox()) {
            List<String> commands =
                    DOCUMENT.blocks("console").stream().flatMap(String::lines).toList();
            assertEquals(10, commands.size(), commands::toString);
            for (String command : commands) {
                assertTrue(command.startsWith("bin/mirror "), command);
                run(command.substring("bin/mirror ".length()), sandbox);
            }
            Path mirror;
            try (Stream<Path> mirrors = Files.list(directory)) {
                mirror = mirrors.findFirst().orElseThrow();
            }
            String glob = DOCUMENT.blocks("sql").get(0).replace(MIRROR_OF_ACME, mirror.toString());
            try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = plain.createStatement();
                    Connection ours = DriverManager.getConnection(
                            "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "'");
                    Statement ourStatement = ours.createStatement()) {
                assertEquals(
                        rows(ourStatement.executeQuery("SELECT COUNT(*) FROM ticket_events")),
                        rows(statement.executeQuery("SELECT CAST(sum(events) AS BIGINT) FROM (" + glob + ")")));
                for (String table :
                        List.of("ticket_events", "ticket_field_changes", "ticket_comments", "ticket_child_events")) {
                    String all = "SELECT * " + glob.substring(glob.indexOf("FROM"), glob.indexOf("GROUP"));
                    assertEquals(
                            columns(table),
                            rows(statement.executeQuery("SELECT column_name, column_type FROM (DESCRIBE "
                                    + all.replace("ticket_events", table) + ")")));
                    assertEquals(
                            rows(ourStatement.executeQuery("SELECT COUNT(*) FROM " + table)),
                            rows(statement.executeQuery(
                                    all.replace("ticket_events", table).replace("SELECT *", "SELECT count(*)"))));
                }
            }
        }
    }

    private static Sandbox sandbox() {
        return Sandbox.start(
                SandboxOptions.defaults(InstantSource.system())
                        .withEventCount(5_000)
                        .withEnd(Instant.parse("2026-01-01T00:00:00Z")),
                InstantSource.system());
    }

    /** The columns that the document lists. */
    private static List<String> columns(String table) {
        String list = DOCUMENT.text()
                .split(Pattern.quote("| column of " + table + " |"), 2)[1]
                .split("\n\n", 2)[0];
        return Pattern.compile("(?m)^\\| `(\\w+)` \\| ([A-Z]+) \\|$")
                .matcher(list)
                .results()
                .map(row -> row.group(1) + "|" + row.group(2))
                .toList();
    }

    private void run(String words, Sandbox sandbox) {
        List<String> all = new ArrayList<>(
                List.of(words.replace("/data/tickets", exports.toString()).split(" ")));
        all.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        Outcome outcome = MirrorRun.of(all);
        assertEquals(0, outcome.exitCode(), () -> words + ": " + outcome.err());
        assertNotEquals("", outcome.out(), words);
    }

    private static List<String> rows(ResultSet result) throws Exception {
        try (result) {
            return RowTexts.asWritten(result);
        }
    }
}
