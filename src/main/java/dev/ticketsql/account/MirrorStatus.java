package dev.ticketsql.account;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.MirrorMaintenance;
import dev.ticketsql.mirror.MirroredRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mirror holds, in lines of {@code name: value}. Asks nobody for anything.
 *
 * @param directory of the mirror
 * @param sinceSec earlier events do not exist, epoch seconds
 * @param nowSec what is now, epoch seconds
 * @param freshness for how long the newest edge counts as up to date
 */
record MirrorStatus(Path directory, long sinceSec, long nowSec, Duration freshness) {

    private static final String EDGE = "edge";

    UpkeepResult of(List<MirroredRange> windows, MirrorMaintenance care) throws IOException {
        TimeRanges mirrored = TimeRanges.of(windows.stream()
                .map(window -> new TimeRange(window.fromSec(), window.toSec()))
                .toList());
        long fromSec = Math.max(sinceSec, care.purgedBeforeSec().orElse(0));
        TimeRanges gaps = TimeRanges.of(fromSec, nowSec - Page.WITHHELD_SEC)
                .minus(mirrored)
                .minus(TimeRanges.of(windows.stream()
                        .filter(this::isUpToDate)
                        .map(edge -> new TimeRange(edge.toSec(), TimeRange.MAX_SEC))
                        .toList()));
        List<String> lines = new ArrayList<>();
        lines.add("mirror: " + directory);
        lines.add("files: " + windows.size());
        lines.add("events: "
                + windows.stream().mapToLong(MirroredRange::eventCount).sum());
        lines.add("bytes: " + windows.stream().mapToLong(MirroredRange::bytes).sum());
        windows.stream()
                .mapToLong(MirroredRange::toSec)
                .max()
                .ifPresent(newestSec -> lines.add("newest: " + Instant.ofEpochSecond(newestSec)));
        mirrored.asList().forEach(range -> lines.add("window: " + MirrorUpkeep.text(range)));
        gaps.asList().forEach(range -> lines.add("gap: " + MirrorUpkeep.text(range)));
        care.purged().forEach(purged -> lines.add("purged: " + purged));
        care.setAside().forEach(name -> lines.add("damaged: " + name));
        return new UpkeepResult(lines, List.of(), true);
    }

    /** Nothing after it counts as missing: a question asked now would not ask for it. */
    private boolean isUpToDate(MirroredRange window) {
        return window.kind().equals(EDGE) && nowSec - window.asOfSec() < freshness.toSeconds();
    }
}
