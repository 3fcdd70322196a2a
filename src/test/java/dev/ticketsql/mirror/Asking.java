package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Queries a mirror as the SQL above it does: the relation may have more rows than wanted, so the condition is repeated.
 */
final class Asking {

    /** Two threads and a quarter of a gigabyte: tests share their machine. */
    static final EngineLimits SMALL = new EngineLimits(256L << 20, 2);

    private Asking() {}

    /** No floor, a minute of freshness, no limit. */
    static SnapshotOptions settings(PageSource source) {
        return settings(source, Duration.ofMinutes(1));
    }

    /** No floor, no limit. */
    static SnapshotOptions settings(PageSource source, Duration freshness) {
        return new SnapshotOptions(source, 0, freshness, OptionalInt.empty());
    }

    /** The same, with a minute of freshness; {@code waits} receives each wait. */
    static SnapshotOptions settings(PageSource source, Consumer<FetchWait> waits) {
        return new SnapshotOptions(source, 0, Duration.ofMinutes(1), OptionalInt.empty(), new FetchObserver() {
            @Override
            public void waiting(FetchWait wait, Optional<Duration> left) {
                waits.accept(wait);
            }
        });
    }

    /** The ids of the events of {@code wanted}, in the order of time, read by a statement of its own. */
    static List<Long> ids(Mirror mirror, SnapshotOptions settings, TimeRanges wanted) throws IOException, SQLException {
        try (Snapshot snapshot = mirror.read(settings, Cancellation.never())) {
            return ids(snapshot, wanted);
        }
    }

    /**
     * The ids of the events of {@code wanted}, in the order of time, as this statement sees them. The other tables must
     * have the rows of these events: a field change of each, a comment of every other one, and all of their children.
     */
    static List<Long> ids(Snapshot snapshot, TimeRanges wanted) throws IOException, SQLException {
        List<String> relations = snapshot.relations(Arrays.stream(EventTable.values())
                .map(table -> new Snapshot.Wanted(table, wanted))
                .toList());
        List<Long> ids = ids(snapshot, "id", relations.get(0), wanted);
        assertEquals(ids, ids(snapshot, "event_id", relations.get(1), wanted));
        assertEquals(
                ids.stream().filter(Events::comments).toList(), ids(snapshot, "event_id", relations.get(2), wanted));
        assertEquals(
                ids.stream().flatMap(Events::children).toList(), ids(snapshot, "event_id", relations.get(3), wanted));
        return ids;
    }

    private static List<Long> ids(Snapshot snapshot, String id, String relation, TimeRanges wanted)
            throws SQLException {
        return longs(
                snapshot,
                "SELECT " + id + " FROM " + relation + " WHERE " + condition(wanted) + " ORDER BY start_time, " + id);
    }

    /** The first column of a query's rows. */
    static List<Long> longs(Snapshot snapshot, String sql) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (Cursor cursor = snapshot.query(sql)) {
            while (cursor.next()) {
                values.add(cursor.resultSet().getLong(1));
            }
        }
        return values;
    }

    static String condition(TimeRanges wanted) {
        return wanted.asList().stream().map(Asking::condition).collect(Collectors.joining(" OR ", "(FALSE OR ", ")"));
    }

    private static String condition(TimeRange range) {
        return "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec();
    }
}
