package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the density of mirrored events and the numbers of tickets, for estimates of prices. Reads two columns of a
 * few months, and caches the latest results, since files never change. Safe for many threads.
 */
final class MirroredHours {

    private static final Logger LOG = LoggerFactory.getLogger(MirroredHours.class);

    /** Eight samples of every hour of the week, and little to read in a long history. */
    private static final long OBSERVED_SEC = 8 * 7 * 86_400L;

    /** Larger than any distance between mirrored seconds. */
    private static final long FARTHEST_SEC = 1L << 40;

    /** Of many mirrored ranges, the four nearest to the gaps suffice; ranges of a few days are too short. */
    private static final int MAX_RANGES = 4;

    private static final long MIN_RANGE_SEC = 8 * 86_400L;

    /** Upper bound of a plausible growth. */
    private static final double MAX_GROWTH = 50;

    /** Two plans with a dozen scans, two results for each scan. */
    private static final int MAX_CACHED = 48;

    private final Engine engine;
    private final SegmentFiles files;
    private final Map<String, Map<Long, Long>> cache = new LinkedHashMap<>();

    MirroredHours(Engine engine, SegmentFiles files) {
        this.engine = engine;
        this.files = files;
    }

    /**
     * The density of those eight mirrored weeks that lie nearest to {@code gaps}: help desks grow, and summer is not
     * December. Far from them it grows and shrinks with the {@link TicketNumbers}, if these are known.
     *
     * @param owned owners of the mirrored ranges, ascending
     * @param pageSize cap of a second's events: a page has all events of its last second, however many
     */
    Optional<HourlyDensity> nearestTo(TimeRanges gaps, List<SegmentPrecedence.Owned> owned, int pageSize) {
        TimeRanges observed = nearest(gaps, ranges(owned));
        Map<Long, Long> eventsByHour = query(
                "SELECT start_time // %d, sum(least(events, %d))::BIGINT FROM (SELECT start_time, count(*) AS events FROM %s GROUP BY start_time) GROUP BY 1"
                        .formatted(HourlyDensity.HOUR_SEC, pageSize, select(observed, owned)));
        // The empty time before the account's first event is no sample.
        long firstSec =
                eventsByHour.keySet().stream().mapToLong(Long::longValue).min().orElse(0) * HourlyDensity.HOUR_SEC;
        TimeRanges seen = observed.and(TimeRanges.from(firstSec));
        Optional<HourlyDensity> density = HourlyDensity.of(seen, eventsByHour);
        return density.isEmpty()
                ? density
                : ticketNumbers(gaps, owned)
                        .map(numbers -> grown(density.get(), numbers, seen))
                        .or(() -> density);
    }

    private static HourlyDensity grown(HourlyDensity density, TicketNumbers numbers, TimeRanges seen) {
        double meanPerSec = numbers.meanPerSec(seen);
        return meanPerSec > 0
                ? density.grown(atSec -> Math.min(MAX_GROWTH, numbers.perSec(atSec) / meanPerSec))
                : density;
    }

    private Optional<TicketNumbers> ticketNumbers(TimeRanges gaps, List<SegmentPrecedence.Owned> owned) {
        TimeRanges ranges = TimeRanges.of(ranges(owned).asList().stream()
                .filter(range -> range.lengthSec() >= MIN_RANGE_SEC)
                .sorted(Comparator.comparingLong((TimeRange range) -> distanceSec(range, gaps))
                        .thenComparingLong(range -> -range.lengthSec()))
                .limit(MAX_RANGES)
                .toList());
        Map<Long, Long> newestByDay = query("SELECT start_time // 86400, max(ticket_id) FROM "
                + select(TicketNumbers.ends(ranges, OBSERVED_SEC), owned) + " GROUP BY 1");
        return TicketNumbers.of(ranges, OBSERVED_SEC, newestByDay);
    }

    private static long distanceSec(TimeRange range, TimeRanges gaps) {
        return gaps.asList().stream()
                .mapToLong(gap -> Math.max(gap.fromSec() - range.toSec(), range.fromSec() - gap.toSec()))
                .min()
                .orElse(0);
    }

    /** The second of the first event that is mirrored; empty if none is. */
    OptionalLong firstEventSec(List<SegmentPrecedence.Owned> owned) {
        Optional<SegmentPrecedence.Owned> first =
                owned.stream().filter(it -> it.segment().eventCount() > 0).findFirst();
        if (first.isEmpty()) {
            return OptionalLong.empty();
        }
        Map<Long, Long> result = query("SELECT 0, coalesce(min(start_time), 0) FROM "
                + select(ranges(List.of(first.get())), List.of(first.get())));
        return result.values().stream()
                .mapToLong(Long::longValue)
                .filter(sec -> sec > 0)
                .findFirst();
    }

    /** The mirrored seconds within one distance of the gaps, about {@link #OBSERVED_SEC} of them. */
    private static TimeRanges nearest(TimeRanges gaps, TimeRanges mirrored) {
        if (mirrored.countSec() <= OBSERVED_SEC) {
            return mirrored;
        }
        long tooNearSec = 0;
        long farEnoughSec = FARTHEST_SEC;
        while (farEnoughSec - tooNearSec > HourlyDensity.HOUR_SEC) {
            long middleSec = (tooNearSec + farEnoughSec) / 2;
            if (within(middleSec, gaps, mirrored).countSec() >= OBSERVED_SEC) {
                farEnoughSec = middleSec;
            } else {
                tooNearSec = middleSec;
            }
        }
        return within(farEnoughSec, gaps, mirrored);
    }

    private static TimeRanges within(long distanceSec, TimeRanges gaps, TimeRanges mirrored) {
        return mirrored.and(TimeRanges.of(gaps.asList().stream()
                .map(gap -> new TimeRange(gap.fromSec() - distanceSec, gap.toSec() + distanceSec))
                .toList()));
    }

    private String select(TimeRanges observed, List<SegmentPrecedence.Owned> owned) {
        List<Path> whole = new ArrayList<>();
        List<EventSql.FilePart> parts = new ArrayList<>();
        for (SegmentPrecedence.Owned owner : owned) {
            if (owner.segment().eventCount() == 0) {
                continue;
            }
            Path file = files.pathOf(owner.segment(), EventTable.TICKET_EVENTS);
            TimeRanges read = observed.and(TimeRanges.of(List.of(owner.range())));
            if (read.equals(TimeRanges.of(List.of(owner.segment().range())))) {
                whole.add(file);
            } else {
                read.asList().forEach(range -> parts.add(new EventSql.FilePart(file, range)));
            }
        }
        return EventSql.select(EventTable.TICKET_EVENTS, whole, parts, PurgedEvents.nothing());
    }

    private Map<Long, Long> query(String sql) {
        synchronized (cache) {
            Map<Long, Long> known = cache.get(sql);
            if (known != null) {
                return known;
            }
        }
        Map<Long, Long> result = new HashMap<>();
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                result.put(rows.getLong(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            // A damaged file is set aside by the statement that reads it; until then there is no estimate.
            LOG.debug("Cannot look at what is mirrored", e);
            return Map.of();
        }
        synchronized (cache) {
            cache.put(sql, Map.copyOf(result));
            if (cache.size() > MAX_CACHED) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
        return result;
    }

    private static TimeRanges ranges(List<SegmentPrecedence.Owned> owned) {
        return TimeRanges.of(owned.stream().map(SegmentPrecedence.Owned::range).toList());
    }
}
