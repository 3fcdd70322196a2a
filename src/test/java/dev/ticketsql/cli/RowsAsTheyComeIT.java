package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.cli.print.ResultRows;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose
    private final Sandbox sandbox = Sandboxes.limited(9_000, 2);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "vertical", "xmlattrs", "xmlelements"})
    void aFormatWithoutWidthsPrintsARowWhenItIsThere(String format) throws Exception {
        try (Terminal script = new Terminal(sqlline().start("--outputformat=" + format, "-e", RARE))) {
            script.readUntil(ROW);
            assertTrue(script.isRunning());
            assertTrue(sandbox.requests().size() <= 2, sandbox.requests()::toString);
        }
    }

    @Test
    void theLineOnATerminalGoesForTheRowsAndComesBackAndCtrlCLeavesThem() throws Exception {
        try (Terminal script =
                new Terminal(sqlline().atTerminal("").start("--silent=true", "--outputformat=csv", "-e", RARE))) {
            String before = script.readUntil(HEADER);
            assertTrue(before.endsWith("\r\u001b[K" + HEADER), before);
            script.readUntil(ROW);
            script.readUntil("rate limit");
            script.type(Terminal.CTRL_C);
            assertEquals(130, script.exitCode());
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
                .atTerminal("")
                .run("--silent=true", "--outputformat=" + format, "-e", RARE);
        int lastRow = outcome.out().lastIndexOf(ROW);
        int error = outcome.out().indexOf("Error: the statement would make more than maxRequests=2");
        assertTrue(lastRow >= 0 && error > lastRow, outcome.out());
        assertEquals(2, outcome.exitCode());
    }

    @Test
    void aTableOnATerminalPrintsWhatIsThereWhenMoreIsLongInComing() throws Exception {
        try (Sandbox slow = Sandboxes.limited(9_000, 1000)) {
            slow.inject(Fault.delay(Duration.ofHours(9))
                    .when(asked -> slow.requests().size() >= 4)
                    .always());
            slow.inject(Fault.delay(ResultRows.PATIENCE.plusMillis(200)).always());
            try (Terminal script = new Terminal(sqlline(slow).atTerminal("").start("--silent=true", "-e", RARE))) {
                script.readUntil("| " + ROW);
                assertTrue(script.isRunning());
                script.type(Terminal.CTRL_C);
                assertEquals(130, script.exitCode());
            }
        }
    }

    private CommandLine sqlline() {
        return sqlline(sandbox);
    }

    private CommandLine sqlline(Sandbox asked) {
        return CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", asked.baseUrl().toString());
    }
}
