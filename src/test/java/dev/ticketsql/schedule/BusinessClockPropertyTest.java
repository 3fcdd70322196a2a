package dev.ticketsql.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random schedules in five zones, each beside a count of every minute of ten years: seconds between random instants,
 * and what is so many seconds after one. Property {@code ticketsql.businessSchedules} is the number of schedules for
 * each zone, {@code ticketsql.seed} another series.
 */
final class BusinessClockPropertyTest {

    private static final Logger LOG = LoggerFactory.getLogger(BusinessClockPropertyTest.class);

    /** Whole and half hours, half an hour of daylight saving, clocks set back over midnight, and a day left out. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Pacific/Apia"));

    private static final int YEARS = 10;
    private static final int PAIRS = Series.length(4_000, 20_000);

    @Test
    void isExactBesideACountOfEveryMinuteOfTenYears() {
        long seed = Long.getLong("ticketsql.seed", 1);
        int schedules = Integer.getInteger("ticketsql.businessSchedules", 1);
        int calls = 0;
        for (int number = 0; number < schedules; number++) {
            for (ZoneId zone : ZONES) {
                calls += compare(zone, new Random(seed * 1_000_003 + number));
            }
        }
        LOG.info(
                "{} schedules in each of {}, {} pairs of instants, seed {}: no difference",
                schedules,
                ZONES,
                calls,
                seed);
    }

    private static int compare(ZoneId zone, Random random) {
        int firstYear = 2003 + random.nextInt(20);
        Instant first = LocalDate.of(firstYear, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = LocalDate.of(firstYear + YEARS, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        BusinessSchedule schedule =
                new BusinessSchedule("Random", zone, intervals(random), holidays(firstYear, random));
        BusinessClock clock = new BusinessClock(schedule);
        MinuteCount count = new MinuteCount(schedule, first, end);
        List<Long> transitions = transitions(zone, first, end);
        for (int pair = 0; pair < PAIRS; pair++) {
            long from = instant(random, count, transitions);
            long to = random.nextBoolean()
                    ? instant(random, count, transitions)
                    : within(count, from + random.nextInt(1_000_000) - 500_000);
            assertEquals(
                    count.openSec(to) - count.openSec(from),
                    clock.seconds(from * 1000, to * 1000),
                    () -> MinuteCount.shown(from) + " to " + MinuteCount.shown(to) + " of " + schedule);
            assertAdds(clock, count, from, count.openSec(to) - count.openSec(from), schedule);
        }
        return PAIRS;
    }

    private static void assertAdds(
            BusinessClock clock, MinuteCount count, long from, long seconds, BusinessSchedule schedule) {
        long open = count.openSec(from) + seconds;
        long expected = seconds == 0 ? from : seconds > 0 ? count.firstSecOf(open) : count.lastSecOf(open);
        if (expected > count.firstSec() && expected < count.endSec()) {
            long sum = clock.plus(from * 1000, seconds);
            assertEquals(expected * 1000, sum, () -> MinuteCount.shown(from) + " + " + seconds + " of " + schedule);
            assertEquals(seconds, clock.seconds(from * 1000, sum));
        }
    }

    private static long instant(Random random, MinuteCount count, List<Long> transitions) {
        if (!transitions.isEmpty() && random.nextInt(4) == 0) {
            return within(
                    count, transitions.get(random.nextInt(transitions.size())) + random.nextInt(200_000) - 100_000);
        }
        long second = count.firstSec() + (long) (random.nextDouble() * (count.endSec() - count.firstSec()));
        return random.nextBoolean() ? second : second - second % 60;
    }

    private static long within(MinuteCount count, long second) {
        return Math.max(count.firstSec(), Math.min(count.endSec() - 1, second));
    }

    private static List<Long> transitions(ZoneId zone, Instant first, Instant end) {
        List<Long> seconds = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(first);
        while (next != null && next.getInstant().isBefore(end)) {
            seconds.add(next.getInstant().getEpochSecond());
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return seconds;
    }

    /** One to fourteen intervals, some overnight, some overlapping, some of minutes, now and then all of the week. */
    private static List<WeeklyInterval> intervals(Random random) {
        if (random.nextInt(10) == 0) {
            int start = random.nextInt(WeeklyInterval.WEEK_MINUTES);
            return List.of(new WeeklyInterval(start, start + WeeklyInterval.WEEK_MINUTES));
        }
        return IntStream.rangeClosed(0, random.nextInt(14))
                .mapToObj(any -> {
                    int start = random.nextInt(WeeklyInterval.WEEK_MINUTES);
                    return new WeeklyInterval(start, start + 1 + random.nextInt(random.nextInt(5) == 0 ? 30 : 720));
                })
                .toList();
    }

    private static List<Holiday> holidays(int firstYear, Random random) {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(any -> LocalDate.of(firstYear, 1, 1).plusDays(random.nextInt(YEARS * 365)))
                .map(day -> new Holiday("", day, day.plusDays(random.nextInt(4) == 0 ? random.nextInt(14) : 0)))
                .toList();
    }
}
