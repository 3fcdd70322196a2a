package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.Tombstone;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Maintains a mirror: sync, refresh, verification, comparison, purge and vacuum, which no query does by itself. Other
 * threads and processes may read meanwhile. Safe for many threads.
 */
public final class MirrorCare {

    private final Mirror mirror;
    private final SegmentFiles files;
    private final Tombstones tombstones;
    private final Engine engine;
    private final ReaderPins leases;
    private final FetchPermit turn;
    private final PageFetcher pages;
    private final InstantSource clock;

    MirrorCare(
            Mirror mirror,
            SegmentFiles files,
            Tombstones tombstones,
            Engine engine,
            ReaderPins leases,
            FetchPermit turn,
            PageFetcher pages,
            InstantSource clock) {
        this.mirror = mirror;
        this.files = files;
        this.tombstones = tombstones;
        this.engine = engine;
        this.leases = leases;
        this.turn = turn;
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
    public boolean sync(SnapshotOptions settings, TimeRanges wanted) throws IOException {
        try (Snapshot reading = mirror.read(settings, Cancellation.never(), warning -> {})) {
            reading.fill(wanted);
        }
        return tidy().isPresent();
    }

    /**
     * Fetches {@code range} again; the new segments take precedence from then on.
     *
     * @return true if the vacuum ran: false if a process was reading
     * @throws IOException if a page cannot be fetched or stored, with the second to go on from; fetched pages stay
     */
    public boolean refresh(PageSource source, TimeRange range) throws IOException {
        ReaderPins.Lease lease = leases.take();
        try {
            lease.hold(Cancellation.never());
            new Refreshing(files, pages, turn)
                    .refresh(source, range, clock.instant().getEpochSecond());
        } finally {
            lease.close();
        }
        return tidy().isPresent();
    }

    /**
     * Verifies every file that covers a second of {@code wanted}. A damaged one is set aside, and its events are
     * fetched again on demand.
     *
     * @throws IOException if a file cannot be read
     */
    public MirrorCheck verify(TimeRanges wanted) throws IOException {
        ReaderPins.Lease lease = leases.take();
        try {
            lease.hold(Cancellation.never());
            return new Verification(engine, files).verify(wanted);
        } finally {
            lease.close();
        }
    }

    /**
     * Fetches the sealed part of {@code wanted} again and returns the differences. Stores nothing.
     *
     * @throws IOException if a page cannot be fetched
     * @throws SQLException if the engine fails
     */
    public List<MirrorDifference> compare(SnapshotOptions settings, TimeRanges wanted)
            throws IOException, SQLException {
        try (Snapshot reading = mirror.read(settings, Cancellation.never(), warning -> {})) {
            files.list();
            TimeRanges sealed = TimeRanges.of(files.segments().stream()
                    .filter(Segment::isSealed)
                    .map(Segment::range)
                    .toList());
            PurgedEvents purged = tombstones.read();
            TimeRanges compared = sealed.and(wanted).and(purged.kept()).and(TimeRanges.from(settings.sinceSec()));
            return new ApiComparison(engine, settings.source(), purged, turn).compare(compared, reading);
        }
    }

    /**
     * Purges the events before {@code beforeSec}, for good, also from pages fetched later. New snapshots hide them;
     * {@link #tidy} removes them from the files.
     *
     * @throws IOException if that cannot be written down
     */
    public void purgeBefore(long beforeSec) throws IOException {
        purge(Tombstone.Kind.BEFORE, beforeSec);
    }

    /**
     * Purges the events of a ticket, for good, also from pages fetched later. New snapshots hide them; {@link #tidy}
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
    public OptionalLong tidy() throws IOException {
        return new Vacuum(engine, files, tombstones, leases).tidy();
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
