package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Abandonment;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One statement's consistent view of a mirror. The present is fixed at its start, and a range once read is read from
 * the same files until its end, whatever is fetched meanwhile: two scans of one statement see the same events. For one
 * thread at a time, {@link #close} excepted.
 */
public final class Snapshot implements AutoCloseable {

    private final SegmentFiles files;
    private final GapFetcher gapFetcher;
    private final EngineQueries queries;
    private final RejectedRows rejected;
    private final ReaderPins.Lease pin;
    private final Cancellation cancellation;
    private final Tombstones tombstones;
    private final Consumer<String> warnings;
    private final Set<String> issuedWarnings = new HashSet<>();
    private final PinnedSegments pinned;
    private final Held held;
    private final Abandonment abandonment;
    private PurgedEvents purged = PurgedEvents.nothing();
    private PurgedEvents purgedMeanwhile = PurgedEvents.nothing();
    private TimeRanges countedRejected = TimeRanges.none();
    private boolean isWarnedOfRejected;
    private boolean listed;
    private boolean queriesIssued;

    Snapshot(
            SegmentFiles files,
            GapFetcher gapFetcher,
            EngineQueries queries,
            RejectedRows rejected,
            ReaderPins.Lease pin,
            Cancellation cancellation,
            Tombstones tombstones,
            Consumer<String> warnings) {
        this.files = files;
        this.gapFetcher = gapFetcher;
        this.queries = queries;
        this.rejected = rejected;
        this.pin = pin;
        this.cancellation = requireNonNull(cancellation, "cancellation");
        this.tombstones = tombstones;
        this.warnings = warnings;
        this.pinned = new PinnedSegments(files, gapFetcher.floorSec(), warnings);
        held = new Held(queries, pin, gapFetcher, new ArrayList<>());
        abandonment = Abandonment.of(this, held::close);
    }

    /** Resources of a snapshot. Knows nothing of it: it must become unreachable before they are given back. */
    private record Held(EngineQueries queries, ReaderPins.Lease pin, GapFetcher gapFetcher, List<Long> supplied) {

        void close() {
            supplied.forEach(queries::takeAway);
            supplied.clear();
            pin.close();
            gapFetcher.close();
        }
    }

    /**
     * A statement's scan of one table.
     *
     * @param seconds ranges of the events that it needs, at least
     */
    public record Wanted(EventTable table, TimeRanges seconds) {}

    /**
     * Fetches the gaps of one scan and returns its query, as {@link #relations}.
     *
     * @throws IOException as {@link #relations}
     * @throws SQLException if the engine fails
     */
    public String relation(EventTable table, TimeRanges seconds) throws IOException, SQLException {
        return relations(List.of(new Wanted(table, seconds))).get(0);
    }

    /**
     * Fetches exactly the gaps of the scans, page after page, and returns a query for each. Time before the floor, in
     * the minute that the API withholds or in the future has no events and needs no request.
     *
     * @return for each a parenthesised query for a FROM clause, with the columns of the table, every row of the wanted
     *     seconds, no duplicate, none before the floor, perhaps rows of other seconds; valid until this is closed
     * @throws StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if a page cannot be fetched or stored, or the request limit is reached; fetched pages stay
     * @throws SQLException if the engine fails
     */
    public List<String> relations(List<Wanted> wanted) throws IOException, SQLException {
        TimeRanges visible = visible(seconds(wanted));
        Set<EventTable> tables = wanted.stream().map(Wanted::table).collect(Collectors.toSet());
        cover(tables, visible);
        // A page may show that this machine's clock is behind.
        while (!visible.equals(visible(seconds(wanted)))) {
            visible = visible(seconds(wanted));
            cover(tables, visible);
        }
        warn(visible);
        TimeRanges uncounted = visible.minus(countedRejected);
        if (warnsOfRejected(tables, uncounted)) {
            warnOfRejected(uncounted, "");
            countedRejected = countedRejected.or(visible);
        }
        List<String> relations = new ArrayList<>(wanted.size());
        for (Wanted scan : wanted) {
            relations.add(
                    pinned.select(scan.table(), visible(scan.seconds()), PinnedSegments.Bounds.PERHAPS_MORE, purged));
        }
        queriesIssued |= !visible.isNone();
        return List.copyOf(relations);
    }

    /**
     * Starts an incremental scan: all tables in the same slices, in an order of time. A page is fetched only when its
     * slice is requested.
     *
     * @param rows rows that the statement needs, if known, from which a search backwards plans its pages
     * @throws IOException if the mirror cannot be read
     */
    public IncrementalScan slices(List<Wanted> wanted, TimeOrder order, OptionalLong rows) throws IOException {
        TimeRanges visible = visible(seconds(wanted));
        // Newest first, the second of the first event is unknown.
        gapFetcher.announce(
                visible,
                rows.isEmpty() && order != TimeOrder.NEWEST_FIRST
                        ? FetchObserver.Extent.ALL
                        : FetchObserver.Extent.UNTIL_ENOUGH);
        return new IncrementalScan(this, wanted, visible, order, new BackwardSearch(rows, gapFetcher.pageSize()));
    }

    /** Fetches the gaps of {@code slice} and returns a query for each scan, with the rows of {@code slice} only. */
    List<String> slice(List<Wanted> wanted, Set<EventTable> tables, TimeRanges slice) throws IOException, SQLException {
        cover(tables, slice);
        warn(slice);
        // Once, since the other slices are not read yet.
        if (!isWarnedOfRejected && warnsOfRejected(tables, slice)) {
            isWarnedOfRejected = warnOfRejected(slice, "at least ");
        }
        List<String> relations = new ArrayList<>(wanted.size());
        for (Wanted scan : wanted) {
            relations.add(pinned.select(scan.table(), slice.and(scan.seconds()), PinnedSegments.Bounds.EXACT, purged));
        }
        queriesIssued |= !slice.isNone();
        return List.copyOf(relations);
    }

    /** The union of all scans' seconds. */
    private static TimeRanges seconds(List<Wanted> wanted) {
        return TimeRanges.of(
                wanted.stream().flatMap(it -> it.seconds().asList().stream()).toList());
    }

    /** Covers {@code visible}, by requests if needed, and pins its owners. */
    void cover(Set<EventTable> tables, TimeRanges visible) throws IOException {
        TimeRanges kept = visible.and(purged.kept());
        while (!pinned.seconds().containsAll(kept)) {
            pinned.pin(tables, gapFetcher.cover(kept.minus(pinned.seconds()), this::pause), kept);
            lookForPurges();
            kept = visible.and(purged.kept()).and(gapFetcher.visible());
        }
    }

    /** The part of {@code visible} that needs no request, as mirrored or purged. */
    TimeRanges free(TimeRanges visible) {
        return gapFetcher
                .covered()
                .or(pinned.seconds())
                .or(purged.kept().complement())
                .and(visible);
    }

    /** Number of events in {@code range} that this statement has read, estimated at both ends. */
    double eventCount(TimeRange range) {
        return pinned.eventCount(range);
    }

    /**
     * Fetches the gaps of {@code seconds}, page after page, without reading mirrored files.
     *
     * @throws StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if a page cannot be fetched or stored, or the request limit is reached; fetched pages stay
     */
    void fill(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        gapFetcher.cover(visible.and(purged.kept()), this::pause);
    }

    /**
     * Estimates the requests for the missing part of {@code seconds}. Makes no request.
     *
     * @throws StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if the mirror cannot be read
     */
    public Price price(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        return gapFetcher.price(visible.and(purged.kept()));
    }

    /** The part of {@code seconds} that may have events; lists the mirror first. */
    private TimeRanges visible(TimeRanges seconds) throws IOException {
        TimeRanges wanted = seconds.and(TimeRanges.from(gapFetcher.floorSec()));
        if (!wanted.isNone() && !listed) {
            pin.hold(cancellation);
            files.list();
            gapFetcher.showAfterClock();
            purged = tombstones.read();
            purgedMeanwhile = purged;
            listed = true;
        }
        return wanted.and(gapFetcher.visible());
    }

    /**
     * Applies purges made since the last look. Pages fetched after a purge lack its events, so the earlier ones must
     * hide them too; if the statement already got queries, these stay, and a warning is issued.
     */
    private void lookForPurges() throws IOException {
        PurgedEvents current = tombstones.read();
        if (!current.equals(purged)) {
            purgedMeanwhile = current;
            purged = queriesIssued ? purged : current;
        }
    }

    /** Releases the pin for a moment, so that merged small files can be removed during an hour-long fetch. */
    private void pause() throws StatementCancelledException {
        if (pinned.isEmpty()) {
            pin.rest(cancellation);
        }
    }

    private void warn(TimeRanges wanted) {
        if (purged.touches(wanted)) {
            warnOnce("the answer is without what was purged: " + String.join(", ", purged.lines()));
        }
        if (!purgedMeanwhile.equals(purged) && purgedMeanwhile.touches(wanted)) {
            warnOnce("a part of the answer is without what was purged while the statement ran: "
                    + String.join(", ", purgedMeanwhile.lines()) + "; ask again");
        }
    }

    /** True if {@code seconds} have rejected events that the statement does not ask for itself. */
    private boolean warnsOfRejected(Set<EventTable> tables, TimeRanges seconds) {
        return !tables.equals(Set.of(EventTable.REJECTED_EVENTS))
                && pinned.mayHaveRows(EventTable.REJECTED_EVENTS, seconds);
    }

    /** Returns true if there was something to warn of. */
    private boolean warnOfRejected(TimeRanges seconds, String qualifier) throws IOException, SQLException {
        String rows = pinned.select(EventTable.REJECTED_EVENTS, seconds, PinnedSegments.Bounds.EXACT, purged);
        try (Cursor cursor = query("SELECT count(*), min_by(reason, (start_time, page, position)) FROM " + rows)) {
            long count = cursor.next() ? cursor.resultSet().getLong(1) : 0;
            if (count > 0) {
                warnOnce("the answer is without " + qualifier + count
                        + (count == 1 ? " event that has" : " events that have")
                        + " no usable id or instant, the first: "
                        + cursor.resultSet().getString(2)
                        + "; SELECT * FROM rejected_events shows what came instead");
            }
            return count > 0;
        }
    }

    /**
     * Number of rejected events that are mirrored of {@code seconds}. Makes no request.
     *
     * @throws IOException if the mirror cannot be read
     */
    public long rejectedCount(TimeRanges seconds) throws IOException {
        return rejected.bySecond(visible(seconds), purged).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void warnOnce(String warning) {
        if (issuedWarnings.add(warning)) {
            warnings.accept(warning);
        }
    }

    /**
     * Runs DuckDB SQL, usually over the queries of {@link #relation}. Rows stream; the cursor may outlive this
     * snapshot.
     *
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement was cancelled
     *     meanwhile
     */
    public Cursor query(String sql) throws SQLException {
        return queries.open(sql, cancellation, pin);
    }

    /**
     * Runs DuckDB SQL that writes a file.
     *
     * @return the number of rows written
     * @throws SQLException as {@link #query}
     */
    public long write(String sql) throws SQLException {
        return queries.update(sql, cancellation);
    }

    /**
     * Defines {@code name} in the engine, unless another statement did.
     *
     * @throws SQLException if the engine refuses
     */
    public void define(String name, EngineDefinition definition) throws SQLException {
        queries.define(name, definition);
    }

    /**
     * Makes {@code rows} readable for SQL, until this is closed.
     *
     * @return their table function call for a FROM clause
     * @throws SQLException if the engine refuses
     */
    public String supply(SuppliedRows rows) throws SQLException {
        long number = queries.supply(rows);
        held.supplied().add(number);
        return SuppliedRowsFunction.relation(number);
    }

    /**
     * Holds all files of the mirror from here on, also for a statement that reads no events.
     *
     * @throws StatementCancelledException if the statement is cancelled while a process removes some
     */
    public void hold() throws StatementCancelledException {
        pin.hold(cancellation);
    }

    /** Receives what the statement fetches. */
    public FetchObserver observer() {
        return gapFetcher.observer();
    }

    /**
     * True if {@code seconds} need no request.
     *
     * @throws IOException if the mirror cannot be read
     */
    public boolean isFree(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        return free(visible).containsAll(visible);
    }

    @Override
    public void close() {
        held.close();
        abandonment.forget();
    }
}
