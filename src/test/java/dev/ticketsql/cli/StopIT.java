package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at a terminal while {@code bin/sqlline} waits for the account's rate limit. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class StopIT {

    /** Pasting is announced when a line is read; on a terminal without a width the prompt itself is cut off. */
    private static final String PROMPTED = "\u001b[?2004h";

    private static final String ALL = "SELECT COUNT(*) FROM ticket_events";

    private static final String FIRST = "SELECT id FROM ticket_events LIMIT 1";

    @AutoClose
    private final Sandbox sandbox = Sandboxes.limited(9_000, 2);

    @TempDir
    private Path directory;

    @Test
    void theStatementEndsAndTheSessionGoesOn() throws Exception {
        try (Terminal session = new Terminal(sqlline().atTerminal("").start("--outputformat=csv"))) {
            session.readUntil(PROMPTED);
            session.type(ALL + ";\r");
            session.readUntil("rate limit");
            session.type(Terminal.CTRL_C);
            session.readUntil("Error: the statement was cancelled; every page that had arrived is kept");
            session.type("SELECT 'still ' || 'there';\r");
            session.readUntil("still there");
            session.type("!quit\r");
            assertEquals(0, session.exitCode());
        }
        assertTwoPagesAreKept();
    }

    @Test
    void aScriptEndsWithAMessage() throws Exception {
        try (Terminal script = new Terminal(sqlline().atTerminal("").start("-e", ALL, "-e", ALL))) {
            script.readUntil("rate limit");
            script.type(Terminal.CTRL_C);
            assertEquals(130, script.exitCode());
        }
        assertTwoPagesAreKept();
    }

    /** Not even their mirrors are the same. */
    @Test
    void whatOtherProcessesAskedForCountsBeforeTheFirstRequest() throws Exception {
        for (String other : List.of("one", "two")) {
            assertEquals(0, withMirror(other).run("-e", FIRST).exitCode());
        }
        try (Terminal third = new Terminal(withMirror("three").atTerminal("").start("-e", FIRST))) {
            third.readUntil("rate limit");
            third.type(Terminal.CTRL_C);
            assertEquals(130, third.exitCode());
        }
        assertEquals(
                List.of(200, 200),
                sandbox.requests().stream().map(ServedRequest::status).toList());
    }

    private CommandLine withMirror(String name) {
        return sqlline().with("TICKETSQL_MIRROR", directory.resolve(name).toString());
    }

    private CommandLine sqlline() {
        return CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString());
    }

    private void assertTwoPagesAreKept() throws Exception {
        Outcome outcome = sqlline()
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT SUM(events) AS n FROM mirror_windows");
        assertTrue(outcome.out().matches("\"n\"\n(1[89]\\d\\d|2000)\n"), outcome.out());
        assertEquals(2, sandbox.requests().size());
    }
}
