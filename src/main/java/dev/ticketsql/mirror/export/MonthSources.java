package dev.ticketsql.mirror.export;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import dev.ticketsql.mirror.directory.SegmentPrecedence.Owned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides the mirror's seconds by months of UTC: for each month the segments that own a part of it, ascending, with
 * that part. Pure arithmetic.
 */
final class MonthSources {

    private final List<Owned> visible;

    /** Of the segments' seconds those in {@code shown}, each with its owner. */
    MonthSources(Collection<Segment> segments, TimeRanges shown) {
        List<Owned> parts = new ArrayList<>();
        for (Owned owned : SegmentPrecedence.of(segments)) {
            for (TimeRange part :
                    TimeRanges.of(List.of(owned.range())).and(shown).asList()) {
                parts.add(new Owned(owned.segment(), part));
            }
        }
        visible = List.copyOf(parts);
    }

    /** The seconds that have an owner, with events or without. */
    TimeRanges covered() {
        return TimeRanges.of(visible.stream().map(Owned::range).toList());
    }

    /** Segments whose range alone does not say of which month their events are. */
    List<Segment> ofSeveralMonths() {
        return visible.stream()
                .filter(owned -> owned.segment().eventCount() > 0 && !isOfOneMonth(owned.range()))
                .map(Owned::segment)
                .distinct()
                .toList();
    }

    /**
     * The parts of each month, of segments with events. Months between events have none: a segment may cover decades in
     * which nothing happened.
     *
     * @param months the months of the events of {@link #ofSeveralMonths}
     */
    SortedMap<YearMonth, List<Owned>> byMonth(Map<Segment, Set<YearMonth>> months) {
        SortedMap<YearMonth, List<Owned>> byMonth = new TreeMap<>();
        for (Owned owned : visible) {
            if (owned.segment().eventCount() == 0) {
                continue;
            }
            Set<YearMonth> possible = isOfOneMonth(owned.range())
                    ? Set.of(monthOf(owned.range().fromSec()))
                    : months.getOrDefault(owned.segment(), Set.of());
            for (YearMonth month : possible) {
                TimeRanges.of(List.of(owned.range()))
                        .and(TimeRanges.of(startSec(month), startSec(month.plusMonths(1))))
                        .asList()
                        .forEach(part -> byMonth.computeIfAbsent(month, first -> new ArrayList<>())
                                .add(new Owned(owned.segment(), part)));
            }
        }
        return byMonth;
    }

    /**
     * Digest of all that a month's rows depend on: names of files, which have the checksums of their content, the parts
     * of them, what is purged, and the columns.
     */
    static String digest(List<Owned> parts, PurgedEvents purged) {
        StringBuilder text = new StringBuilder();
        for (EventTable table : MonthFiles.TABLES) {
            text.append(table.columns()).append(purged.keeps(table)).append('\n');
        }
        for (Owned part : parts) {
            text.append(part.segment().fileName()).append(part.range()).append('\n');
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isOfOneMonth(TimeRange range) {
        return monthOf(range.fromSec()).equals(monthOf(range.toSec() - 1));
    }

    private static YearMonth monthOf(long epochSec) {
        return YearMonth.from(Instant.ofEpochSecond(epochSec).atOffset(ZoneOffset.UTC));
    }

    private static long startSec(YearMonth month) {
        return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
