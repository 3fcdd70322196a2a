package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Sandboxes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mirror} over events without a usable id or instant. */
final class IncompleteSecondsTest {

    private static final long SEC = 1_700_000_000;

    @TempDir
    private Path directory;

    @Test
    void syncRefusesThemOrKeepsThemAsideAndStatusListsTheirSeconds() {
        List<SandboxEvent> events = new ArrayList<>(Sandboxes.eventPerSecond(SEC, 30));
        for (int i = 0; i < 25; i++) {
            events.add(new SandboxEvent(SEC + i, "{\"timestamp\":" + (SEC + i) + "}"));
        }
        events.add(new SandboxEvent(SEC, "{\"timestamp\":" + SEC + "}"));
        try (Sandbox sandbox = Sandboxes.serving(events, InstantSource.system())) {
            assertEquals(1, mirror(sandbox, "sync").exitCode());
            Outcome synced = mirror(sandbox, "sync", "--onBadEvent", "skip");
            assertEquals(0, synced.exitCode(), synced.err());
            Outcome status = mirror(sandbox, "status");
            assertEquals(List.of("30"), status.values("events"));
            List<String> incomplete = status.values("incomplete");
            assertEquals(21, incomplete.size());
            assertEquals("2023-11-14T22:13:20Z: 2 rejected", incomplete.get(0));
            assertEquals("2023-11-14T22:13:21Z: 1 rejected", incomplete.get(1));
            assertEquals("5 more seconds, see table rejected_events", incomplete.get(20));
            assertEquals(0, mirror(sandbox, "verify").exitCode());
        }
    }

    private Outcome mirror(Sandbox sandbox, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        return MirrorRun.of(all);
    }
}
