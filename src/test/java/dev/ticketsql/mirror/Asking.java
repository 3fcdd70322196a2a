package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Asks a mirror as the SQL above it does: the relation may hold more than is wanted, so the condition is repeated. */
final class Asking {

    /** Two threads and a quarter of a gigabyte: tests share their machine. */
    static final MirrorSettings SMALL = new MirrorSettings(256L << 20, 2);

    private Asking() {}

    /** No floor, a minute of freshness, no limit. */
    static ReadingSettings settings(PageSource source) {
        return settings(source, Duration.ofMinutes(1));
    }

    /** No floor, no limit. */
    static ReadingSettings settings(PageSource source, Duration freshness) {
        return new ReadingSettings(source, 0, freshness, OptionalInt.empty());
    }

    /** The ids of the events of {@code wanted}, in the order of time, read by a statement of its own. */
    static List<Long> ids(Mirror mirror, ReadingSettings settings, TimeRanges wanted) throws IOException, SQLException {
        try (Reading reading = mirror.read(settings, Cancellation.never())) {
            return ids(reading, wanted);
        }
    }

    /** The ids of the events of {@code wanted}, in the order of time, as this statement sees them. */
    static List<Long> ids(Reading reading, TimeRanges wanted) throws IOException, SQLException {
        String relation = reading.relation(wanted);
        return longs(
                reading, "SELECT id FROM " + relation + " WHERE " + condition(wanted) + " ORDER BY start_time, id");
    }

    /** The first column of a query's rows. */
    static List<Long> longs(Reading reading, String sql) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (Cursor cursor = reading.query(sql)) {
            while (cursor.next()) {
                values.add(cursor.resultSet().getLong(1));
            }
        }
        return values;
    }

    private static String condition(TimeRanges wanted) {
        return wanted.asList().stream().map(Asking::condition).collect(Collectors.joining(" OR ", "(FALSE OR ", ")"));
    }

    private static String condition(TimeRange range) {
        return "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec();
    }
}
