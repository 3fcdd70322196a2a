package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable publishing of a page's files. */
final class PublishTest {

    @TempDir
    private Path directory;

    @Test
    void everyFileIsForcedBeforeItGetsItsNameAndTheNameAfterwardsTheEventsLast() throws Exception {
        SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
        PagedEvents api = new PagedEvents(clock, 10).add(Events.audit(1, clock.nowSec() - 86_400));
        List<String> steps = new ArrayList<>();
        Path named = directory.toRealPath().resolve("v2");
        DurableFiles real = DurableFiles.real();
        DurableFiles recording = new DurableFiles() {
            @Override
            public void force(Path file) throws IOException {
                real.force(file);
                steps.add("force " + file.getFileName());
            }

            @Override
            public void rename(Path file, Path name) throws IOException {
                assertEquals("force " + file.getFileName(), steps.remove(steps.size() - 1));
                steps.add("force and rename into " + named.relativize(name).getName(0));
                real.rename(file, name);
            }

            @Override
            public void link(Path file, Path name) {
                steps.add("link");
            }

            @Override
            public void forceDirectory(Path changed) throws IOException {
                real.forceDirectory(changed);
                steps.add("force " + changed.getFileName());
            }
        };
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock, recording)) {
            Asking.ids(mirror, Asking.settings(api), TimeRanges.before(clock.nowSec() - 3_600));
        }
        assertEquals(
                List.of(
                        "force and rename into ticket_child_events",
                        "force ticket_child_events",
                        "force and rename into ticket_comments",
                        "force ticket_comments",
                        "force and rename into ticket_field_changes",
                        "force ticket_field_changes",
                        "force and rename into ticket_events",
                        "force ticket_events"),
                steps.subList(0, 8));
    }
}
