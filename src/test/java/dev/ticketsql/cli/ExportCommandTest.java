package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.RowTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mirror export} against a sandbox: output, exit codes, and the same rows as SQL's. */
final class ExportCommandTest extends MirrorCommandFixture {

    private static final List<String> TABLES =
            List.of("ticket_events", "ticket_field_changes", "ticket_comments", "ticket_child_events");

    @TempDir
    private Path elsewhere;

    /** A third of the sandbox's events are later. */
    private static final String SINCE = "2025-05-01";

    private Path to;

    @BeforeEach
    void choose() throws Exception {
        to = elsewhere.toRealPath().resolve("export");
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private String url() {
        return "jdbc:ticketsql:comments=true;since=" + SINCE + ";baseUrl='" + sandbox.baseUrl() + "';mirror='"
                + directory + "'";
    }

    @Test
    void anExportHasTheRowsOfSqlAndASecondOneWritesNothing() throws Exception {
        assertEquals(0, run("sync").exitCode());
        int requests = sandbox.requests().size();
        Outcome first = export();
        assertEquals(0, first.exitCode(), first.err());
        assertEquals("", first.err());
        assertSameRows();
        long months = number("SELECT COUNT(DISTINCT FLOOR(\"time\" TO MONTH)) FROM ticket_events");
        assertEquals(List.of("" + months), first.values("months"));
        assertEquals(4 * months, first.values("written").size());
        assertEquals(List.of("" + count("ticket_events")), first.values("events"));
        assertTrue(
                first.values("written").get(0).matches("ticket_events/month=\\d{4}-\\d{2}: \\d+ rows, \\d+ bytes"),
                first.out());

        Outcome second = export();
        assertEquals(0, second.exitCode(), second.err());
        assertEquals(List.of(), second.values("written"));
        assertEquals(List.of("" + months), second.values("unchanged"));
        assertEquals(requests, sandbox.requests().size());
    }

    @Test
    void purgesAndRefreshesOfSqlsRowsAreExported() throws Exception {
        run("sync");
        export();
        long ticket = number("SELECT MAX(ticket_id) FROM ticket_events WHERE \"time\" < DATE '" + JULY + "'");
        long person = number("SELECT MIN(id) FROM users WHERE role = 'agent'");
        for (String[] change : List.of(
                new String[] {"refresh", "--from", JUNE, "--to", JULY},
                new String[] {"purge", "--user", "" + person},
                new String[] {"purge", "--ticket", "" + ticket},
                new String[] {"purge", "--before", JUNE})) {
            assertEquals(0, run(change).exitCode());
            Outcome outcome = export();
            assertEquals(0, outcome.exitCode(), outcome.err());
            boolean isOfEvents = !change[0].equals("refresh") && !change[1].equals("--user");
            assertEquals(
                    isOfEvents,
                    !outcome.values("written").isEmpty()
                            || !outcome.values("removed").isEmpty(),
                    outcome.out());
            assertSameRows();
        }
    }

    @Test
    void ofAMirrorWithGapsTheyAreSaid() {
        run("sync", "--from", JUNE, "--to", "2025-06-02");
        run("sync", "--from", "2025-11-01", "--to", "2025-11-02");
        Outcome outcome = export();
        assertEquals(2, outcome.values("window").size(), outcome.out());
        assertEquals(2, outcome.values("gap").size(), outcome.out());
        assertEquals(
                "2025-05-01T00:00:00Z to 2025-06-01T00:00:00Z",
                outcome.values("gap").get(0));
    }

    @Test
    void nothingToExportIsNoFailure() {
        Outcome outcome = export();
        assertEquals(0, outcome.exitCode());
        assertEquals(
                "mirror: nothing is mirrored, so that the export has no tables: bin/mirror sync first\n",
                outcome.err());
    }

    @Test
    void aForeignFileNeedsAPerson() throws Exception {
        run("sync", "--from", JUNE, "--to", "2025-06-02");
        export();
        Path foreign = to.resolve("ticket_comments/foreign.parquet");
        Files.writeString(foreign, "");
        Outcome outcome = export();
        assertEquals(3, outcome.exitCode());
        assertEquals(
                "mirror: " + foreign + " is none of the export's files, but readers of its table read it too: move it"
                        + " elsewhere\n",
                outcome.err());
    }

    @Test
    void mistakesAreNamed() throws Exception {
        Path full = Files.createDirectory(elsewhere.resolve("full"));
        Files.writeString(full.resolve("a"), "");
        assertMistake("export needs --to, a directory that is new, empty or of an earlier export", "export");
        assertMistake(
                "there is no mirror to look after: option mirror is none, or the account is an embedded sandbox",
                "export",
                "--to",
                to.toString(),
                "--mirror=none");
        assertMistake("unknown option '--from' of export", "export", "--from", JUNE, "--to", to.toString());
        String refused = assertFails("export", "--to", full.toString());
        assertTrue(refused.contains("/full is neither empty nor an export, it has a: export to"), refused);
        refused = assertFails("export", "--to", directory.resolve("export").toString());
        assertTrue(refused.contains(" lies in the directory of the mirrors, "), refused);
    }

    private void assertMistake(String message, String... words) {
        assertEquals("mirror: " + message + " (--help explains the commands)\n", assertFails(words));
    }

    private String assertFails(String... words) {
        List<String> all =
                new ArrayList<>(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        all.addAll(0, List.of(words[0]));
        all.addAll(List.of(words).subList(1, words.length));
        Outcome outcome = MirrorRun.of(all);
        assertEquals(2, outcome.exitCode(), outcome.err());
        assertEquals("", outcome.out());
        return outcome.err();
    }

    private Outcome run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--comments=true", "--since=" + SINCE));
        return mirror(all.toArray(String[]::new));
    }

    private Outcome export() {
        return run("export", "--to", to.toString());
    }

    /** Columns and rows of each table, read by plain DuckDB, are those that the driver gives. */
    private void assertSameRows() throws Exception {
        for (String table : TABLES) {
            List<String> expected = rows(url(), "SELECT * FROM " + table);
            assertTrue(expected.size() > 100, table + " has only " + expected.size());
            assertEquals(
                    expected,
                    rows(
                            "jdbc:duckdb:",
                            "SELECT * EXCLUDE month FROM read_parquet('" + to + "/" + table
                                    + "/*/*.parquet', hive_partitioning = true)"),
                    table);
        }
    }

    private static List<String> rows(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return RowTexts.read(result).stream().sorted().toList();
        }
    }
}
