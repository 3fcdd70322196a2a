package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FetchLock;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.ReadersLock;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one account, on disk, with an engine of their own: every page ever fetched is kept and never asked for
 * again. Knows nothing of accounts; what must not be mixed gets mirrors of its own. Safe for many threads; every
 * statement takes a {@link Snapshot}. Several mirrors may be open on one directory, in one process or in several.
 *
 * <p>Nothing needs closing to be safe: no thread keeps the JVM alive, and what is temporary goes with the process.
 */
public final class Mirror implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final InstantSource clock;
    private final Engine engine;
    private final Tombstones tombstones;
    private final SegmentFiles files;
    private final PageFetcher pages;
    private final Compaction merging;
    private final EngineQueries queries;
    private final PriceEstimator pricing;
    private final ReaderPins leases;
    private final FetchPermit turn;

    private Mirror(
            MirrorDirectory directory, Engine engine, ReadersLock lock, FetchLock fetchLock, InstantSource clock) {
        this.clock = clock;
        files = new SegmentFiles(directory, clock);
        this.engine = engine;
        tombstones = new Tombstones(directory);
        pages = new PageFetcher(engine, files, clock, tombstones);
        queries = new EngineQueries(engine);
        merging = new Compaction(engine, queries, files, tombstones);
        pricing = new PriceEstimator(new MirroredHours(engine, files));
        turn = new FetchPermit(fetchLock);
        leases = new ReaderPins(lock, files::removeSuperseded, () -> shutDown(directory, engine, lock, fetchLock));
    }

    /**
     * Opens the mirror in {@code directory}, making it (mode 0700) if it is missing. One that cannot be written serves
     * what it holds.
     *
     * @param clock what is now, for freshness and for what is settled
     * @throws IOException if the directory cannot be made or read, or was written by a newer version
     */
    public static Mirror open(Path directory, EngineLimits settings, InstantSource clock) throws IOException {
        return open(directory, settings, clock, DurableFiles.real());
    }

    static Mirror open(Path directory, EngineLimits settings, InstantSource clock, DurableFiles disk)
            throws IOException {
        return open(MirrorDirectory.open(directory, disk), settings, clock);
    }

    /**
     * Opens an empty mirror in the machine's directory for temporary files; it is gone when it is closed, and with the
     * process at the latest. What killed processes left behind there is removed.
     *
     * @param clock what is now, for freshness and for what is settled
     * @throws IOException if it cannot be made
     */
    public static Mirror openTemporary(EngineLimits settings, InstantSource clock) throws IOException {
        return open(MirrorDirectory.temporary(), settings, clock);
    }

    private static Mirror open(MirrorDirectory directory, EngineLimits settings, InstantSource clock)
            throws IOException {
        requireNonNull(clock, "clock");
        List<Path> allowed = Stream.concat(
                        Arrays.stream(EventTable.values()).map(directory::files), Stream.of(directory.scratch()))
                .toList();
        Engine engine = new Engine(settings, directory.scratch().resolve("spill"), allowed);
        ReadersLock lock = ReadersLock.open(directory.readersLock(), directory.isWritable());
        FetchLock fetchLock = FetchLock.open(directory.fetchLock(), directory.isWritable());
        return new Mirror(directory, engine, lock, fetchLock, clock);
    }

    /**
     * Starts one statement's view; what is now is fixed here. Costs nothing until it is asked.
     *
     * @throws IllegalStateException if the mirror is closed
     */
    public Snapshot read(SnapshotOptions settings, Cancellation cancellation) {
        return read(settings, cancellation, warning -> LOG.warn("{}", warning));
    }

    /**
     * Starts one statement's view; what is now is fixed here. Costs nothing until it is asked.
     *
     * @param warnings told, in a sentence, if the statement shows less than there was
     * @throws IllegalStateException if the mirror is closed
     */
    public Snapshot read(SnapshotOptions settings, Cancellation cancellation, Consumer<String> warnings) {
        GapFetcher filling = new GapFetcher(files, pages, merging, turn, pricing, clock, settings, cancellation);
        return new Snapshot(files, filling, queries, leases.take(), cancellation, tombstones, warnings);
    }

    /**
     * What is mirrored, ascending: every file that a reading could read from now. Asks nobody for anything. A file of
     * which another owns a part is listed whole.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<MirrorWindow> windows() throws IOException {
        ReaderPins.Lease lease = leases.take();
        try {
            lease.hold(Cancellation.never());
            files.list();
            return files.windows();
        } finally {
            lease.close();
        }
    }

    /** What looks after the mirror. */
    public MirrorCare care() {
        return new MirrorCare(this, files, tombstones, engine, leases, turn, pages, clock);
    }

    /**
     * Lets no further statement in. Statements and cursors that are open finish in peace; closing again does nothing.
     */
    @Override
    public void close() {
        leases.close();
    }

    private static void shutDown(MirrorDirectory directory, Engine engine, ReadersLock lock, FetchLock fetchLock) {
        try (directory;
                lock;
                fetchLock;
                engine) {
            LOG.debug("Closing the mirror {}", directory.root());
        } catch (IOException | SQLException e) {
            LOG.warn("The mirror {} does not close properly", directory.root(), e);
        }
    }
}
