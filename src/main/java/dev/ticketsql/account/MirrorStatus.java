package dev.ticketsql.account;

import dev.ticketsql.api.ComparedClocks;
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
import java.util.Optional;

/**
 * Report on a mirror in lines of {@code name: value}, from the names of its files. Makes no request.
 *
 * @param directory of the mirror
 * @param sinceSec earlier events do not exist, epoch seconds
 * @param nowSec the current time, epoch seconds
 * @param freshness for how long the newest edge counts as up to date
 * @param clocks the server's clock and this machine's at the last answer; empty if none is known
 */
record MirrorStatus(Path directory, long sinceSec, long nowSec, Duration freshness, Optional<ComparedClocks> clocks) {

    private static final String EDGE = "edge";

    UpkeepResult of(List<MirroredRange> files, MirrorMaintenance maintenance) throws IOException {
        TimeRanges mirrored = TimeRanges.of(files.stream()
                .map(file -> new TimeRange(file.fromSec(), file.toSec()))
                .toList());
        long fromSec = Math.max(sinceSec, maintenance.purgedBeforeSec().orElse(0));
        TimeRanges gaps = TimeRanges.of(fromSec, nowSec - Page.WITHHELD_SEC)
                .minus(mirrored)
                .minus(TimeRanges.of(files.stream()
                        .filter(this::isUpToDate)
                        .map(edge -> new TimeRange(edge.toSec(), TimeRange.MAX_SEC))
                        .toList()));
        List<String> lines = new ArrayList<>();
        lines.add("mirror: " + directory);
        lines.add("files: " + files.size());
        lines.add(
                "events: " + files.stream().mapToLong(MirroredRange::eventCount).sum());
        lines.add("bytes: " + files.stream().mapToLong(MirroredRange::bytes).sum());
        files.stream().mapToLong(MirroredRange::toSec).max().ifPresent(newestSec -> addNewest(newestSec, lines));
        clocks.filter(compared -> compared.serverAhead().abs().compareTo(Page.CLOCK_TOLERANCE) > 0)
                .ifPresent(compared -> lines.add("clock: at the last request the server's said "
                        + Instant.ofEpochMilli(compared.serverMillis()) + ", this machine's "
                        + Instant.ofEpochSecond(compared.ownMillis() / 1000) + "; set this machine's if it is wrong"));
        mirrored.asList().forEach(range -> lines.add("window: " + MirrorUpkeep.text(range)));
        gaps.asList().forEach(range -> lines.add("gap: " + MirrorUpkeep.text(range)));
        maintenance.purged().forEach(purged -> lines.add("purged: " + purged));
        maintenance.setAside().forEach(name -> lines.add("damaged: " + name));
        return new UpkeepResult(lines, List.of(), true);
    }

    private void addNewest(long newestSec, List<String> lines) {
        lines.add("newest: " + Instant.ofEpochSecond(newestSec));
        if (newestSec > nowSec) {
            lines.add("clock: events up to then are mirrored, but this machine's says " + Instant.ofEpochSecond(nowSec)
                    + "; set it");
        }
    }

    /** True if the time after this file is no gap: a query at this moment would not fetch it. */
    private boolean isUpToDate(MirroredRange file) {
        return file.kind().equals(EDGE) && nowSec - file.asOfSec() < freshness.toSeconds();
    }
}
