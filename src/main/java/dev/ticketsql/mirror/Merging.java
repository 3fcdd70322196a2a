package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes large files of small ones, a step at a time, by whoever fetches. The merged file is complete before it gets its
 * name, and from then on answers for what the small ones covered: a crash leaves them beside it, which readings do not
 * mind. They go as everything superseded does, when no process reads. Only with the turn to fetch, and while this
 * process holds a lease.
 */
final class Merging {

    private static final Logger LOG = LoggerFactory.getLogger(Merging.class);

    private final Engine engine;
    private final SegmentFiles files;
    private final Tombstones tombstones;

    Merging(Engine engine, SegmentFiles files, Tombstones tombstones) {
        this.engine = engine;
        this.files = files;
        this.tombstones = tombstones;
    }

    /**
     * Makes one file of several where that is worth it. Nobody waits for it to succeed: what fails is told to the log,
     * and the small files go on to serve.
     *
     * @return whether files were merged; there may be more to merge then
     */
    boolean step() {
        List<Segment> run = MergeChoice.of(files.segments());
        try {
            // Never give a new checksum to damaged bytes.
            if (run.isEmpty() || !files.areIntact(run)) {
                return false;
            }
            merge(run);
            return true;
        } catch (IOException e) {
            LOG.warn("Cannot merge files of the mirror; they serve as they are", e);
            return false;
        }
    }

    private void merge(List<Segment> run) throws IOException {
        TimeRange range = new TimeRange(
                run.get(0).range().fromSec(), run.get(run.size() - 1).range().toSec());
        // As new as the newest: the merged file must own what each of them did.
        long asOfSec = run.stream().mapToLong(Segment::asOfSec).max().orElseThrow();
        Purged purged = tombstones.read();
        long eventCount = run.stream().mapToLong(Segment::eventCount).sum();
        files.add(SegmentKind.SEALED, range, asOfSec, (table, merged) -> {
            String rows = EventSql.select(table, files.pathsOf(run, table), List.of(), purged);
            try (Connection connection = engine.connect();
                    Statement statement = connection.createStatement()) {
                long rowCount = statement.executeLargeUpdate(EventSql.write(rows, merged));
                if (table == EventTable.TICKET_EVENTS && purged.isNothing() && rowCount != eventCount) {
                    throw new SQLException(eventCount + " events became " + rowCount);
                }
                return rowCount;
            }
        });
        LOG.debug("Merged {} files of {}", run.size(), range);
    }
}
