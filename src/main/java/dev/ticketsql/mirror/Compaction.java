package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.CompactionPolicy;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.Tombstones;
import dev.ticketsql.mirror.staging.StagedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges small segment files into large ones, one step after each fetched page. The merged file is complete before the
 * rename to its name, and from then on takes precedence over the small ones: after a crash both exist, which snapshots
 * resolve. Small files are removed as superseded ones, when no process reads. Requires the fetch permit and a reader
 * pin.
 */
final class Compaction {

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private final Engine engine;
    private final EngineQueries queries;
    private final SegmentFiles files;
    private final Tombstones tombstones;
    private final Set<Segment> wide = ConcurrentHashMap.newKeySet();
    private volatile List<Segment> failed = List.of();

    /** Files with more events are not asked for the size of each: a page with wide ones is kept in parts. */
    private static final long MAX_WIDE_EVENTS = StagedEvents.SEGMENT_CHARS / RowGroups.MAX_ROW_BYTES;

    /** Choice of the files to merge next. */
    @FunctionalInterface
    private interface Policy {

        /** Files to merge, none of {@code apart}; empty if there are none. */
        List<Segment> run(Collection<Segment> segments, Set<Segment> apart);
    }

    Compaction(Engine engine, EngineQueries queries, SegmentFiles files, Tombstones tombstones) {
        this.engine = engine;
        this.queries = queries;
        this.files = files;
        this.tombstones = tombstones;
    }

    /**
     * Merges run after run of files, while there is one. A failure is logged and fails no statement: the small files
     * stay in use, as after a cancellation.
     *
     * @return whether files were merged
     */
    boolean run(Cancellation cancellation) {
        boolean isMerged = false;
        while (tryMerge(CompactionPolicy::of, cancellation)) {
            isMerged = true;
        }
        return isMerged;
    }

    /**
     * Makes one file of the small ones that a long fetch leaves at its end.
     *
     * @return whether files were merged
     */
    boolean finish(Cancellation cancellation) {
        return tryMerge(CompactionPolicy::ofTail, cancellation);
    }

    private boolean tryMerge(Policy policy, Cancellation cancellation) {
        List<Segment> run = List.of();
        try {
            run = mergeable(policy);
            // Never give a new checksum to damaged bytes.
            if (run.isEmpty() || beginsAsFailed(run) || !files.areIntact(run)) {
                return false;
            }
            merge(run, cancellation);
            return true;
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                return false;
            }
            // Otherwise each later page would repeat the merge and its failure.
            failed = run;
            LOG.warn("Cannot merge files of the mirror; they serve as they are", e);
            return false;
        }
    }

    /** A run without files of wide events, of which a merge would hold one row group of any size in memory. */
    private List<Segment> mergeable(Policy policy) throws IOException {
        try {
            List<Segment> run = policy.run(files.segments(), wide);
            while (wide.addAll(wideOf(run))) {
                run = policy.run(files.segments(), wide);
            }
            return run;
        } catch (SQLException e) {
            throw ClassifiedIOException.of(
                    e, ErrorKind.GENERAL, "the sizes of the mirror's files cannot be read: " + e.getMessage());
        }
    }

    private List<Segment> wideOf(List<Segment> run) throws IOException, SQLException {
        Map<Path, Segment> small = new HashMap<>();
        for (Segment segment : run) {
            if (segment.eventCount() > 0
                    && segment.eventCount() <= MAX_WIDE_EVENTS
                    && files.areIntact(List.of(segment))) {
                small.put(files.pathOf(segment, EventTable.TICKET_EVENTS), segment);
            }
        }
        return RowGroups.tooWide(engine, small.keySet()).stream()
                .flatMap(file -> Optional.ofNullable(small.get(file)).stream())
                .toList();
    }

    /** True if {@code run} is the failed run, perhaps with later pages at its end. */
    private boolean beginsAsFailed(List<Segment> run) {
        List<Segment> before = failed;
        return !before.isEmpty()
                && run.size() >= before.size()
                && run.subList(0, before.size()).equals(before);
    }

    private void merge(List<Segment> run, Cancellation cancellation) throws IOException {
        TimeRange range = new TimeRange(
                run.get(0).range().fromSec(), run.get(run.size() - 1).range().toSec());
        // As new as the newest: the merged file must take precedence over each of them.
        long asOfSec = run.stream().mapToLong(Segment::asOfSec).max().orElseThrow();
        PurgedEvents purged = tombstones.read();
        long eventCount = run.stream().mapToLong(Segment::eventCount).sum();
        files.add(SegmentKind.SEALED, range, asOfSec, (table, merged) -> {
            List<Path> sources = files.pathsOf(run, table);
            if (sources.isEmpty() && table.isOptional()) {
                return 0;
            }
            String rows = EventSql.select(table, sources, List.of(), purged);
            int groupRows = RowGroups.rows(engine, sources);
            long rowCount = queries.update(
                    table == EventTable.TICKET_EVENTS
                            ? EventSql.writeEvents(rows, merged, groupRows, eventCount)
                            : EventSql.write(rows, merged, groupRows),
                    cancellation);
            if (table == EventTable.TICKET_EVENTS && purged.isNothing() && rowCount != eventCount) {
                throw ErrorKind.MIRROR_DAMAGED.exception(eventCount + " events became " + rowCount);
            }
            return rowCount;
        });
        LOG.debug("Merged {} files of {}", run.size(), range);
    }
}
