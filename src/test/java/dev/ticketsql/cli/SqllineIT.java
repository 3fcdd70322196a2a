package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output, errors and exit codes of {@code bin/sqlline} without a terminal. The processes are real. */
final class SqllineIT {

    private static final String SANDBOX_NOTE =
            "Asking the embedded sandbox of " + CommandLine.PROJECT.resolve("model.json")
                    + ", an invented account: neither ZENDESK_SUBDOMAIN nor ZENDESK_BASE_URL is set";

    @TempDir
    private Path directory;

    @Test
    void resultsAloneAreOnStandardOutput() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run("-e", "SELECT 1 AS a, 'blåbær; \"grød\"' AS b");
        assertEquals("""
                +---+----------------+
                | a |       b        |
                +---+----------------+
                | 1 | blåbær; "grød" |
                +---+----------------+
                """, outcome.out());
        assertEquals(0, outcome.exitCode());
        assertEquals(SANDBOX_NOTE, outcome.err().lines().findFirst().orElse(""));
        assertTrue(outcome.err().matches("(?s).*\n1 row selected \\([0-9.]+ seconds\\)\n"), outcome.err());
    }

    @Test
    void theSandboxIsAskedFromAnyDirectoryAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("ask"), CommandLine.PROJECT.resolve("bin/sqlline"));
        Outcome outcome = CommandLine.sqlline(directory)
                .through(link)
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT COUNT(*) AS events FROM ticket_events");
        Files.delete(link);
        assertEquals("\"events\"\n20000\n", outcome.out());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void anAccountNamedByTheEnvironmentIsAskedByNameAndVersionAndTheLogShowsHow() throws Exception {
        InstantSource clock = InstantSource.system();
        SandboxOptions options =
                SandboxOptions.defaults(clock).withEventCount(1500).withEnd(Instant.parse("2026-03-01T12:00:00Z"));
        try (Sandbox sandbox = Sandbox.start(options, clock)) {
            Outcome outcome = CommandLine.sqlline(directory)
                    .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString())
                    .with("TICKETSQL_LOG", "debug")
                    .run("--silent=true", "--outputformat=csv", "-e", "SELECT COUNT(*) AS events FROM ticket_events");
            assertEquals("\"events\"\n1500\n", outcome.out(), outcome.err());
            assertEquals(0, outcome.exitCode());
            assertEquals(
                    List.of(Optional.of("ticketsql/" + version()), Optional.of("ticketsql/" + version())),
                    sandbox.requests().stream()
                            .map(request -> request.received().header("User-Agent"))
                            .toList());
            assertTrue(
                    outcome.err()
                            .contains(" DEBUG dev.ticketsql.api.TicketEventsClient - Read 1000 events from"
                                    + " start_time=0 on, asking for 1000\n"),
                    outcome.err());
        }
    }

    @Test
    void aFailedStatementShowsInTheExitCodeAlsoWhenLaterOnesSucceed() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .run(
                        "--silent=true",
                        "--outputformat=csv",
                        "-e",
                        "SELECT nme FROM ticket_events",
                        "-e",
                        "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(
                List.of("Error: From line 1, column 8 to line 1, column 10: Column 'nme' not found in any table"),
                errors(outcome));
    }

    @Test
    void aValueThatCannotBeComputedIsOneLineAndTheNextStatementRuns() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT 1/0", "-e", "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(List.of("Error: division by zero"), errors(outcome));
    }

    @Test
    void anErrorShowsItsStackTraceOnlyWhenAskedTo() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run("--verbose=true", "-e", "SELECT nme FROM ticket_events");
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("\tat dev.ticketsql.jdbc."), outcome.err());
    }

    @Test
    void aServerThatCannotBeReachedIsOneLine() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", "http://127.0.0.1:1")
                .run("-e", "SELECT id FROM ticket_events");
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(
                List.of("Error: GET http://127.0.0.1:1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 got"
                        + " no answer: Failed to connect to /127.0.0.1:1; attempt 3 of 3. Check"
                        + " subdomain or baseUrl, the network, and whether a proxy is needed"),
                errors(outcome));
    }

    @Test
    void anAccountThatCannotBeIsRefusedOnceHoweverManyStatementsFollow() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .run("-u", "jdbc:ticketsql:subdomain=acme;colour=red", "-e", "SELECT 1", "-e", "SELECT 2");
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
        assertEquals(1, errors(outcome).size(), outcome.err());
        assertTrue(errors(outcome).get(0).startsWith("Error: unknown option 'colour'; use one of: "), outcome.err());
    }

    @Test
    void lettersBeyondAsciiNeedNoLocale() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .with("LC_ALL", "C")
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT 'café' LIKE '%é' AS a, 'grød' AS b");
        assertEquals("\"a\",\"b\"\n\"true\",\"grød\"\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            csv  | 7,,,"2026-03-08 02:30:00","2026-03-08 02:30:00.250",,""
            json | {"n":7,"m":null,"s":null,"t":"2026-03-08 02:30:00","x":"2026-03-08 02:30:00.250","u":null,"e":""}
            """)
    void aNullIsNotTheEmptyTextWhateverItsTypeAndTimesHaveTheirPrecision(String format, String row) throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .run(
                        "--silent=true",
                        "--outputformat=" + format,
                        "-e",
                        "SELECT 7 AS n, CAST(NULL AS BIGINT) AS m, CAST(NULL AS VARCHAR) AS s,"
                                + " TIMESTAMP '2026-03-08 02:30:00' AS t, TIMESTAMP '2026-03-08 02:30:00.250' AS x,"
                                + " CAST(NULL AS TIMESTAMP) AS u, '' AS e");
        assertEquals(row, outcome.out().lines().skip(1).findFirst().orElse(""), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void resultsThatCannotBeWrittenAreAFailure() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        Outcome outcome = CommandLine.sqlline(directory).writingTo(full, "-e", "SELECT 1");
        assertEquals(2, outcome.exitCode());
        assertEquals(List.of("Error: the results cannot be written: No space left on device"), errors(outcome));
    }

    @Test
    void aReaderOfTheFirstRowsAloneEndsIt() throws Exception {
        Process process = CommandLine.sqlline(directory)
                .start("--outputformat=csv", "-e", "SELECT * FROM ticket_events", "-e", "SELECT * FROM ticket_events");
        try (BufferedReader rows = process.inputReader(StandardCharsets.UTF_8)) {
            assertTrue(rows.readLine().startsWith("\"id\",\"ticket_id\",\"time\""));
        }
        assertEquals(141, process.waitFor());
    }

    @Test
    void anUnknownOptionIsNamed() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run("--output-format=csv", "-e", "SELECT 1");
        assertEquals("", outcome.out());
        assertEquals(1, outcome.exitCode());
        assertEquals("Error: unknown option '--output-format=csv'; bin/sqlline --help lists them\n", outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "-?"})
    void helpIsAScreenOfItsOwn(String option) throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run(option);
        assertEquals(SqlLineHelp.TEXT + "\n", outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exitCode());
        List<String> lines = outcome.out().lines().toList();
        assertTrue(lines.size() < 24 && lines.stream().allMatch(line -> line.length() <= 80), outcome.out());
    }

    /**
     * Call with an option of the help.
     *
     * @param words of the command line
     * @param out all of standard output
     * @param err a part of standard error
     */
    private record Trial(List<String> words, String out, String err) {

        static Trial of(String out, String err, String... words) {
            return new Trial(List.of(words), out, err);
        }
    }

    private static final List<Trial> TRIALS = List.of(
            Trial.of("| 1 |\n", "1 row selected (", "--showHeader=false", "-e", "SELECT 1"),
            Trial.of("| 1 |\n", "1 row selected\n", "--showHeader=false", "--showElapsedTime=false", "-c", "SELECT 1"),
            Trial.of(
                    "| - |\n", "", "--silent=true", "--showHeader=false", "--nullValue=-", "VALUES CAST(NULL AS DATE)"),
            Trial.of(
                    "\uFEFF\"a\";\"b\"\n1;2\n",
                    "",
                    "--outputformat=csv",
                    "--csvBom",
                    "--csvDelimiter=;",
                    "-f",
                    "two.sql"),
            Trial.of("-[ RECORD 1 ]\na | 1\nb | 2\n", "", "--outputformat=vertical", "-f", "two.sql"),
            Trial.of("\"a\"\t\"b\"\n1\t2\n", "", "--outputformat=tsv", "-f", "two.sql"),
            Trial.of("{\"resultset\":[\n{\"a\":1,\"b\":2}\n]}\n", "", "--outputformat=json", "-f", "two.sql"),
            Trial.of(
                    "<resultset>\n  <result a=\"1\" b=\"2\"/>\n</resultset>\n",
                    "",
                    "--outputformat=xmlattrs",
                    "-f",
                    "two.sql"),
            Trial.of(
                    "<resultset>\n  <result>\n    <a>1</a>\n    <b>2</b>\n  </result>\n</resultset>\n",
                    "",
                    "--outputformat=xmlelements",
                    "-f",
                    "two.sql"),
            Trial.of(
                    "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n",
                    "",
                    "--outputformat=table",
                    "-f",
                    "two.sql"),
            Trial.of(
                    "\"events\"\n3\n",
                    "",
                    "--outputformat=csv",
                    "-u",
                    "jdbc:ticketsql:baseUrl=sandbox:?events=3",
                    "SELECT COUNT(*) AS events FROM ticket_events"),
            Trial.of("| a… |\n", "", "--showHeader=false", "--maxColumnWidth=2", "SELECT 'abc' AS x"),
            Trial.of("| abcde… |\n", "", "--showHeader=false", "--maxWidth=10", "SELECT 'abcdefghi' AS x"),
            Trial.of("| 1 |\n| 2 |\n", "2 rows selected", "--showHeader=false", "--rowLimit=2", "VALUES 1, 2, 3"),
            Trial.of("| 1 |\n", "division by zero", "--showHeader=false", "--force=true", "-f", "mistake.sql"),
            Trial.of("", "\tat dev.ticketsql.", "--verbose=true", "SELECT 1/0"));

    @ParameterizedTest
    @FieldSource("TRIALS")
    void anOptionOfTheHelpDoesWhatItSays(Trial trial) throws Exception {
        Files.writeString(directory.resolve("two.sql"), "SELECT 1 AS a, 2 AS b;\n");
        Files.writeString(directory.resolve("mistake.sql"), "SELECT 1/0;\nSELECT 1;\n");
        Outcome outcome = CommandLine.sqlline(directory).run(trial.words().toArray(String[]::new));
        assertEquals(trial.out(), outcome.out(), outcome.err());
        assertTrue(outcome.err().contains(trial.err()), outcome.err());
        if (trial.words().contains("--silent=true")) {
            assertEquals(List.of(), errors(outcome));
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).run("--version");
        assertEquals("TicketSQL " + version() + "\n", outcome.out());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void theHelpNamesOptionsThatAreTriedAlone() {
        List<String> tried = new ArrayList<>(List.of("--help", "--version"));
        TRIALS.forEach(trial -> trial.words().forEach(word -> tried.add(word.replaceFirst("=.*", ""))));
        List<String> named = Pattern.compile("(?<![\\w-])--?[a-zA-Z]+")
                .matcher(SqlLineHelp.TEXT)
                .results()
                .map(MatchResult::group)
                .filter(option -> !tried.contains(option))
                .toList();
        assertEquals(List.of(), named);
    }

    /** The lines on standard error, without the notes that go with success. */
    private static List<String> errors(Outcome outcome) {
        return outcome.err()
                .lines()
                .filter(line ->
                        Stream.of("Asking the embedded sandbox", "ticketsql: ").noneMatch(line::startsWith))
                .toList();
    }

    /** The value in the project's own file. */
    private static String version() throws IOException {
        return Files.readString(CommandLine.PROJECT.resolve("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>ticketsql</artifactId>\\s*<version>(.*?)</version>.*", "$1");
    }
}
