package dev.ticketsql.cli;

import static dev.ticketsql.cli.Screen.CTRL_C;
import static dev.ticketsql.cli.Screen.readUntil;
import static dev.ticketsql.cli.Screen.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.cli.Sqlline.Outcome;
import dev.ticketsql.jdbc.EarlyRows;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of {@code bin/sqlline}, printed while the account's rate limit holds back the next pages. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class RowsAsTheyComeIT {

    /** Not so many on a page that sqlline would print them for their number; and no quotes, which a wrapper adds. */
    private static final String RARE = "SELECT id, TRUE AS found FROM ticket_events WHERE via IS NOT NULL LIMIT 900";

    private static final String HEADER = "\"id\",\"found\"";

    private static final String ROW = "true";

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

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "vertical", "xmlattrs", "xmlelements"})
    void aFormatWithoutWidthsPrintsARowWhenItIsThere(String format) throws Exception {
        Process process = sqlline().start("--outputformat=" + format, "-e", RARE);
        try (Reader rows = process.inputReader()) {
            readUntil(ROW, rows);
            assertTrue(process.isAlive());
            assertTrue(sandbox.requests().size() <= 2, sandbox.requests()::toString);
        } finally {
            process.destroy();
        }
    }

    @Test
    void theLineOnATerminalGoesForTheRowsAndComesBackAndCtrlCLeavesThem() throws Exception {
        Process script = sqlline()
                .atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "")
                .start("--silent=true", "--outputformat=csv", "-e", RARE);
        try (Reader screen = script.inputReader();
                Writer keyboard = script.outputWriter()) {
            String before = readUntil(HEADER, screen);
            assertTrue(before.endsWith("\r\u001b[K" + HEADER), before);
            readUntil(ROW, screen);
            readUntil("rate limit", screen);
            type(CTRL_C, keyboard);
            assertEquals(130, script.waitFor());
        } finally {
            script.destroy();
        }
    }

    @Test
    void aHeaderIsNotPrintedBeforeThereIsSomethingBelowIt() throws Exception {
        Outcome outcome = sqlline()
                .with("TICKETSQL_MAX_REQUESTS", "1")
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT id FROM ticket_events WHERE type = 'none'");
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "table"})
    void aFailureComesBelowTheRowsThatWereFound(String format) throws Exception {
        Outcome outcome = sqlline()
                .with("TICKETSQL_MAX_REQUESTS", "2")
                .atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "")
                .run("--silent=true", "--outputformat=" + format, "-e", RARE);
        int lastRow = outcome.out().lastIndexOf(ROW);
        int error = outcome.out().indexOf("Error: the statement would make more than maxRequests=2");
        assertTrue(lastRow >= 0 && error > lastRow, outcome.out());
        assertEquals(2, outcome.exitCode());
    }

    @Test
    void aTableOnATerminalPrintsWhatIsThereWhenMoreIsLongInComing() throws Exception {
        InstantSource clock = InstantSource.system();
        try (Sandbox slow = Sandbox.start(
                SandboxOptions.defaults(clock).withEventCount(9_000).withRequestsPerMinute(1000), clock)) {
            slow.inject(Fault.delay(Duration.ofHours(9))
                    .when(asked -> slow.requests().size() >= 4)
                    .always());
            slow.inject(Fault.delay(EarlyRows.PATIENCE.plusMillis(200)).always());
            Process script = sqlline(slow)
                    .atTerminal(Sqlline.PROJECT.resolve("bin/sqlline"), "")
                    .start("--silent=true", "-e", RARE);
            try (Reader screen = script.inputReader();
                    Writer keyboard = script.outputWriter()) {
                readUntil("| " + ROW, screen);
                assertTrue(script.isAlive());
                type(CTRL_C, keyboard);
                assertEquals(130, script.waitFor());
            } finally {
                script.destroy();
            }
        }
    }

    private Sqlline sqlline() {
        return sqlline(sandbox);
    }

    private Sqlline sqlline(Sandbox asked) {
        return Sqlline.in(directory).with("ZENDESK_BASE_URL", asked.baseUrl().toString());
    }
}
