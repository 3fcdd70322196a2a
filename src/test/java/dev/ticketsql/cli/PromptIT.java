package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/sqlline} as a person sees it, in a terminal. */
@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
final class PromptIT {

    private static final String PROMPT = "ticketsql>";

    @TempDir
    private Path directory;

    @Test
    void theFirstScreenSaysWhatIsThereAndHabitsOfOtherShellsAreUnderstood() throws Exception {
        try (Screen screen = session(80)) {
            screen.await(PROMPT);
            String documented = Document.page("prompt.md")
                    .text()
                    .replaceFirst("(?s).*?```console\n\\$ bin/sqlline\n(.*?)\n```.*", "$1");
            assertEquals(documented, String.join("\n", screen.rows()));

            screen.type("select updater_i");
            screen.press("Tab");
            screen.await("ticketsql> select updater_id");
            screen.type("from ticket_ev");
            screen.press("Tab");
            screen.await("select updater_id from ticket_events");
            screen.press("C-c");
            screen.await(all -> all.endsWith("\nticketsql>"));

            screen.enter("\\?");
            screen.awaitPromptBehind("Ctrl-D ends the session.");
            List<String> help = screen.rows();
            assertTrue(help.size() <= 24, help::toString);
            assertTrue(
                    help.stream().anyMatch(line -> line.startsWith("A statement ends with a semicolon")),
                    help::toString);

            screen.enter("\\d ticket_comments");
            String columns = screen.awaitPromptBehind("via_reference_id");
            assertTrue(columns.contains("""

                    column            type                what it is
                    ----------------  ------------------  ------------------------------------------
                    event_id          BIGINT NOT NULL     the audit, id of ticket_events
                    """), columns);

            screen.enter("\\dt sla*");
            String tables = screen.awaitPromptBehind("sla_policies_applied");
            assertTrue(
                    tables.contains("\nsla_policies          table  One row per policy of service levels\n"), tables);

            screen.enter("\\d ticket_event");
            screen.awaitPromptBehind("Error: there is no table 'ticket_event': did you mean ticket_events?");
            screen.enter("\\foo");
            screen.awaitPromptBehind("Error: there is no command \\foo; \\? lists those that there are");

            screen.enter("SELECT upater_id");
            screen.enter("FROM ticket_events;");
            screen.awaitPromptBehind("Error: Column 'upater_id' not found in any table: did you mean updater_id?\n"
                    + "LINE 1: SELECT upater_id\n               ^^^^^^^^^");

            screen.type("SELECT 1");
            screen.press("C-c");
            screen.await(all -> all.endsWith("ticketsql> SELECT 1\nticketsql>"));
            screen.enter("exit");
            screen.await("ended with 0");
        }
    }

    @Test
    void aWideTerminalShowsNearlyAllColumns() throws Exception {
        try (Screen screen = sessionOverTheSameRows(200)) {
            screen.await(PROMPT);
            screen.enter("SELECT * FROM ticket_events LIMIT 2;");
            screen.awaitPromptBehind("17 columns, 15 shown (\\x shows all)");
            assertFits(screen, 200);
        }
    }

    @Test
    void aWideResultFitsTheTerminalWhateverItsWidthBecomes() throws Exception {
        try (Screen screen = sessionOverTheSameRows(80)) {
            screen.await(PROMPT);
            screen.enter("SELECT * FROM ticket_events LIMIT 2;");
            screen.awaitPromptBehind("17 columns, 5 shown (\\x shows all)");
            assertFits(screen, 80);

            screen.resize(120);
            screen.enter("SELECT * FROM ticket_events LIMIT 2;");
            String again = screen.awaitPromptBehind("17 columns, 8 shown (\\x shows all)");
            assertFits(screen, 120);
            // Its rows are mirrored now, though not all of the time that it may read.
            assertFalse(again.contains("at most "), again);

            screen.enter("\\x");
            screen.enter("SELECT * FROM ticket_events LIMIT 1;");
            String record = screen.awaitPromptBehind("-[ RECORD 1 ]");
            assertTrue(record.contains("\nticket_id    | 1\n") && record.contains("\nother        | NULL\n"), record);
            screen.enter("\\x");

            screen.enter("SELECT 1 AS n, '中文' AS \"文字\", '😀' AS e, CAST(NULL AS VARCHAR) AS u, '' AS v;");
            String table = screen.awaitPromptBehind("| 1 |");
            assertTrue(table.contains("""
                            +---+------+----+------+---+
                            | n | 文字 | e  |  u   | v |
                            +---+------+----+------+---+
                            | 1 | 中文 | 😀 | NULL |   |
                            +---+------+----+------+---+
                            1 row selected ("""), table);
            assertTrue(screen.styled().contains("\u001b[2mNULL\u001b[0m"), screen::toString);

            screen.enter("SELECT COUNT(u.name) AS n FROM (SELECT * FROM ticket_events LIMIT 1) e"
                    + " LEFT JOIN users u ON u.id = e.updater_id;");
            screen.await(all -> all.matches("(?s).*\\n1 row selected \\([0-9.]+ seconds, [2-9] requests\\)\\n.*"));

            screen.enter("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events;");
            String plan = screen.awaitPromptBehind("DuckDbStatement(");
            assertTrue(plan.contains("\nDuckDbStatement(price=[requests="), plan);
            assertFalse(plan.contains("| DuckDb"), plan);
        }
    }

