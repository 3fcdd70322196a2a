package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bin/mirror} does, prints, and exits with, against a sandbox. */
final class MirrorCommandTest {

    private static final String JUNE = "2025-06-01";
    private static final String JULY = "2025-07-01";

    @AutoClose
    private final Sandbox sandbox = Sandboxes.until2026(20_000, 7);

    @TempDir
    private Path directory;

    private record Outcome(int exitCode, String out, String err) {

        /** The values of a name on standard output. */
        List<String> values(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }

    @Test
    void anEmptyMirrorIsOneGap() {
        Outcome status = mirror("status");
        assertEquals(0, status.exitCode(), status.err());
        assertEquals(List.of("0"), status.values("events"));
        assertEquals(1, status.values("gap").size());
        assertTrue(status.values("gap").get(0).startsWith("1970-01-01T00:00:00Z to "), status.out());
        assertEquals(0, sandbox.requests().size());
    }

    @Test
    void aSyncOfAStretchLeavesGapsAndASyncOfAllNone() throws Exception {
        Outcome some = mirror("sync", "--from", JUNE, "--to=" + JULY);
        assertEquals(0, some.exitCode(), some.err());
        assertTrue(
                some.err()
                        .matches("mirror: " + sandbox.requests().size() + " requests?, [0-9,]+ events, [0-9,]+ bytes,"
                                + " waited 0 s, for 2025-06-01 to 2025-07-01\n"),
                some.err());
        assertEquals(2, some.values("gap").size(), some.out());
        assertTrue(some.values("window").get(0).startsWith("2025-06-01T00:00:00Z to "), some.out());

        Outcome all = mirror("sync");
        assertEquals(0, all.exitCode(), all.err());
        assertEquals(List.of(), all.values("gap"));
        assertEquals(1, all.values("window").size());
        assertEquals(List.of("" + count("ticket_events")), all.values("events"));

        int asked = sandbox.requests().size();
        assertEquals(0, mirror("sync").exitCode());
        assertEquals(asked, sandbox.requests().size());
        assertEquals("", mirror("sync").err());
    }

    @Test
    void refreshReadsExactlyTheStretchAgain() throws Exception {
        mirror("sync");
        int asked = sandbox.requests().size();
        Outcome outcome = mirror("refresh", "--from", JUNE, "--to", "2025-06-02");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(asked + 1, sandbox.requests().size());
        assertTrue(outcome.err().startsWith("mirror: 1 request, 1,000 events, "), outcome.err());
        assertEquals(List.of("" + count("ticket_events")), outcome.values("events"));
    }

    @Test
    void verifyFindsNothingWrongWithAGoodMirror() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        int asked = sandbox.requests().size();
        Outcome local = mirror("verify");
        assertEquals(0, local.exitCode(), local.err());
        assertEquals(asked, sandbox.requests().size());
        assertEquals(mirror("status").values("events"), local.values("events"));

        Outcome against = mirror("verify", "--against-api", "--from", JUNE, "--to", "2025-06-10");
        assertEquals(0, against.exitCode(), against.out());
        assertTrue(sandbox.requests().size() > asked);
        assertEquals(List.of(), against.values("different"));
    }

    @Test
    void verifyNamesWhatIsDamagedAndSyncRepairsIt() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        Path file = files().get(0);
        Files.write(file, new byte[] {1, 2, 3});
        Outcome found = mirror("verify");
        assertEquals(3, found.exitCode());
        assertEquals(List.of(file.getFileName().toString()), found.values("damaged"));
        assertEquals(
                "mirror: what is damaged was set aside; bin/mirror sync fetches it again",
                found.err().lines().reduce("", (first, last) -> last));
        assertEquals(List.of(file.getFileName() + ".damaged"), mirror("status").values("damaged"));

