package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MirrorTest {

    private static final long NOW_SEC = 1_700_000_000;

    @Test
    void aWindowCostsItsPagesOnceAndNothingAfterwards(@TempDir Path directory) throws Exception {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW_SEC));
        PagedEvents api = new PagedEvents(clock, 10);
        for (int i = 0; i < 100; i++) {
            api.add(Events.audit(i, NOW_SEC - 100_000 + i));
        }
        ReadingSettings settings = new ReadingSettings(api, 0, Duration.ofMinutes(1), OptionalInt.empty());
        try (Mirror mirror = Mirror.open(directory, new MirrorSettings(256L << 20, 2), clock)) {
            TimeRanges window = TimeRanges.of(NOW_SEC - 100_000, NOW_SEC - 99_980);
            for (int run = 0; run < 2; run++) {
                try (Reading reading = mirror.read(settings, Cancellation.never());
                        Cursor rows = reading.query("SELECT COUNT(*), MIN(\"time\") FROM " + reading.relation(window)
                                + " WHERE start_time < " + (NOW_SEC - 99_980))) {
                    rows.next();
                    assertEquals(20, rows.resultSet().getLong(1));
                }
                assertEquals(
                        List.of(NOW_SEC - 100_000, NOW_SEC - 99_991, NOW_SEC - 99_982), api.requests(), "run " + run);
            }
        }
    }
}