    /** The longest line of the last table on the screen is no wider than the terminal, and ends with its border. */
    private static void assertFits(Screen screen, int columns) throws Exception {
        List<String> borders =
                screen.rows().stream().filter(line -> line.startsWith("+--")).toList();
        String last = borders.get(borders.size() - 1);
        assertTrue(last.length() <= columns && last.length() > columns - 14 && last.endsWith("+"), last);
    }

    @Test
    void withoutTheScriptJavaFindsTheTerminalItself() throws Exception {
        Path target = CommandLine.PROJECT.resolve("target");
        try (Screen screen = new Screen(
                CommandLine.java(directory),
                80,
                24,
                "-Dx.sqlline.basedir=" + directory,
                "-Dticketsql.home=" + CommandLine.PROJECT,
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "dev.ticketsql.cli.SqlLineLauncher")) {
            screen.await(all -> all.endsWith("\n" + PROMPT));
        }
    }

    /** As in an editor's window for commands: Enter sends a carriage return there too. */
    @Test
    void aDumbTerminalTakesEnterAndShowsEachLineOnce() throws Exception {
        CommandLine env = CommandLine.of(Path.of("/usr/bin/env"), directory);
        String sqlline = CommandLine.PROJECT.resolve("bin/sqlline").toString();
        try (Screen screen = new Screen(env, 80, 24, "TERM=dumb", sqlline)) {
            screen.await(PROMPT);
            screen.enter("SELECT 1 AS n");
            screen.enter(";");
            String shown = screen.awaitPromptBehind("1 row selected");
            assertTrue(shown.contains("\nticketsql> SELECT 1 AS n\nsemicolon> ;\n+---+\n"), shown);

            screen.type("SELECT 2");
            screen.press("C-c");
            screen.await(all -> all.endsWith("\nticketsql> SELECT 2\nticketsql>"));
            screen.enter("exit");
            screen.await("ended with 0");
        }
    }

    @Test
    void noColorLeavesOutTheStyleOfNull() throws Exception {
        CommandLine sqlline = CommandLine.sqlline(directory).with("NO_COLOR", "1");
        try (Screen screen = new Screen(sqlline, 80, 24)) {
            screen.await(PROMPT);
            screen.enter("SELECT CAST(NULL AS VARCHAR) AS u;");
            screen.awaitPromptBehind("1 row selected");
            String styled = screen.styled();
            assertTrue(styled.contains("| NULL |"), styled);
        }
    }

    /** As in a container that runs under any number: Java's own idea of the home directory is a question mark there. */
    @Test
    void aUserWhomTheSystemDoesNotKnowHasAHistoryBelowHome() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        String sqlline = CommandLine.PROJECT.resolve("bin/sqlline").toString();
        List<String> nobody = List.of("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups");
        assumeTrue(
                CommandLine.succeeds(Stream.concat(nobody.stream(), Stream.of("test", "-x", sqlline))
                        .toArray(String[]::new)),
                "another user cannot run " + sqlline + " here");
        List<String> words =
                new ArrayList<>(List.of("-i", "PATH=" + System.getenv("PATH"), "HOME=" + home, "TERM=xterm"));
        words.add("JAVA_HOME=" + System.getProperty("java.home"));
        words.addAll(nobody);
        words.add(sqlline);
        CommandLine env = CommandLine.of(Path.of("/usr/bin/env"), directory);
        try (Screen screen = new Screen(env, 80, 24, words.toArray(String[]::new))) {
            screen.await(PROMPT);
            screen.enter("SELECT 1 AS n;");
            screen.awaitPromptBehind("1 row selected");
            screen.enter("exit");
            screen.await("ended with 0");
        }
        assertTrue(Files.readString(home.resolve(".config/ticketsql/history")).contains("SELECT 1 AS n;"));
    }

    private Screen session(int columns) throws Exception {
        return new Screen(CommandLine.sqlline(directory), columns, 24);
    }

    /** Over a history that ends at an instant instead of now: what fits depends on the values. */
    private Screen sessionOverTheSameRows(int columns) throws Exception {
        CommandLine sqlline = CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", "sandbox:?events=20000&seed=42&end=2026-11-24T13:00:00Z");
        return new Screen(sqlline, columns, 24);
    }
}