        assertEquals(0, mirror("sync", "--from", JUNE, "--to", JULY).exitCode());
        assertEquals(0, mirror("verify").exitCode());
    }

    @Test
    void purgeErasesATicketFromEveryVariant() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        mirror("sync", "--from", JUNE, "--to", JULY, "--comments", "true");
        assertEquals(2, variants());
        long ticket =
                number("SELECT MAX(ticket_id) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000");
        long events = number(
                "SELECT COUNT(*) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000 AND ticket_id = "
                        + ticket);
        assertTrue(events > 0);

        Outcome outcome = mirror("purge", "--ticket", "" + ticket);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(2, outcome.values("removed").size(), outcome.out());
        assertEquals(
                0,
                number("SELECT COUNT(*) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000 AND"
                        + " ticket_id = " + ticket));
        assertEquals(List.of("events of ticket " + ticket), mirror("status").values("purged"));
        assertEquals(
                List.of("events of ticket " + ticket),
                mirror("status", "--comments=true").values("purged"));
    }

    @Test
    void aQuestionThatAPurgeTouchesSaysSoInAWarning() throws Exception {
        mirror("sync");
        mirror("purge", "--before", JULY);
        String question = "SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '%s 00:00:00'";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery(question.formatted(JULY)).close();
            assertNull(statement.getWarnings());

            statement.executeQuery(question.formatted(JUNE)).close();
            SQLWarning warning = statement.getWarnings();
            assertEquals(
                    "the answer is without what was purged: events before 2025-07-01T00:00:00Z", warning.getMessage());
            assertEquals("01000", warning.getSQLState());
            assertNull(warning.getNextWarning());

            statement.clearWarnings();
            assertNull(statement.getWarnings());
        }
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(question.formatted(JUNE))) {
            assertNull(statement.getWarnings());
            statement.executeQuery().close();
            statement.executeQuery().close();
            assertNotNull(statement.getWarnings());
            assertNull(statement.getWarnings().getNextWarning(), "one for each execution");
        }
    }

    @Test
    void purgeErasesWhatIsOlder() throws Exception {
        mirror("sync");
        Outcome outcome = mirror("purge", "--before", JULY);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(
                List.of("events before 2025-07-01T00:00:00Z"), mirror("status").values("purged"));
        assertEquals(List.of("" + count("ticket_events")), mirror("status").values("events"));
        assertEquals(0, number("SELECT COUNT(*) FROM ticket_events WHERE \"time\" < TIMESTAMP '2025-07-01 00:00:00'"));
    }

    @Test
    void whatIsPurgedIsNoGap() {
        assertEquals(0, mirror("purge", "--before", "2026-01-01").exitCode());
        Outcome status = mirror("status");
        assertTrue(status.values("gap").get(0).startsWith("2026-01-01T00:00:00Z to "), status.out());
    }

    @Test
    void aFailureIsOneLineAndWhatArrivedIsKept() throws Exception {
        Outcome outcome = mirror("sync", "--maxRequests", "2");
        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.out());
        String last = outcome.err().lines().reduce("", (first, next) -> next);
        assertTrue(
                last.startsWith("mirror: the statement would make more than maxRequests=2 requests: 2 were made"),
                last);
        assertEquals(2, sandbox.requests().size());
        assertEquals(1, mirror("status").values("window").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clean | unknown command 'clean'; use status, sync, refresh, verify or purge",
                "sync now | unexpected 'now'; options are written --name value",
                "sync --colour red | unknown option '--colour' of sync",
                "sync --from | option '--from' needs a value",
                "status --from 2025-01-01 | unknown option '--from' of status",
                "sync --from yesterday | --from is 'yesterday', must be epoch seconds, as 1735689600, or ISO-8601, as"
                        + " 2025-01-01 or 2025-01-01T00:00:00Z",
                "sync --from 2025-01-02 --to 2025-01-01 | --from must be before --to",
                "refresh --from 2025-01-02 | refresh needs --from and --to",
                "purge | purge needs either --before or --ticket",
                "purge --ticket acme | --ticket is 'acme', must be the number of a ticket",
                "status --mirror none | there is no mirror to look after: option mirror is none, or the account is an"
                        + " embedded sandbox",
                "status --pageSize 0 | option pageSize is '0', must be a whole number from 1 to 1000",
            })
    void aMistakeIsOneLine(String words, String message) {
        List<String> said = new ArrayList<>(List.of(words.split(" ")));
        said.add("--baseUrl=" + sandbox.baseUrl());
        Outcome outcome = run(said);
        assertEquals("mirror: " + message + " (--help explains the commands)\n", outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
    }

    @Test
    void statusGivesTheBytesOfAllFilesAndTheNewestSecond() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        Outcome status = mirror("status");
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertEquals(List.of("" + bytes), status.values("bytes"));
        String window = status.values("window").get(0);
        assertEquals(List.of(window.substring(window.indexOf(" to ") + 4)), status.values("newest"), status.out());
    }

    @Test
    void accountsInOneDirectoryNeverServeOneAnother() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        try (Sandbox other = Sandboxes.until2026(100, 8)) {
            List<String> words = new ArrayList<>(List.of("status"));
            words.addAll(List.of("--baseUrl", other.baseUrl().toString(), "--mirror", directory.toString()));
            assertEquals(List.of("0"), run(words).values("events"));
            words.set(0, "sync");
            assertEquals(List.of("100"), run(words).values("events"));
            assertEquals(2, variants());
        }
    }

    @Test
    void aPurgeOfTheFutureIsRefused() {
        Outcome outcome = mirror("purge", "--before", "2999-01-01");
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.err()
                        .startsWith("mirror: purge --before 2999-01-01T00:00:00Z would erase everything and hide what"
                                + " is still to happen; it takes an instant up to now, "),
                outcome.err());
        assertEquals(List.of(), mirror("status").values("purged"));
    }

    @Test
    void aVariantThatCannotBePurgedKeepsNoneOfTheOthersFromIt() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        mirror("sync", "--from", JUNE, "--to", JULY, "--comments", "true");
        Path bad;
        try (Stream<Path> variants = Files.list(directory)) {
            bad = variants.filter(variant -> variant.toString().endsWith("+comments"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.createDirectory(bad.resolve("v9"));
        Outcome outcome = mirror("purge", "--ticket", "1");
        assertEquals(3, outcome.exitCode());
        assertEquals(1, outcome.values("removed").size());
        assertEquals(
                "mirror: nothing is purged of " + bad + ": the mirror " + bad + " holds format v9, this TicketSQL"
                        + " knows v1: use the newer TicketSQL that wrote it, or give option mirror another directory",
                outcome.err().strip());
        assertEquals(List.of("events of ticket 1"), mirror("status").values("purged"));
    }

    @Test
    void filesThatAreNotTheMirrorsAreRemarkedOn() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        Path file = files().get(0);
        Path copy = Files.copy(file, file.resolveSibling("copy of " + file.getFileName()));
        for (String verb : List.of("sync", "verify")) {
            Outcome outcome = mirror(verb, "--from", JUNE, "--to", JULY);
            assertEquals(3, outcome.exitCode());
            assertEquals(
                    "mirror: " + copy + " is none of the mirror's files, but readers of *.parquet read it too: move it"
                            + " elsewhere",
                    outcome.err().lines().reduce("", (first, last) -> last));
        }
    }

    @Test
    void helpIsAResult() {
        Outcome outcome = run(List.of("--help"));
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().startsWith("Looks after the mirror of an account"), outcome.out());
        assertEquals("", outcome.err());
    }

    private Outcome mirror(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        return run(all);
    }

    private static Outcome run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new MirrorCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private long count(String table) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "'");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private long variants() throws IOException {
        try (Stream<Path> variants = Files.list(directory)) {
            return variants.count();
        }
    }
}
