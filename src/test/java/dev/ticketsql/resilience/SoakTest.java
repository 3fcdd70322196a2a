package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.JavaCommand;
import dev.ticketsql.testing.Sandboxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long use in many threads, with faults: {@code mvn test -Dtest=SoakTest -Dticketsql.soak.minutes=20} prints what the
 * process holds each minute. Property {@code ticketsql.seed} makes another series.
 */
@EnabledOnOs(OS.LINUX)
final class SoakTest {

    /** The heap is taken whole at the start, so that resident memory shows what the libraries take. */
    private static final List<String> HEAP = List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch");

    @Test
    void minutesOfUseLeaveNothingBehind(@TempDir Path directory) throws Exception {
        int minutes = Integer.getInteger("ticketsql.soak.minutes", 0);
        assumeTrue(minutes > 0, "takes as many minutes as -Dticketsql.soak.minutes says");
        Path temporaryFiles = Files.createDirectory(directory.resolve("tmp"));
        long seed = Long.getLong("ticketsql.seed", 1);
        try (Sandbox one = Sandboxes.until2026(SoakWorld.EVENTS, 3);
                Sandbox other = Sandboxes.until2026(SoakWorld.EVENTS, 4);
                SoakFaults faults = SoakFaults.into(List.of(one, other), seed)) {
            List<String> command = new ArrayList<>(JavaCommand.of(
                    Soak.class,
                    temporaryFiles,
                    Integer.toString(minutes),
                    Long.toString(seed),
                    one.baseUrl().toString(),
                    other.baseUrl().toString(),
                    Files.createDirectory(directory.resolve("mirrors")).toString()));
            command.removeIf(word -> word.startsWith("-XX:"));
            command.addAll(1, HEAP);
            assertEquals(0, exitCode(command), "the process has printed why");
            assertTrue(faults.injected() > 0, "no fault was injected");
        }
    }

    private static int exitCode(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
