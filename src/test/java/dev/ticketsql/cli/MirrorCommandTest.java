package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output and exit codes of {@code bin/mirror}, against a sandbox. */
final class MirrorCommandTest extends MirrorCommandFixture {

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
    void aSyncOfARangeLeavesGapsAndASyncOfAllNone() throws Exception {
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
    void aWrongLoginIsSaidAtOnceWhereTheCheckIsWanted() {
        sandbox.inject(Fault.status(401, "{}"));
        Outcome outcome = mirror("status", "--check", "true", "--oauthToken", "wrong-" + directory.getFileName());
        assertEquals(1, outcome.exitCode(), outcome.err());
        assertTrue(
                outcome.err()
                        .startsWith("mirror: The OAuth token in oauthToken is not accepted: check that it has not"
                                + " expired (GET "),
                outcome.err());
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void refreshReadsExactlyTheRangeAgain() throws Exception {
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
    void verifyReadsFilesOfNamesTooAndTheNextStatementFetchesWhatWasDamaged() throws Exception {
        long groups = count("groups");
        assertEquals(List.of("1 file"), mirror("verify").values("names"));
        Path file = fileOfGroups();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Outcome found = mirror("verify");
        assertEquals(3, found.exitCode());
        assertEquals(List.of("references/groups/" + file.getFileName()), found.values("damaged"));
        assertEquals(
                "mirror: damaged files of names are not read any more; the next statement that needs them fetches them",
                found.err().lines().reduce("", (first, last) -> last));

        int asked = sandbox.requests().size();
        assertEquals(0, mirror("verify").exitCode());
        assertEquals(groups, count("groups"));
        assertEquals(asked + 1, sandbox.requests().size());
        assertEquals(List.of("1 file"), mirror("verify").values("names"));
    }

    private Path fileOfGroups() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("/references/groups/"))
                    .findFirst()
                    .orElseThrow();
        }
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
                "clean | unknown command 'clean'; use status, sync, refresh, verify, purge or export",
                "snyc | unknown command 'snyc'; did you mean sync?",
                "sync --form 2025-01-01 | unknown option '--form' of sync; did you mean --from?",
                "status --subdomian acme | unknown option '--subdomian' of status; did you mean --subdomain?",
                "sync now | unexpected 'now'; options are written --name value",
                "sync --colour red | unknown option '--colour' of sync",
                "sync --from | option '--from' needs a value",
                "status --from 2025-01-01 | unknown option '--from' of status",
                "sync --from yesterday | --from is 'yesterday', must be epoch seconds, as 1735689600, or ISO-8601, as"
                        + " 2025-01-01 or 2025-01-01T00:00:00Z",
                "sync --from 2025-01-02 --to 2025-01-01 | --from must be before --to",
                "refresh --from 2025-01-02 | refresh needs --from and --to",
                "purge | purge needs one of --before, --ticket and --user",
                "purge --ticket acme | --ticket is 'acme', must be the number of a ticket",
                "status --mirror none | there is no mirror to look after: option mirror is none, or the account is an"
                        + " embedded sandbox",
                "status --pageSize 0 | option pageSize is '0', must be a whole number from 1 to 1000",
            })
    void aMistakeIsOneLine(String words, String message) {
        List<String> said = new ArrayList<>(List.of(words.split(" ")));
        said.add("--baseUrl=" + sandbox.baseUrl());
        Outcome outcome = MirrorRun.of(said);
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
    void statusSaysThatTheServersClockDiffersAndMakesNoRequestForIt() throws Exception {
        Instant now = Instant.now();
        for (Duration ahead : List.of(Duration.ofHours(3), Duration.ofHours(-3), Duration.ZERO)) {
            SettableClock clock = new SettableClock(now.plus(ahead));
            try (Sandbox other = Sandboxes.serving(List.of(), clock)) {
                String[] server = {"--baseUrl", other.baseUrl().toString(), "--mirror", directory.toString()};
                assertEquals(List.of(), MirrorRun.of(words("status", server)).values("clock"));
                String from = now.minus(Duration.ofDays(1)).toString();
                String to = now.minus(Duration.ofHours(12)).toString();
                MirrorRun.of(words("sync --from " + from + " --to " + to, server));
                int requests = other.requests().size();
                List<String> said = MirrorRun.of(words("status", server)).values("clock");
                assertEquals(requests, other.requests().size());
                assertEquals(ahead.isZero() ? 0 : 1, said.size(), said::toString);
                assertTrue(
                        ahead.isZero()
                                || said.get(0)
                                        .matches("at the last request the server's said "
                                                + now.plus(ahead).truncatedTo(ChronoUnit.SECONDS)
                                                + ", this machine's [0-9TZ:-]+; set this machine's if it is wrong"),
                        said::toString);
            }
        }
    }

    private static List<String> words(String first, String... more) {
        return Stream.concat(Stream.of(first.split(" ")), Stream.of(more)).toList();
    }

    @Test
    void accountsInOneDirectoryNeverServeOneAnother() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        try (Sandbox other = Sandboxes.until2026(100, 8)) {
            List<String> words = new ArrayList<>(List.of("status"));
            words.addAll(List.of("--baseUrl", other.baseUrl().toString(), "--mirror", directory.toString()));
            assertEquals(List.of("0"), MirrorRun.of(words).values("events"));
            words.set(0, "sync");
            assertEquals(List.of("100"), MirrorRun.of(words).values("events"));
            assertEquals(2, variants());
        }
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
        Outcome outcome = MirrorRun.of(List.of("--help"));
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().startsWith("Looks after the mirror of an account"), outcome.out());
        assertEquals("", outcome.err());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
