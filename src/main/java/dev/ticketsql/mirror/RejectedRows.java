package dev.ticketsql.mirror;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import dev.ticketsql.mirror.staging.SqlText;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rejected events of the mirror. The names of its files tell which have any; without one, nothing is read
 * and no engine starts. Requires a reader pin.
 */
final class RejectedRows {

    private static final Logger LOG = LoggerFactory.getLogger(RejectedRows.class);

    private final Engine engine;
    private final SegmentFiles files;

    RejectedRows(Engine engine, SegmentFiles files) {
        this.engine = engine;
        this.files = files;
    }

    /** Receives the rows of a query. */
    @FunctionalInterface
    private interface Rows {

        void take(ResultSet row) throws SQLException;
    }

    /**
     * Number of rejected events in each file that has some.
     *
     * @throws IOException if a file cannot be read
     */
    Map<Segment, Long> bySegment() throws IOException {
        Map<Segment, Long> counts = new HashMap<>();
        List<Path> paths = files.pathsOf(intact(), EventTable.REJECTED_EVENTS);
        if (!paths.isEmpty()) {
            query(
                    "SELECT filename, count(*) FROM read_parquet(" + SqlText.list(paths)
                            + ", filename = true) GROUP BY filename",
                    row -> {
                        String name = Path.of(row.getString(1)).getFileName().toString();
                        long count = row.getLong(2);
                        Segment.parse(name).ifPresent(segment -> counts.put(segment, count));
                    });
        }
        return counts;
    }

    /**
     * Number of rejected events of each second that has some, ascending.
     *
     * @throws IOException if a file cannot be read
     */
    SortedMap<Long, Long> bySecond(TimeRanges wanted, PurgedEvents purged) throws IOException {
        SortedMap<Long, Long> counts = new TreeMap<>();
        if (intact().isEmpty()) {
            return counts;
        }
        List<EventSql.FilePart> parts = new ArrayList<>();
        for (SegmentPrecedence.Owned owned : SegmentPrecedence.of(files.segments())) {
            if (owned.segment().has(EventTable.REJECTED_EVENTS)) {
                Path file = files.pathOf(owned.segment(), EventTable.REJECTED_EVENTS);
                for (TimeRange range :
                        wanted.and(TimeRanges.of(List.of(owned.range()))).asList()) {
                    parts.add(new EventSql.FilePart(file, range));
                }
            }
        }
        if (!parts.isEmpty()) {
            query(
                    "SELECT start_time, count(*) FROM "
                            + EventSql.select(EventTable.REJECTED_EVENTS, List.of(), parts, purged)
                            + " GROUP BY start_time",
                    row -> counts.put(row.getLong(1), row.getLong(2)));
        }
        return counts;
    }

    /** The segments with rejected events whose files are as they were written. */
    private List<Segment> intact() throws IOException {
        while (true) {
            List<Segment> some = files.segments().stream()
                    .filter(segment -> segment.has(EventTable.REJECTED_EVENTS))
                    .toList();
            // What is damaged is set aside, which changes the segments.
            if (files.areIntact(some, Set.of(EventTable.REJECTED_EVENTS), LOG::warn)) {
                return some;
            }
        }
    }

    private void query(String sql, Rows rows) throws IOException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.take(result);
            }
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot count rejected events: " + e.getMessage());
        }
    }
}
