package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/sqlline} with statements from a script or from standard input. */
final class SqllineScriptsIT {

    @TempDir
    private Path directory;

    @Test
    void aScriptStopsAtItsFirstFailure() throws Exception {
        Path script = Files.writeString(directory.resolve("two words.sql"), """
                -- a comment; of no consequence
                SELECT 1 AS a;
                SELECT
                  nme
                FROM ticket_events;
                SELECT 2 AS b;
                """);
        Outcome outcome =
                CommandLine.sqlline(directory).run("--silent=true", "--outputformat=csv", "-f", script.toString());
        assertEquals("\"a\"\n1\n", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(
                List.of(
                        "Error: " + script
                                + ", line 4, column 3: Column 'nme' not found in any table; in SELECT nme FROM"
                                + " ticket_events;",
                        "The rest of the script was not run; --force=true runs it all the same"),
                errors(outcome));
    }

    @Test
    void aMissingScriptIsOneLine() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run("-f", "nowhere.sql");
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(List.of("Error: nowhere.sql does not exist"), errors(outcome));
    }

    @Test
    void pipedStatementsLeaveNoPromptAndKeepTheirTabs() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .reading(
                        "SELECT\t1 AS a;\n\nSELECT nme;\nSELECT 'x\ty'\nAS b",
                        "--silent=true",
                        "--force=true",
                        "--outputformat=csv");
        assertEquals("\"a\"\n1\n\"b\"\n\"x\ty\"\n", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(
                List.of(
                        "Error: standard input, line 3, column 8: Column 'nme' not found in any table: the statement has no FROM, which names the table; in SELECT nme;"),
                errors(outcome));
    }

    @Test
    void anOptionIsShownSetAndReturnedToItsFirstValue() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .with("TICKETSQL_MAX_REQUESTS", "50")
                .reading("""
                        \\set maxRequests 3
                        \\set maxRequests
                        \\set maxRequests default
                        \\set MAXREQUESTS = 4;
                        RESET maxRequests;
                        \\set maxRequests
                        \\set progress never
                        SET progress = DEFAULT;
                        \\set progress
                        \\set maxWidth 100
                        \\set maxWidth default
                        \\set maxWidth
                        \\set csvQuoteCharacter x
                        \\set csvQuoteCharacter default
                        \\set showElapsedTime false
                        \\set showElapsedTime default
                        \\set csvBom true
                        \\set csvBom default
                        """, "--silent=true");
        assertEquals("", String.join("\n", errors(outcome)));
        assertEquals("""
                maxRequests         3
                maxRequests         3
                maxRequests         50
                maxRequests         4
                maxRequests         50
                progress            never
                progress            auto
                maxwidth            0
                maxwidth            0
                csvquotecharacter   "
                showelapsedtime     true
                csvBom              true
                csvBom              false
                """, outcome.out());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void aNoteMayFollowTheLastStatement() throws Exception {
        Outcome command = CommandLine.sqlline(directory)
                .run(
                        "--silent=true",
                        "--outputformat=csv",
                        "-e",
                        "SELECT 1 AS a -- it; one",
                        "-e",
                        "SELECT 2 AS b;/**/");
        assertEquals("\"a\"\n1\n\"b\"\n2\n", command.out());
        assertEquals(0, command.exitCode());

        Outcome piped = CommandLine.sqlline(directory)
                .reading("SELECT 1 AS a;\nSELECT 2 AS b -- two", "--silent=true", "--outputformat=csv");
        assertEquals("\"a\"\n1\n\"b\"\n2\n", piped.out());
        assertEquals(0, piped.exitCode());

        Path script = Files.writeString(directory.resolve("notes.sql"), "SELECT 1 AS a;\nSELECT 2 AS b -- two\n");
        Outcome file =
                CommandLine.sqlline(directory).run("--silent=true", "--outputformat=csv", "-f", script.toString());
        assertEquals("\"a\"\n1\n\"b\"\n2\n", file.out());
        assertEquals(0, file.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT 'abc       | the statement is not finished: a quote is not closed
            SELECT (1         | the statement is not finished: a bracket is not closed
            SELECT 1 /* a;    | the statement is not finished: a comment is not closed
            SELECT 1)         | the statement closes a bracket that it does not open
            """)
    void anUnfinishedStatementIsAFailure(String statement, String problem) throws Exception {
        Outcome command = CommandLine.sqlline(directory).run("--silent=true", "-e", statement);
        assertEquals("", command.out());
        assertEquals(2, command.exitCode());
        assertEquals(List.of("Error: " + problem), errors(command));

        String statements = "SELECT 1 AS a;\n" + statement;
        Outcome piped = CommandLine.sqlline(directory).reading(statements, "--silent=true", "--outputformat=csv");
        assertEquals("\"a\"\n1\n", piped.out());
        assertEquals(2, piped.exitCode());
        assertEquals(List.of("Error: standard input, line 2: " + problem + "; in " + statement), errors(piped));

        Path script = Files.writeString(directory.resolve("unfinished.sql"), statements);
        Outcome file =
                CommandLine.sqlline(directory).run("--silent=true", "--outputformat=csv", "-f", script.toString());
        assertEquals("\"a\"\n1\n", file.out());
        assertEquals(2, file.exitCode());
        assertEquals(List.of("Error: " + script + ", line 2: " + problem + "; in " + statement), errors(file));
    }

    /** What it wrote on standard error, except for the notes that go with success. */
    private static List<String> errors(Outcome outcome) {
        return outcome.err()
                .lines()
                .filter(line ->
                        Stream.of("Asking the embedded sandbox", "ticketsql: ").noneMatch(line::startsWith))
                .toList();
    }
}
