package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress of {@code bin/sqlline} and {@code bin/mirror}, at a real terminal and without one. */
final class ProgressIT {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    /** That of the program: a server of another time would be warned of. */
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String[] COUNT = {
        "--silent=true", "--outputformat=csv", "-e", "SELECT COUNT(*) AS n FROM ticket_events"
    };

    private static final String ERASED = "\r\u001b[K";

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults(CLOCK).withEventCount(2_500).withEnd(END), CLOCK);

    @TempDir
    private Path directory;

    @Test
    void aTerminalShowsALineThatIsGoneWhenRowsCome() throws Exception {
        answerSlowly();
        Outcome outcome = atTerminal(CommandLine.sqlline(directory)).run(COUNT);
        assertEquals(0, outcome.exitCode(), outcome.out());
        assertEquals("\"n\"\n2500\n", Files.readString(directory.resolve("rows")));
        assertTrue(outcome.out().contains("%, 1,000 events, 1 request"), outcome.out());
        assertTrue(outcome.out().endsWith(ERASED), outcome.out());
    }

    @Test
    void aTerminalShowsAnErrorOnALineOfItsOwn() throws Exception {
        Outcome outcome = atTerminal(CommandLine.sqlline(directory))
                .with("TICKETSQL_MAX_REQUESTS", "1")
                .run(COUNT);
        assertEquals(2, outcome.exitCode(), outcome.out());
        assertEquals("", Files.readString(directory.resolve("rows")));
        assertTrue(
                outcome.out().contains(ERASED + "Error: the statement would make more than maxRequests=1"),
                outcome.out());
    }

    @Test
    void aTerminalShowsHowFarASyncIs() throws Exception {
        answerSlowly();
        Outcome outcome = atTerminal(CommandLine.mirror(directory)).run("sync");
        assertEquals(0, outcome.exitCode(), outcome.out());
        assertTrue(Files.readString(directory.resolve("rows")).contains("events: 2500\n"));
        assertTrue(outcome.out().contains("%, 1,000 events, 1 request"), outcome.out());
        assertTrue(outcome.out().contains(ERASED + "mirror: 3 requests, " + events() + " events, "), outcome.out());
    }

    @Test
    void whatIsNoTerminalIsNotDrawnOn() throws Exception {
        Outcome outcome = at(CommandLine.sqlline(directory)).run(COUNT);
        assertEquals("\"n\"\n2500\n", outcome.out());
        assertTrue(outcome.err().matches("ticketsql: events are kept in [^\n]+\n"), outcome.err());
    }

    @Test
    void progressAlwaysDrawsWithoutATerminalToo() throws Exception {
        answerSlowly();
        Outcome outcome = at(CommandLine.sqlline(directory))
                .with("TICKETSQL_PROGRESS", "always")
                .run(COUNT);
        assertEquals("\"n\"\n2500\n", outcome.out());
        assertTrue(outcome.err().contains("%, 1,000 events, 1 request"), outcome.err());
        assertTrue(outcome.err().endsWith(ERASED), outcome.err());
    }

    @Test
    void progressNeverDrawsNothingAtATerminalEither() throws Exception {
        Outcome outcome = atTerminal(CommandLine.sqlline(directory))
                .with("TICKETSQL_PROGRESS", "never")
                .run(COUNT);
        assertEquals("\"n\"\n2500\n", Files.readString(directory.resolve("rows")));
        assertFalse(outcome.out().contains("\u001b"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM ticket_events",
                // The number of readings of a nested loop is unknown beforehand.
                "SELECT COUNT(*) FROM ticket_events WHERE id > (SELECT MIN(CHAR_LENGTH(via)) FROM ticket_events)",
                "SELECT (SELECT MAX(id) FROM ticket_events), (SELECT MIN(id) FROM ticket_events)",
            })
    void theLogHasTheTotalsOfAStatementInTheEnd(String sql) throws Exception {
        Outcome outcome = at(CommandLine.sqlline(directory))
                .with("TICKETSQL_LOG", "info")
                .run("--silent=true", "--outputformat=csv", "-e", sql);
        assertTrue(
                outcome.err()
                        .matches("(?s).* INFO dev.ticketsql.account.AccountStore - Statement 1: 3 requests, " + events()
                                + " events," + " [0-9,]+ bytes, waited 0 s, for 1970-01-01 to [^\n]+\n"),
                outcome.err());
        assertEquals(3, sandbox.requests().size());
    }

    /** Slow enough for a line after each page: at most four are drawn in a second. */
    private void answerSlowly() {
        sandbox.inject(Fault.delay(Duration.ofMillis(400)).always());
    }

    /** The number of sent events; the last of a page come again with the next. */
    private String events() {
        return String.format(
                Locale.ROOT,
                "%,d",
                sandbox.requests().stream()
                        .mapToInt(request -> request.eventCount())
                        .sum());
    }

    private CommandLine atTerminal(CommandLine program) throws IOException {
        return at(program).atTerminal(">rows");
    }

    private CommandLine at(CommandLine program) {
        return program.with("ZENDESK_BASE_URL", sandbox.baseUrl().toString());
    }
}
