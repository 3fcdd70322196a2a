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

/** A mirror over fifty events, ten seconds apart, and its maintenance. */
abstract class MirrorMaintenanceFixture {

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    final long startSec = clock.nowSec() - 86_400;

    PagedEvents api = new PagedEvents(clock, 10);

    @TempDir
    Path directory;

    @AutoClose
    Mirror mirror;

    MirrorMaintenance maintenance;

    @BeforeEach
    void open() throws IOException {
        directory = directory.toRealPath();
        mirror = Mirror.open(directory, Asking.SMALL, clock);
        maintenance = mirror.maintenance();
        LongStream.range(0, 50).forEach(i -> api.add(Events.audit(i, startSec + i * 10)));
    }

    boolean sync() throws Exception {
        return maintenance.sync(Asking.settings(api), TimeRanges.from(startSec - 1000));
    }

    List<Long> ids() throws Exception {
        return ids(mirror);
    }

    List<Long> ids(Mirror other) throws Exception {
        return Asking.ids(other, Asking.settings(api), TimeRanges.from(startSec - 1000));
    }

    List<Long> ids(TimeRanges wanted) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), wanted);
    }
}
