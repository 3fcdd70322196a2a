package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
        Map<HostileAnswer, HostileServer> servers = new EnumMap<>(HostileAnswer.class);
        List<String> questions = new ArrayList<>();
        for (HostileAnswer answer : HostileAnswer.values()) {
            HostileServer server = answer.server();
            servers.put(answer, server);
            questions.add(COUNT);
            questions.add(server.baseUrl().toString());
        }
        Outcome outcome = run(questions);
        System.out.println(outcome);
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
