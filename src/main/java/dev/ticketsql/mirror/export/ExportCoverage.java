package dev.ticketsql.mirror.export;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Time that an export has.
 *
 * @param windows the seconds of which it has every event
 * @param gaps the seconds between its floor and its end that were never fetched
 * @param rejected events in the windows that no table has, since they came without a usable id or instant
 */
public record ExportCoverage(TimeRanges windows, TimeRanges gaps, long rejected) {

    /**
     * Computes the gaps.
     *
     * @param floorSec the first second that might have events
     */
    static ExportCoverage of(TimeRanges windows, long floorSec, long rejected) {
        List<TimeRange> ranges = windows.asList();
        long endSec =
                ranges.isEmpty() ? floorSec : ranges.get(ranges.size() - 1).toSec();
        TimeRanges gaps = endSec > floorSec ? TimeRanges.of(floorSec, endSec).minus(windows) : TimeRanges.none();
        return new ExportCoverage(windows, gaps, rejected);
    }

    /** A line for each window and gap, as {@code window: 2025-06-01T00:00:00Z to 2025-07-01T00:00:00Z}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        windows.asList().forEach(range -> lines.add("window: " + text(range)));
        gaps.asList().forEach(range -> lines.add("gap: " + text(range)));
        if (rejected > 0) {
            lines.add("rejected: " + rejected);
        }
        return List.copyOf(lines);
    }

    private static String text(TimeRange range) {
        return Instant.ofEpochSecond(range.fromSec()) + " to " + Instant.ofEpochSecond(range.toSec());
    }
}
