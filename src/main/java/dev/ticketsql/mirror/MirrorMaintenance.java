package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.Tombstone;
import dev.ticketsql.mirror.directory.Tombstones;
import dev.ticketsql.mirror.export.ExportReport;
import dev.ticketsql.mirror.export.ExportSource;
import dev.ticketsql.mirror.export.MirrorExport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Maintains a mirror: sync, refresh, verification, comparison, purge, vacuum and export, which no query does by itself.
 * Other threads and processes may read meanwhile. Safe for many threads.
 */
public final class MirrorMaintenance {

    private final Mirror mirror;
    private final SegmentFiles files;
    private final Tombstones tombstones;
    private final Engine engine;
    private final RejectedRows rejected;
    private final ReaderPins pins;
    private final FetchPermit permit;
    private final PageFetcher pages;
    private final InstantSource clock;

    MirrorMaintenance(
            Mirror mirror,
            SegmentFiles files,
            Tombstones tombstones,
            Engine engine,
            RejectedRows rejected,
            ReaderPins pins,
            FetchPermit permit,
            PageFetcher pages,
            InstantSource clock) {
        this.mirror = mirror;
        this.files = files;
        this.tombstones = tombstones;
        this.engine = engine;
        this.rejected = rejected;
        this.pins = pins;
        this.permit = permit;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Fetches the missing parts of {@code wanted} and vacuums. Reads names of files only, if nothing is missing,
     * superseded or purged.
     *
     * @return true if the vacuum ran: false if a process was reading
     * @throws IOException if a page cannot be fetched or stored; fetched pages stay
     */
    public boolean sync(SnapshotOptions options, TimeRanges wanted) throws IOException {
        try (Snapshot snapshot = mirror.read(options, Cancellation.never(), warning -> {})) {
            snapshot.fill(wanted);
        }
        return vacuum().isPresent();
    }

    /**
     * Fetches {@code range} again; the new segments take precedence from then on.
     *
     * @return true if the vacuum ran: false if a process was reading
     * @throws IOException if a page cannot be fetched or stored, with the second to go on from; fetched pages stay
     */
    public boolean refresh(PageSource source, TimeRange range) throws IOException {
        ReaderPins.Lease pin = pins.take();
        try {
            pin.hold(Cancellation.never());
            new RangeRefresh(files, pages, permit)
                    .refresh(source, range, clock.instant().getEpochSecond());
        } finally {
            pin.close();
        }
        return vacuum().isPresent();
    }

    /**
     * Verifies every file that covers a second of {@code wanted}. A damaged one is set aside, and its events are
     * fetched again on demand.
     *
     * @throws IOException if a file cannot be read
     */
    public MirrorCheck verify(TimeRanges wanted) throws IOException {
        ReaderPins.Lease pin = pins.take();
        try {
            pin.hold(Cancellation.never());
            return new Verification(engine, files).verify(wanted);
        } finally {
            pin.close();
        }
    }

    /**
     * Fetches the sealed part of {@code wanted} that may be requested again and returns the differences. Stores
     * nothing.
     *
     * @throws IOException if a page cannot be fetched
     * @throws SQLException if the engine fails
     */
    public List<MirrorDifference> compare(SnapshotOptions options, TimeRanges wanted) throws IOException, SQLException {
        try (Snapshot snapshot = mirror.read(options, Cancellation.never(), warning -> {})) {
            files.list();
            PurgedEvents purged = tombstones.read();
            TimeRanges compared = pages.sealed()
                    .and(wanted)
                    .and(purged.kept())
                    .and(TimeRanges.of(options.sinceSec(), pages.requestableToSec()));
            return new ApiComparison(engine, pages, options.source(), purged, permit).compare(compared, snapshot);
        }
    }

    /**
     * Purges the events before {@code beforeSec}, for good, also from pages fetched later. New snapshots hide them;
     * {@link #vacuum} removes them from the files.
     *
     * @throws IOException if that cannot be written down
     */
    public void purgeBefore(long beforeSec) throws IOException {
        purge(Tombstone.Kind.BEFORE, beforeSec);
    }

    /**
     * Purges the events of a ticket, for good, also from pages fetched later. New snapshots hide them; {@link #vacuum}
     * removes them from the files.
     *
     * @throws IOException if that cannot be written down
     */
    public void purgeTicket(long ticketId) throws IOException {
        purge(Tombstone.Kind.TICKET, ticketId);
    }

    private void purge(Tombstone.Kind kind, long value) throws IOException {
        files.requireWritable();
        tombstones.add(new Tombstone(kind, value, clock.instant().getEpochSecond()));
    }

    /**
     * Rewrites files until they can be read as a plain data set: every second in one file, no purged event in any.
     *
     * @return number of purged events removed; empty, and nothing is changed, if a process reads
     * @throws IOException if a file cannot be read or written
     */
    public OptionalLong vacuum() throws IOException {
        return new Vacuum(engine, files, tombstones, pins).run();
    }

    /**
     * Exports the mirror as plain tables; see {@link MirrorExport}. Makes no request.
     *
     * @param sinceSec floor, epoch seconds: earlier events are left out
     * @param progress receives a line for each month
     * @throws IllegalArgumentException if the target must not be written
     * @throws IOException if a file cannot be read or written, or a file of the mirror is damaged
     */
    public ExportReport export(MirrorExport.Target target, long sinceSec, Consumer<String> progress)
            throws IOException {
        return export(target, sinceSec, progress, DurableFiles.real());
    }

    ExportReport export(MirrorExport.Target target, long sinceSec, Consumer<String> progress, DurableFiles durableFiles)
            throws IOException {
        ReaderPins.Lease pin = pins.take();
        try {
            pin.hold(Cancellation.never());
            return new MirrorExport(new Source(), target, durableFiles, progress).run(sinceSec);
        } finally {
            pin.close();
        }
    }

    /** This mirror, while it is pinned. */
    private final class Source implements ExportSource {

        @Override
        public List<Segment> segments() throws IOException {
            files.list();
            return files.segments();
        }

        @Override
        public PurgedEvents purged() throws IOException {
            return tombstones.read();
        }

        @Override
        public Path pathOf(Segment segment, EventTable table) {
            return files.pathOf(segment, table);
        }

        @Override
        public boolean areIntact(Collection<Segment> segments) throws IOException {
            return files.areIntact(segments);
        }

        @Override
        public long rejectedCount(TimeRanges ranges, PurgedEvents purged) throws IOException {
            return rejected.bySecond(ranges, purged).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        @Override
        public Database open(Path directory) {
            Engine opened = engine.with(directory);
            return new Database() {
                @Override
                public Connection connect() throws SQLException {
                    return opened.connect();
                }

                @Override
                public int groupRows(List<Path> sources) throws SQLException {
                    return RowGroups.rows(opened, sources);
                }

                @Override
                public void close() throws SQLException {
                    opened.close();
                }
            };
        }
    }

    /**
     * Describes the purged events, a line for each tombstone that counts.
     *
     * @throws IOException if it cannot be read
     */
    public List<String> purged() throws IOException {
        return tombstones.read().lines();
    }

    /**
     * Number of rejected events of each second that has some, ascending, in epoch seconds: these seconds are
     * incomplete.
     *
     * @throws IOException if the directory cannot be read
     */
    public SortedMap<Long, Long> rejectedBySecond() throws IOException {
        ReaderPins.Lease pin = pins.take();
        try {
            pin.hold(Cancellation.never());
            files.list();
            return rejected.bySecond(TimeRanges.every(), tombstones.read());
        } finally {
            pin.close();
        }
    }

    /**
     * Second before which everything was purged, epoch seconds.
     *
     * @throws IOException if it cannot be read
     */
    public OptionalLong purgedBeforeSec() throws IOException {
        return tombstones.read().beforeSec();
    }

    /**
     * The names of damaged files that were set aside.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<String> setAside() throws IOException {
        return files.setAside();
    }

    /**
     * Foreign {@code *.parquet} files, which a reader of the plain data set would include.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<Path> strangers() throws IOException {
        return files.strangers();
    }
}
