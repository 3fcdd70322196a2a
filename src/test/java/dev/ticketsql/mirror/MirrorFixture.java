package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mirror in a directory of its own, over an account of which a page has ten events. */
abstract class MirrorFixture {

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    final PagedEvents api = new PagedEvents(clock, 10);

    /** Two days before now: settled. */
    final long startSec = clock.nowSec() - 172_800;

    @TempDir
    Path directory;

    @AutoClose
    Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = Mirror.open(directory, Asking.SMALL, clock);
    }

    /** Adds events with ids from 0, one a second from {@link #startSec}. */
    void oneEventPerSecond(int count) {
        for (int i = 0; i < count; i++) {
            api.add(Events.audit(i, startSec + i));
        }
    }

    /** Seconds counted from {@link #startSec}. */
    TimeRanges seconds(long from, long to) {
        return TimeRanges.of(startSec + from, startSec + to);
    }

    static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    List<Long> ask(TimeRanges wanted) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), wanted);
    }
}
