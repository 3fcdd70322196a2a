package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.JavaCommand;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses the driver again and again in a process with a small heap, also carelessly: threads, handles, temporary files
 * and the heap do not grow. Property {@code ticketsql.cycles} makes it longer: 10000 for as many connections.
 */
@EnabledOnOs(OS.LINUX)
final class ResourceCyclesTest {

    private static final int CYCLES = Series.length("ticketsql.cycles", 80, 300);

    @Test
    @Timeout(7200)
    void usingTheDriverAgainAndAgainKeepsNothing(@TempDir Path directory) throws Exception {
        assertNothingGrows(
                directory,
                ResourceCycles.Way.OPEN_QUERY_CLOSE + "=" + CYCLES,
                ResourceCycles.Way.METADATA + "=" + CYCLES / 10,
                ResourceCycles.Way.CLOSED_WITH_HALF_READ_ROWS + "=" + fraction(5),
                ResourceCycles.Way.DROPPED_HALF_READ_ROWS + "=" + fraction(5),
                ResourceCycles.Way.DROPPED_AFTER_CANCEL + "=" + fraction(5),
                ResourceCycles.Way.DROPPED_CONNECTION + "=" + fraction(5));
    }

    @Test
    @Timeout(7200)
    void anAccountOfAModelFileGoesWithItsConnection(@TempDir Path directory) throws Exception {
        assertNothingGrows(
                directory,
                ResourceCycles.Way.MODEL_FILE + "=" + Math.max(16, CYCLES / 50),
                ResourceCycles.Way.MODEL_FILE_OF_CALCITE + "=" + Math.max(16, CYCLES / 50));
    }

    private static int fraction(int part) {
        return Math.min(1000, CYCLES / part);
    }

    private static void assertNothingGrows(Path directory, String... ways) throws IOException, InterruptedException {
        Path temporaryFiles = Files.createDirectory(directory.resolve("tmp"));
        Path output = directory.resolve("output");
        try (Sandbox server = Sandboxes.until2026(ResourceCycles.EVENTS, 3)) {
            List<String> command = new ArrayList<>(JavaCommand.of(
                    ResourceCycles.class, temporaryFiles, server.baseUrl().toString()));
            command.add(1, "-Xmx96m");
            command.addAll(List.of(ways));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                int exitCode = process.waitFor();
                String printed = Files.readString(output);
                assertEquals(0, exitCode, printed);
                System.out.println(printed);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
