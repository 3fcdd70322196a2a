package dev.ticketsql.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stretch of time, up to the next one, in which local time has one offset and either all days are holidays or none is.
 *
 * @param startMs instant, epoch milliseconds
 * @param offsetMs what local time is ahead of UTC
 * @param isHoliday whether all of it is closed
 */
record Piece(long startMs, long offsetMs, boolean isHoliday) {

    /** Stretch of local time, ms. */
    private record Local(long startMs, long endMs) {}

    /** Divides the time from one instant to another, epoch milliseconds. */
    static List<Piece> of(ZoneRules rules, List<Holiday> holidays, long firstMs, long endMs) {
        List<Local> closed = closed(holidays);
        List<Piece> pieces = new ArrayList<>();
        long startMs = firstMs;
        while (startMs < endMs) {
            Instant start = Instant.ofEpochMilli(startMs);
            ZoneOffsetTransition next = rules.nextTransition(start);
            long nextMs =
                    next == null ? endMs : Math.min(endMs, next.getInstant().toEpochMilli());
            addAll(
                    pieces,
                    startMs,
                    nextMs,
                    TimeUnit.SECONDS.toMillis(rules.getOffset(start).getTotalSeconds()),
                    closed);
            startMs = nextMs;
        }
        return pieces;
    }

    private static void addAll(List<Piece> pieces, long startMs, long endMs, long offsetMs, List<Local> closed) {
        long atMs = startMs;
        for (Local holiday : closed) {
            long closesMs = holiday.startMs() - offsetMs;
            long opensMs = holiday.endMs() - offsetMs;
            if (opensMs > atMs && closesMs < endMs) {
                if (closesMs > atMs) {
                    pieces.add(new Piece(atMs, offsetMs, false));
                }
                pieces.add(new Piece(Math.max(atMs, closesMs), offsetMs, true));
                atMs = Math.min(opensMs, endMs);
            }
        }
        if (atMs < endMs) {
            pieces.add(new Piece(atMs, offsetMs, false));
        }
    }

    /** Merges holidays that overlap or follow one another. */
    private static List<Local> closed(List<Holiday> holidays) {
        List<Local> merged = new ArrayList<>();
        for (Holiday holiday :
                holidays.stream().sorted(Comparator.comparing(Holiday::first)).toList()) {
            Local own = new Local(
                    midnightMs(holiday.first()), midnightMs(holiday.last().plusDays(1)));
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).endMs() >= own.startMs()) {
                Local before = merged.get(last);
                merged.set(last, new Local(before.startMs(), Math.max(before.endMs(), own.endMs())));
            } else {
                merged.add(own);
            }
        }
        return merged;
    }

    private static long midnightMs(LocalDate day) {
        return TimeUnit.SECONDS.toMillis(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    }
}
