package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagingSql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the checksum of every file, and the count and range of its events against its name. A damaged segment is set
 * aside.
 */
final class Verification {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final Engine engine;
    private final SegmentFiles files;

    Verification(Engine engine, SegmentFiles files) {
        this.engine = engine;
        this.files = files;
    }

    /**
     * Verifies the segments that cover a second of {@code wanted}. Requires a reader pin.
     *
     * @throws IOException if a file cannot be read
     */
    MirrorCheck verify(TimeRanges wanted) throws IOException {
        files.list();
        files.forgetChecks();
        int checked = 0;
        long events = 0;
        List<String> damaged = new ArrayList<>();
        for (Segment segment : files.segments()) {
            if (TimeRanges.of(segment.range().fromSec(), segment.range().toSec())
                    .and(wanted)
                    .isNone()) {
                continue;
            }
            checked++;
            events += segment.eventCount();
            if (!files.areIntact(List.of(segment))) {
                damaged.add(segment.fileName());
            } else if (!matchesName(segment)) {
                files.condemn(segment);
                damaged.add(segment.fileName());
            }
        }
        return new MirrorCheck(checked, events, damaged);
    }

    private boolean matchesName(Segment segment) {
        Path file = files.pathOf(segment, EventTable.TICKET_EVENTS);
        String sql = "SELECT count(*), count(DISTINCT (id, start_time)), coalesce(bool_and("
                + StagingSql.within(segment.range()) + "), TRUE) FROM read_parquet(" + SqlText.literal(file) + ")";
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next()
                    && row.getLong(1) == segment.eventCount()
                    && row.getLong(2) == segment.eventCount()
                    && row.getBoolean(3);
        } catch (SQLException e) {
            LOG.debug("{} cannot be read", file, e);
            return false;
        }
    }
}
