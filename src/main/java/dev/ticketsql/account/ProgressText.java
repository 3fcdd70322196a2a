package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Text of a progress line: {@code 2025-05-01 to 2025-06-01: 43.2%, 12,000 events, 12 of 28 requests; rate limit, 22 s;
 * 3 min left}.
 */
final class ProgressText {

    private static final String MIDNIGHT = "T00:00:00Z";

    private ProgressText() {}

    static String of(FetchProgress progress) {
        return ranges(progress.windows()) + ": " + percent(progress) + counted(progress.events(), "event") + ", "
                + requests(progress)
                + wait(progress.waitingFor(), progress.waitLeft())
                + progress.timeLeft()
                        .filter(left -> !left.isZero())
                        .map(left -> "; " + duration(left) + " left")
                        .orElse("")
                + (progress.mayStopEarlier() ? "; may stop earlier" : "");
    }

    private static String requests(FetchProgress progress) {
        OptionalLong expected = progress.expectedRequests();
        if (expected.isPresent() && progress.requests() > expected.getAsLong()) {
            return counted(progress.requests(), "request") + ", " + number(expected.getAsLong()) + " expected";
        }
        return expected.isEmpty()
                ? counted(progress.requests(), "request")
                : number(progress.requests())
                        + (progress.mayStopEarlier() ? " of at most " : " of ")
                        + counted(expected.getAsLong(), "request");
    }

    /** From the first second to the last; midnights without their hours. */
    static String ranges(TimeRanges all) {
        List<TimeRange> ranges = all.asList();
        if (ranges.isEmpty()) {
            return "no time";
        }
        return instant(ranges.get(0).fromSec()) + " to "
                + instant(ranges.get(ranges.size() - 1).toSec())
                + (ranges.size() == 1 ? "" : " (" + ranges.size() + " windows)");
    }

    private static String instant(long epochSec) {
        String text = Instant.ofEpochSecond(epochSec).toString();
        return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }

    /** Rounded down: there is no 100.0% before the end. */
    private static String percent(FetchProgress progress) {
        // The share is unknown if the statement stops at its hundredth row.
        return progress.mayStopEarlier()
                ? ""
                : String.format(Locale.ROOT, "%.1f%%, ", Math.floor(progress.percent() * 10) / 10);
    }

    /** A count with its noun, which is given in the singular. */
    static String counted(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String wait(FetchWait wait, Optional<Duration> left) {
        String reason = switch (wait) {
            case NOTHING -> "";
            case RATE_LIMIT -> "; rate limit";
            case RETRY -> "; next attempt";
            case OTHER_STATEMENT -> "; another statement fetches";
        };
        return reason + left.map(wholeSec -> ", " + duration(wholeSec)).orElse("");
    }

    /** Rounded up, so that 0 s is shown only after the end. */
    static String duration(Duration duration) {
        long seconds = duration.plusNanos(999_999_999).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
