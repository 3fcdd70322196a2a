package dev.ticketsql.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Arithmetic of one schedule over instants, epoch milliseconds, of the years 1 to 9999. Open time before an instant is
 * a sum over pieces of time with one offset each, and inside a piece that of a week that repeats: two binary searches
 * answer, whatever lies between two instants. Immutable.
 */
public final class BusinessClock {

    private static final long FIRST_MS = ofYearMs(1);
    private static final long END_MS = ofYearMs(10_000);
    private static final long SECOND_MS = TimeUnit.SECONDS.toMillis(1);

    private final BusinessSchedule schedule;
    private final OpenWeek week;

    /** Starts of the pieces, instants. */
    private final long[] startMs;

    private final long[] offsetMs;

    /** Open time before each piece. */
    private final long[] beforeMs;

    /** What open time in a piece has more than its week's. */
    private final long[] baseMs;

    private final boolean[] isHoliday;

    public BusinessClock(BusinessSchedule schedule) {
        this.schedule = schedule;
        this.week = new OpenWeek(schedule.intervals());
        List<Piece> pieces = Piece.of(schedule.zone().getRules(), schedule.holidays(), FIRST_MS, END_MS);
        startMs = pieces.stream().mapToLong(Piece::startMs).toArray();
        offsetMs = pieces.stream().mapToLong(Piece::offsetMs).toArray();
        beforeMs = new long[pieces.size()];
        baseMs = new long[pieces.size()];
        isHoliday = new boolean[pieces.size()];
        for (int piece = 0; piece < pieces.size(); piece++) {
            isHoliday[piece] = pieces.get(piece).isHoliday();
            beforeMs[piece] = piece == 0 ? 0 : openMs(piece - 1, startMs[piece]);
            baseMs[piece] = beforeMs[piece] - week.beforeMs(startMs[piece] + offsetMs[piece]);
        }
    }

    private static long ofYearMs(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private long openMs(int piece, long instantMs) {
        return isHoliday[piece] ? beforeMs[piece] : baseMs[piece] + week.beforeMs(instantMs + offsetMs[piece]);
    }

    private long openMs(long instantMs) {
        return openMs(Sorted.lastAtMost(startMs, instantMs), instantMs);
    }

    /** Open time in whole seconds from one instant up to another; negative if that is earlier. */
    public long seconds(long fromMs, long toMs) {
        return (openMs(toMs) - openMs(fromMs)) / SECOND_MS;
    }

    /**
     * The first instant before which so much is open after {@code instantMs}; for negative {@code seconds} the last
     * instant after which so much is open before it. That instant itself for 0.
     *
     * @throws DateTimeException if that instant is not in the years 1 to 9999
     */
    public long plus(long instantMs, long seconds) {
        if (seconds == 0) {
            return instantMs;
        }
        if (week.totalMs() == 0) {
            throw new DateTimeException("schedule '" + schedule.name() + "' has no hours, so that none can be added");
        }
        if (seconds >= END_MS || seconds <= -END_MS) {
            throw outOfRange(seconds);
        }
        long targetMs = openMs(instantMs) + seconds * SECOND_MS;
        int piece = Sorted.lastAtMost(beforeMs, seconds > 0 ? targetMs - 1 : targetMs);
        long ofWeekMs = targetMs - baseMs[piece];
        long localMs = seconds > 0 ? week.firstMs(ofWeekMs) : week.lastMs(ofWeekMs);
        long resultMs = localMs - offsetMs[piece];
        if (resultMs < FIRST_MS || resultMs >= END_MS) {
            throw outOfRange(seconds);
        }
        return resultMs;
    }

    private static DateTimeException outOfRange(long seconds) {
        return new DateTimeException(seconds + " business seconds from there are not in the years 1 to 9999: add less");
    }

    /** The day of the zone that has {@code instantMs}, days since 1970. */
    public long day(long instantMs) {
        long day = Instant.ofEpochMilli(instantMs)
                .atZone(schedule.zone())
                .toLocalDate()
                .toEpochDay();
        // A clock that is set back at midnight shows an hour of the day before again.
        return instantMs >= dayStartMs(day + 1) ? day + 1 : day;
    }

    /** The instant at which a day of the zone begins; that of the next day, if clocks leave the day out. */
    public long dayStartMs(long day) {
        return LocalDate.ofEpochDay(day)
                .atStartOfDay(schedule.zone())
                .toInstant()
                .toEpochMilli();
    }

    /** The name of the holiday that has {@code day}, which may be empty; nothing if there is none. */
    public Optional<String> holiday(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return schedule.holidays().stream()
                .filter(holiday -> !date.isBefore(holiday.first()) && !date.isAfter(holiday.last()))
                .map(Holiday::name)
                .findFirst();
    }
}
