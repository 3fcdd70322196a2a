package dev.ticketsql.cli;

import static dev.ticketsql.cli.Screen.CTRL_C;
import static dev.ticketsql.cli.Screen.readUntil;
import static dev.ticketsql.cli.Screen.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.cli.Sqlline.Outcome;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults(InstantSource.system())
                    .withEventCount(9_000)
                    .withRequestsPerMinute(2),
            InstantSource.system());

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void theStatementEndsAndTheSessionGoesOn() throws Exception {
        Process session =
                sqlline().atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "").start("--outputformat=csv");
        try (Reader screen = session.inputReader();
                Writer keyboard = session.outputWriter()) {
            readUntil(PROMPTED, screen);
            type(ALL + ";\r", keyboard);
            readUntil("rate limit", screen);
            type(CTRL_C, keyboard);
            readUntil("Error: the statement was cancelled; every page that had arrived is kept", screen);
            type("SELECT 'still ' || 'there';\r", keyboard);
            readUntil("still there", screen);
            type("!quit\r", keyboard);
            assertEquals(0, session.waitFor());
        } finally {
            session.destroy();
        }
        assertTwoPagesAreKept();
    }

    @Test
    void aScriptEndsAndSaysSo() throws Exception {
        Process script =
                sqlline().atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "").start("-e", ALL, "-e", ALL);
        try (Reader screen = script.inputReader();
                Writer keyboard = script.outputWriter()) {
            readUntil("rate limit", screen);
            type(CTRL_C, keyboard);
            assertEquals(130, script.waitFor());
        } finally {
            script.destroy();
        }
        assertTwoPagesAreKept();
    }

    /** Not even their mirrors are the same. */
    @Test
    void whatOtherProcessesAskedForCountsBeforeTheFirstRequest() throws Exception {
        for (String other : List.of("one", "two")) {
            assertEquals(0, withMirror(other).run("-e", FIRST).exitCode());
        }
        Process third = withMirror("three")
                .atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "")
                .start("-e", FIRST);
        try (Reader screen = third.inputReader();
                Writer keyboard = third.outputWriter()) {
            readUntil("rate limit", screen);
            type(CTRL_C, keyboard);
            assertEquals(130, third.waitFor());
        } finally {
            third.destroy();
        }
        assertEquals(
                List.of(200, 200),
                sandbox.requests().stream().map(ServedRequest::status).toList());
    }

    private Sqlline withMirror(String name) {
        return sqlline().with("TICKETSQL_MIRROR", directory.resolve(name).toString());
    }

    private Sqlline sqlline() {
        return Sqlline.in(directory).with("ZENDESK_BASE_URL", sandbox.baseUrl().toString());
    }

    private void assertTwoPagesAreKept() throws Exception {
        Outcome outcome = sqlline()
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT SUM(events) AS n FROM mirror_windows");
        assertTrue(outcome.out().matches("\"n\"\n\"(1[89]\\d\\d|2000)\"\n"), outcome.out());
        assertEquals(2, sandbox.requests().size());
    }
}
