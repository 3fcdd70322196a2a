package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory with two pages of a mirror, as segments of ten seconds with files of every table. */
abstract class TwoPagesFixture {

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    final PagedEvents api = new PagedEvents(clock, 10);

    final long startSec = clock.nowSec() - 172_800;

    @TempDir
    Path directory;

    @BeforeEach
    void fillTwoPages() throws Exception {
        for (int i = 0; i < 100; i++) {
            api.add(Events.audit(i, startSec + i));
        }
        api.addRejected(startSec + 3, 3L, "{\"n\":1}").addRejected(startSec + 12, null, "{\"n\":2}");
        // Pages of one statement might share their files.
        ask(0, 9);
        ask(9, 18);
        assertEquals(List.of(startSec, startSec + 9), api.requests());
    }

    Map<EventTable, Path> files(Path eventsFile) {
        return Arrays.stream(EventTable.values()).collect(Collectors.toMap(it -> it, it -> fileOf(it, eventsFile)));
    }

    Path fileOf(EventTable table, Path eventsFile) {
        return directory.resolve("v2").resolve(table.tableName()).resolve(eventsFile.getFileName());
    }

    /** Queries a mirror that is opened anew, since an open one does not check a file twice. */
    List<Long> ask(long from, long to) throws Exception {
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            return Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec + from, startSec + to));
        }
    }

    Path segment(long from) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v2/ticket_events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sealed_" + (startSec + from) + "_"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
