package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers without measure, to a program with a heap of 256 MB: each is refused by a message, none ends the program. */
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
final class HostileServerIT {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    @TempDir
    private Path directory;

    @Test
    void noAnswerEndsTheProgram() throws Exception {
        List<HostileServer> servers = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        try {
            for (HostileAnswer answer : HostileAnswer.values()) {
                HostileServer server = answer.server();
                servers.add(server);
                questions.add(COUNT);
                questions.add(server.baseUrl().toString());
            }
            Outcome outcome = run(questions);

            assertEquals(0, outcome.exitCode(), outcome::toString);
            List<String> lines = outcome.out().lines().toList();
            int place = 0;
            for (HostileAnswer answer : HostileAnswer.values()) {
                String line = lines.get(place);
                assertTrue(line.matches(answer.expected()), () -> answer + ": " + line);
                // A refusal is final, and what was no answer was asked for again, once.
                assertEquals(
                        line.startsWith("54000") || answer.isAnswer() ? 1 : 2,
                        servers.get(place++).requests().size(),
                        answer::toString);
            }
        } finally {
            for (HostileServer server : servers) {
                server.close();
            }
        }
    }

    @Test
    void aTokenWithoutEndIsRefused() throws Exception {
        try (HostileServer server = new HostileServer((out, requests) -> {
            HostileAnswer.write(out, HostileAnswer.OK + "{\"access_token\":\"");
            HostileAnswer.repeat(out, "t", 50 << 20);
        })) {
            Outcome outcome = run(List.of(COUNT, server.baseUrl() + "?clientId=a&clientSecret=b-secret"));

            assertTrue(
                    outcome.out()
                            .startsWith(
                                    "54000 POST " + server.baseUrl() + "/oauth/tokens answered 200 OK, but"
                                            + " $.access_token is not over after 64 KB, the most that is read; attempt 1 of 1."),
                    outcome::toString);
        }
    }

    /** Texts that neither a dictionary nor compression makes small. */
    @ParameterizedTest
    @CsvSource({"1000, 100000, 500", "25, 4000000, 600"})
    void aPageOfAHundredMegabytesTakesAFewTimesAsMuch(int events, int charsOfEach, long maxMebibytes) throws Exception {
        String alphabet = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789";
        try (HostileServer server = new HostileServer((out, requests) -> {
            Random random = new Random(1);
            HostileAnswer.write(out, HostileAnswer.OK + "{\"ticket_events\":[");
            for (int i = 0; i < events; i++) {
                String text = random.ints(charsOfEach, 0, alphabet.length())
                        .mapToObj(index -> alphabet.substring(index, index + 1))
                        .collect(Collectors.joining());
                HostileAnswer.write(
                        out,
                        (i == 0 ? "" : ",") + "{\"id\":" + i + ",\"timestamp\":" + (9 + i)
                                + ",\"child_events\":[{\"id\":" + i + ",\"event_type\":\"Comment\",\"body\":\"" + text
                                + "\"}]}");
            }
            HostileAnswer.write(out, "],\"end_of_stream\":true}");
        })) {
            Outcome outcome = run(List.of("SELECT * FROM ticket_events", server.baseUrl() + "?comments=true"));

            List<String> lines = outcome.out().lines().toList();
            assertTrue(lines.get(0).startsWith("rows " + events + " characters "), outcome::toString);
            assumeTrue(!lines.get(1).equals("kilobytes unknown"), "no /proc here to read the memory from");
            long kilobytes = Long.parseLong(lines.get(1).replace("kilobytes ", ""));
            assertTrue(kilobytes < maxMebibytes << 10, () -> kilobytes + " kB resident");
        }
    }

    private Outcome run(List<String> questions) throws Exception {
        return CommandLine.java(directory)
                .run(Stream.concat(
                                Stream.of(
                                        "-Xmx256m",
                                        "-Djava.io.tmpdir=" + directory,
                                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SmallHeapProgram.class.getName()),
                                questions.stream())
                        .toArray(String[]::new));
    }
}
