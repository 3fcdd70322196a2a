package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FetchLock;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.ReadersLock;
import dev.ticketsql.mirror.directory.ReferenceFiles;
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
 * A directory of fetched events with a DuckDB engine: every fetched page is stored and not requested again. Knows
 * nothing of accounts: events that must not mix need mirrors of their own. Safe for many threads; every statement takes
 * a {@link Snapshot}. Several mirrors may be open on one directory, in one process or in several.
 *
 * <p>Close is optional: no thread keeps the JVM alive, and temporary files are removed at the end of the process.
 */
public final class Mirror implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final InstantSource clock;
    private final Engine engine;
    private final Tombstones tombstones;
    private final SegmentFiles files;
    private final PageFetcher pages;
    private final Compaction compaction;
    private final EngineQueries queries;
    private final PriceEstimator priceEstimator;
    private final RejectedRows rejected;
    private final ReaderPins pins;
    private final FetchPermit permit;
    private final ReferenceFiles references;
    private final FetchPermit referencesPermit;

    private Mirror(
            MirrorDirectory directory,
            Engine engine,
            ReadersLock lock,
            FetchLock fetchLock,
            FetchLock referencesLock,
            InstantSource clock) {
        this.clock = clock;
        files = new SegmentFiles(directory, clock);
        this.engine = engine;
        tombstones = new Tombstones(directory);
        queries = new EngineQueries(engine);
        pages = new PageFetcher(engine, queries, files, clock, tombstones);
        compaction = new Compaction(engine, queries, files, tombstones);
        priceEstimator = new PriceEstimator(new MirroredHours(engine, files));
        rejected = new RejectedRows(engine, files);
        permit = new FetchPermit(fetchLock);
        references = new ReferenceFiles(directory);
        referencesPermit = new FetchPermit(referencesLock);
        pins = new ReaderPins(
                lock,
                this::removeSuperseded,
                () -> shutDown(directory, engine, lock, List.of(fetchLock, referencesLock)));
    }

    /**
     * Opens the mirror in {@code directory}, for its owner alone, creating it (mode 0700) if it is missing. A read-only
     * mirror answers from its files.
     *
     * @param clock for freshness and settling
     * @throws IOException if the directory cannot be made or read, was written by another version, or is not the user's
     */
    public static Mirror open(Path directory, EngineLimits limits, InstantSource clock) throws IOException {
        return open(directory, FileSharing.PRIVATE, limits, clock);
    }

    /**
     * Opens the mirror in {@code directory}, creating it if it is missing.
     *
     * @param sharing who may use the directory beside its owner
     * @param clock for freshness and settling
     * @throws IOException if the directory cannot be made or read, was written by another version, or is not trusted
     */
    public static Mirror open(Path directory, FileSharing sharing, EngineLimits limits, InstantSource clock)
            throws IOException {
        return open(MirrorDirectory.open(directory, sharing, DurableFiles.real()), limits, clock);
    }

    static Mirror open(Path directory, EngineLimits limits, InstantSource clock, DurableFiles durableFiles)
            throws IOException {
        return open(MirrorDirectory.open(directory, FileSharing.PRIVATE, durableFiles), limits, clock);
    }

    /**
     * Opens an empty mirror in the machine's directory for temporary files; close removes it, the end of the process at
     * the latest. Leftovers of killed processes are removed too.
     *
     * @param clock for freshness and settling
     * @throws IOException if it cannot be made
     */
    public static Mirror openTemporary(EngineLimits limits, InstantSource clock) throws IOException {
        return open(MirrorDirectory.temporary(), limits, clock);
    }

    private static Mirror open(MirrorDirectory directory, EngineLimits limits, InstantSource clock) throws IOException {
        requireNonNull(clock, "clock");
        List<Path> allowed = Stream.concat(
                        Arrays.stream(EventTable.values()).map(directory::files),
                        Stream.concat(directory.references().stream(), Stream.of(directory.scratch())))
                .toList();
        Engine engine = new Engine(limits, directory.scratch().resolve("spill"), allowed);
        ReadersLock lock = ReadersLock.open(directory.readersLock(), directory.isWritable());
        FetchLock fetchLock = FetchLock.open(directory.fetchLock(), directory.isWritable());
        FetchLock referencesLock = FetchLock.open(directory.referencesLock(), directory.isWritable());
        return new Mirror(directory, engine, lock, fetchLock, referencesLock, clock);
    }

    private void removeSuperseded() {
        files.removeSuperseded();
        references.removeSuperseded();
    }

    /** The files of reference tables, which give ids their names. */
    public ReferenceFiles references() {
        return references;
    }

    /** The permit to fetch references: pages of events need another, so that neither waits for the other. */
    public FetchPermit referencesPermit() {
        return referencesPermit;
    }

    /**
     * Starts one statement's snapshot and fixes its present. Costs nothing before the first call.
     *
     * @throws IllegalStateException if the mirror is closed
     */
    public Snapshot read(SnapshotOptions options, Cancellation cancellation) {
        return read(options, cancellation, warning -> LOG.warn("{}", warning));
    }

    /**
     * Starts one statement's snapshot and fixes its present. Costs nothing before the first call.
     *
     * @param warnings receives a sentence if purged or rejected events are missing from the result
     * @throws IllegalStateException if the mirror is closed
     */
    public Snapshot read(SnapshotOptions options, Cancellation cancellation, Consumer<String> warnings) {
        GapFetcher gapFetcher = new GapFetcher(
                files, pages, compaction, permit, priceEstimator, clock, options, cancellation, warnings);
        return new Snapshot(files, gapFetcher, queries, rejected, pins.take(), cancellation, tombstones, warnings);
    }

    /**
     * Lists the mirrored segments, ascending: every file that a new snapshot could read. Makes no request. A file of
     * which another owns a part is listed whole.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<MirroredRange> mirroredRanges() throws IOException {
        ReaderPins.Lease pin = pins.take();
        try {
            pin.hold(Cancellation.never());
            files.list();
            return files.mirroredRanges(rejected.bySegment());
        } finally {
            pin.close();
        }
    }

    /** Creates the maintenance of this mirror. */
    public MirrorMaintenance maintenance() {
        return new MirrorMaintenance(this, files, tombstones, engine, rejected, pins, permit, pages, clock);
    }

    /** Rejects further statements. Open statements and cursors finish first; a second close does nothing. */
    @Override
    public void close() {
        pins.close();
    }

    private static void shutDown(
            MirrorDirectory directory, Engine engine, ReadersLock lock, List<FetchLock> fetchLocks) {
        try (directory;
                lock;
                engine) {
            LOG.debug("Closing the mirror {}", directory.root());
            for (FetchLock fetchLock : fetchLocks) {
                fetchLock.close();
            }
        } catch (IOException | SQLException e) {
            LOG.warn("The mirror {} does not close properly", directory.root(), e);
        }
    }
}
