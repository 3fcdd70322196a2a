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
 * Looks after a mirror: what no query does by itself. Other threads and processes may go on reading meanwhile. Safe for
 * many threads.
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
     * Fetches what is missing of {@code wanted} and tidies. Where nothing is to be done, and nothing was purged, it
     * reads names of files and none of what is in them.
     *
     * @return whether the files are tidy: false if somebody was reading
     * @throws IOException if a page cannot be had or kept; what was fetched is kept
     */
    public boolean sync(SnapshotOptions settings, TimeRanges wanted) throws IOException {
        try (Snapshot reading = mirror.read(settings, Cancellation.never(), warning -> {})) {
            reading.fill(wanted);
        }
        return tidy().isPresent();
    }

    /**
     * Reads {@code range} again; the new reading answers for it from then on.
     *
     * @return whether the files are tidy: false if somebody was reading
     * @throws IOException if a page cannot be had or kept, saying where to go on; what was read stays
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
     * Reads every file that covers a second of {@code wanted}. What is damaged is set aside and fetched again when it
     * is needed.
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
     * Asks the API again for all that is sealed of {@code wanted}, keeps nothing, and says where it differs.
     *
     * @throws IOException if a page cannot be had
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
     * Purges the events before {@code beforeSec}, for good, those of later readings too. From now on no reading shows
     * them; {@link #tidy} removes them from the files.
     *
     * @throws IOException if that cannot be written down
     */
    public void purgeBefore(long beforeSec) throws IOException {
        purge(Tombstone.Kind.BEFORE, beforeSec);
    }

    /**
     * Purges the events of a ticket, for good, those of later readings too. From now on no reading shows them;
     * {@link #tidy} removes them from the files.
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
     * Brings the files into the form in which they can be read without us: every second in one file, nothing purged.
     *
     * @return how many purged events were removed; empty if somebody reads, and all is left as it is
     * @throws IOException if a file cannot be read or written
     */
    public OptionalLong tidy() throws IOException {
        return new Vacuum(engine, files, tombstones, leases).tidy();
    }

    /**
     * What was purged, a line each.
     *
     * @throws IOException if it cannot be read
     */
    public List<String> purged() throws IOException {
        return tombstones.read().lines();
    }

    /**
     * Before which second everything was purged, epoch seconds.
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
     * Files that are none of ours, but that whoever reads the plain data set takes for some.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<Path> strangers() throws IOException {
        return files.strangers();
    }
}
