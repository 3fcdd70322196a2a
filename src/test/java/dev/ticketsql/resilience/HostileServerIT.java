package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

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
            for (HostileAnswer answer : HostileAnswer.values()) {
                String line = lines.get(answer.ordinal());
                assertTrue(line.matches(answer.expected()), () -> answer + ": " + line);
                // A refusal is final, and what was no answer was asked for again, once.
                assertEquals(
                        line.startsWith("54000") || answer.isAnswer() ? 1 : 2,
                        servers.get(answer.ordinal()).requests().size(),
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
