package dev.ticketsql.mirror;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import dev.ticketsql.mirror.directory.Tombstones;
import dev.ticketsql.mirror.staging.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rewrites segments until every second is in one file and no file has purged events. A segment of which another owns a
 * part, or that has purged events, is replaced by segments of the ranges that it still owns; one that owns nothing is
 * deleted. Only while no process reads.
 *
 * <p>A crash in the middle leaves overlapping files, which snapshots resolve, and the next run removes.
 */
final class Vacuum {

    private final Engine engine;
    private final SegmentFiles files;
    private final Tombstones tombstones;
    private final ReaderPins pins;

    Vacuum(Engine engine, SegmentFiles files, Tombstones tombstones, ReaderPins pins) {
        this.engine = engine;
        this.files = files;
        this.tombstones = tombstones;
        this.pins = pins;
    }

    /**
     * Runs if no process reads.
     *
     * @return number of purged events removed; empty, and nothing is changed, if a process reads
     * @throws IOException if a file cannot be read or written
     */
    OptionalLong run() throws IOException {
        long[] removed = new long[1];
        try {
            boolean done = pins.alone(() -> {
                try {
                    removed[0] = runAlone();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return done ? OptionalLong.of(removed[0]) : OptionalLong.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long runAlone() throws IOException {
        files.list();
        PurgedEvents purged = tombstones.read();
        if (!purged.isNothing()) {
            // Damaged files may hold purged events.
            files.deleteSetAside();
        }
        files.deleteFromTheFuture();
        // A damaged one is set aside, which changes the owners.
        while (!files.areIntact(toCheck(purged))) {
            files.list();
        }
        Map<Segment, Long> purgedCounts = count(purged, files.segments());
        for (Map.Entry<Segment, List<TimeRange>> entry :
                toReplace(owned(), purgedCounts.keySet()).entrySet()) {
            replace(entry.getKey(), entry.getValue(), purged);
        }
        return purgedCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Segments to check first. A search for purged events reads every file; otherwise only the segments to replace and
     * the owners of their seconds are read, since a valid segment must not be deleted in favour of a damaged one.
     */
    private Set<Segment> toCheck(PurgedEvents purged) {
        if (!purged.isNothing()) {
            return Set.copyOf(files.segments());
        }
        Set<Segment> read = new HashSet<>(toReplace(owned(), Set.of()).keySet());
        read.addAll(SegmentPrecedence.ownersOver(List.copyOf(read), files.segments()));
        return read;
    }

    private Map<Segment, List<TimeRange>> owned() {
        Map<Segment, List<TimeRange>> owned = new HashMap<>();
        for (SegmentPrecedence.Owned part : SegmentPrecedence.of(files.segments())) {
            owned.computeIfAbsent(part.segment(), segment -> new ArrayList<>()).add(part.range());
        }
        return owned;
    }

    /** The segments to replace, with the ranges that they own. */
    private Map<Segment, List<TimeRange>> toReplace(Map<Segment, List<TimeRange>> owned, Set<Segment> holdPurged) {
        Map<Segment, List<TimeRange>> toReplace = new HashMap<>();
        for (Segment segment : files.segments()) {
            List<TimeRange> parts = owned.getOrDefault(segment, List.of());
            if (!parts.equals(List.of(segment.range())) || holdPurged.contains(segment)) {
                toReplace.put(segment, parts);
            }
        }
        return toReplace;
    }

    private void replace(Segment segment, List<TimeRange> parts, PurgedEvents purged) throws IOException {
        for (TimeRange part : parts) {
            // Only the part with the newest second covers the time after it.
            boolean edge = segment.kind() == SegmentKind.EDGE
                    && part.toSec() == segment.range().toSec();
            SegmentKind kind = segment.isSealed() ? SegmentKind.SEALED : edge ? SegmentKind.EDGE : SegmentKind.TAIL;
            files.add(kind, part, segment.asOfSec(), (table, copy) -> {
                if (!segment.has(table)) {
                    return 0;
                }
                int groupRows = RowGroups.rows(engine, files.pathsOf(List.of(segment), table));
                try (Connection connection = engine.connect();
                        Statement statement = connection.createStatement()) {
                    return statement.executeLargeUpdate(
                            EventSql.rewrite(table, files.pathOf(segment, table), part, purged, copy, groupRows));
                }
            });
        }
        files.delete(segment);
    }

    /** Number of purged events, rejected ones among them, of the segments that have some. */
    private Map<Segment, Long> count(PurgedEvents purged, List<Segment> segments) throws IOException {
        Map<Segment, Long> counts = new HashMap<>();
        if (!purged.isNothing()) {
            count(EventTable.TICKET_EVENTS, purged, segments, counts);
            count(EventTable.REJECTED_EVENTS, purged, segments, counts);
        }
        return counts;
    }

    private void count(EventTable table, PurgedEvents purged, List<Segment> segments, Map<Segment, Long> counts)
            throws IOException {
        List<Path> paths = files.pathsOf(segments, table);
        if (paths.isEmpty()) {
            return;
        }
        String sql = "SELECT filename, count(*) FROM read_parquet(" + SqlText.list(paths)
                + ", filename = true) WHERE NOT (" + purged.keeps(table) + ") GROUP BY filename";
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                long count = rows.getLong(2);
                Segment.parse(Path.of(rows.getString(1)).getFileName().toString())
                        .ifPresent(segment -> counts.merge(segment, count, Long::sum));
            }
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot look for purged events: " + e.getMessage());
        }
    }
}
