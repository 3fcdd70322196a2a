package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One statement's view of a mirror. What is now is fixed when it starts, and a stretch once read through it is read
 * from the same files until it ends, whatever is fetched beside it: two scans of one statement see the same events.
 * Knows nothing of the statement but the windows it wants. For one thread at a time, {@link #close} excepted.
 */
public final class Snapshot implements AutoCloseable {

    private final SegmentFiles files;
    private final GapFetcher filling;
    private final EngineQueries queries;
    private final ReaderPins.Lease lease;
    private final Cancellation cancellation;
    private final Tombstones tombstones;
    private final Consumer<String> warnings;
    private final Set<String> told = new HashSet<>();
    private final List<SegmentPrecedence.Owned> pinned = new ArrayList<>();
    private final List<Long> supplied = new ArrayList<>();
    private TimeRanges answered = TimeRanges.none();
    private PurgedEvents purged = PurgedEvents.nothing();
    private PurgedEvents purgedMeanwhile = PurgedEvents.nothing();
    private boolean listed;
    private boolean given;

    Snapshot(
            SegmentFiles files,
            GapFetcher filling,
            EngineQueries queries,
            ReaderPins.Lease lease,
            Cancellation cancellation,
            Tombstones tombstones,
            Consumer<String> warnings) {
        this.files = files;
        this.filling = filling;
        this.queries = queries;
        this.lease = lease;
        this.cancellation = requireNonNull(cancellation, "cancellation");
        this.tombstones = tombstones;
        this.warnings = warnings;
    }

    /** What is now for this statement, epoch seconds. */
    public long nowSec() {
        return filling.nowSec();
    }

    /**
     * What a statement wants of a table.
     *
     * @param seconds the events of these, at least
     */
    public record Wanted(EventTable table, TimeRanges seconds) {}

    /**
     * Says how what one scan wants is read; as {@link #relations}.
     *
     * @throws IOException as {@link #relations}
     * @throws SQLException if the engine fails
     */
    public String relation(EventTable table, TimeRanges seconds) throws IOException, SQLException {
        return relations(List.of(new Wanted(table, seconds))).get(0);
    }

    /**
     * Covers what is wanted, fetching exactly the gaps, page after page, and says how the rows are read. What lies
     * before the floor, in the minute that the API withholds or in the future has no events and costs nothing.
     *
     * @return for each a parenthesised query for a FROM clause, with the columns of the table, every row of the wanted
     *     seconds, none twice, none before the floor, perhaps more than wanted; good until this is closed
     * @throws dev.ticketsql.event.StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if a page cannot be had or kept, or the statement may ask for no more; what was fetched is
     *     kept
     * @throws SQLException if the engine fails
     */
    public List<String> relations(List<Wanted> wanted) throws IOException, SQLException {
        TimeRanges visible = visible(seconds(wanted));
        Set<EventTable> tables = wanted.stream().map(Wanted::table).collect(Collectors.toSet());
        cover(tables, visible);
        warn(visible);
        List<String> relations = new ArrayList<>(wanted.size());
        for (Wanted scan : wanted) {
            relations.add(select(scan.table(), visible(scan.seconds()), Bounds.PERHAPS_MORE));
        }
        given |= !visible.isNone();
        return List.copyOf(relations);
    }

    /**
     * Reads what is wanted in the same slices, one after the other in the order of time, fetching no page before a
     * slice that needs it is asked for.
     *
     * @param rows how many rows the statement needs, where that is known: how far a search reaches back at a time
     */
    public IncrementalScan slices(List<Wanted> wanted, TimeOrder order, OptionalLong rows) {
        TimeRanges visible = visible(seconds(wanted));
        // Newest first, nobody knows how far back the first event is.
        filling.approach(
                visible,
                rows.isEmpty() && order != TimeOrder.NEWEST_FIRST
                        ? FetchObserver.Extent.ALL
                        : FetchObserver.Extent.UNTIL_ENOUGH);
        return new IncrementalScan(this, wanted, visible, order, new BackwardSearch(rows, filling.pageSize()));
    }

    /** Of what is wanted the rows of {@code slice}, and no others, as {@link #relations}. */
    List<String> slice(List<Wanted> wanted, Set<EventTable> tables, TimeRanges slice) throws IOException, SQLException {
        cover(tables, slice);
        warn(slice);
        List<String> relations = new ArrayList<>(wanted.size());
        for (Wanted scan : wanted) {
            relations.add(select(scan.table(), slice.and(scan.seconds()), Bounds.EXACT));
        }
        given |= !slice.isNone();
        return List.copyOf(relations);
    }

    /** Those that any of {@code wanted} wants. */
    private static TimeRanges seconds(List<Wanted> wanted) {
        return TimeRanges.of(
                wanted.stream().flatMap(it -> it.seconds().asList().stream()).toList());
    }

    /** Covers {@code visible}, or sees that it is, and fixes who answers for it. */
    void cover(Set<EventTable> tables, TimeRanges visible) throws IOException {
        begin(visible);
        while (!answered.containsAll(visible.and(purged.kept()))) {
            pin(tables, filling.cover(visible.and(purged.kept()).minus(answered), this::rest), visible);
            lookForPurges();
        }
    }

    /** Of {@code visible}, what costs no request: it is mirrored, or was purged. */
    TimeRanges free(TimeRanges visible) throws IOException {
        begin(visible);
        return filling.covered().or(answered).or(purged.kept().complement()).and(visible);
    }

    /** How many events there are in {@code range}, as far as this statement has read it: about, at its ends. */
    double eventCount(TimeRange range) {
        return SegmentPrecedence.eventCount(pinned, range);
    }

    /**
     * Fetches the gaps of {@code seconds}, page after page, and looks into none of the files that are there.
     *
     * @throws dev.ticketsql.event.StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if a page cannot be had or kept, or the statement may ask for no more; what was fetched is
     *     kept
     */
    void fill(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        begin(visible);
        filling.cover(visible.and(purged.kept()), this::rest);
    }

    /**
     * Says what it would take to mirror what is still missing of {@code seconds}. Makes no request.
     *
     * @throws dev.ticketsql.event.StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if the mirror cannot be read
     */
    public Price price(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        begin(visible);
        return filling.price(visible.and(purged.kept()));
    }

    private void begin(TimeRanges visible) throws IOException {
        if (!visible.isNone() && !listed) {
            lease.hold(cancellation);
            files.list();
            purged = tombstones.read();
            purgedMeanwhile = purged;
            listed = true;
        }
    }

    private TimeRanges visible(TimeRanges seconds) {
        return seconds.and(TimeRanges.of(filling.floorSec(), filling.nowSec() - Page.WITHHELD_SEC));
    }

    /**
     * What was purged while this statement fetched is not in the pages that came after. So it must not be in any; but
     * what was already given to the statement stays as it is, and the statement is told.
     */
    private void lookForPurges() throws IOException {
        PurgedEvents now = tombstones.read();
        if (!now.equals(purged)) {
            purgedMeanwhile = now;
            purged = given ? purged : now;
        }
    }

    /** A statement that fetches for hours would otherwise keep every small file that it has merged. */
    private void rest() throws StatementCancelledException {
        if (pinned.isEmpty()) {
            lease.rest(cancellation);
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

    private void warnOnce(String warning) {
        if (told.add(warning)) {
            warnings.accept(warning);
        }
    }

    /** Fixes the owners of what is wanted and not fixed yet; fixes nothing if a file turns out to be damaged. */
    private void pin(Set<EventTable> tables, Coverage coverage, TimeRanges visible) throws IOException {
        TimeRanges open = visible.and(purged.kept()).minus(answered);
        List<SegmentPrecedence.Owned> owners = new ArrayList<>();
        for (SegmentPrecedence.Owned owned : SegmentPrecedence.of(coverage.valid())) {
            // Beyond the wanted seconds too: a file read whole is cheaper than one read through a filter.
            for (TimeRange free : ranges(owned.range()).minus(answered).asList()) {
                if (!ranges(free).and(open).isNone()) {
                    owners.add(new SegmentPrecedence.Owned(owned.segment(), free));
                }
            }
        }
        if (files.areIntact(segments(owners), tables, warnings)) {
            pinned.addAll(owners);
            List<TimeRange> settled = new ArrayList<>(open.asList());
            owners.forEach(owned -> settled.add(owned.range()));
            answered = answered.or(TimeRanges.of(settled));
        }
    }

    /** Whether a file that reaches beyond the seconds that are read is read whole, which is cheaper. */
    private enum Bounds {
        PERHAPS_MORE,
        EXACT
    }

    private String select(EventTable table, TimeRanges visible, Bounds bounds) throws IOException {
        List<SegmentPrecedence.Owned> asked = pinned.stream()
                .filter(owned -> owned.segment().eventCount() > 0)
                .filter(owned -> !read(owned).and(visible).isNone())
                .toList();
        // What was fixed before, for another table, is part of what this statement has already seen.
        if (!files.areIntact(segments(asked), Set.of(table), warnings)) {
            throw new IOException("a file that the statement was reading is damaged; it is set aside and its events are"
                    + " fetched again when they are asked for: ask again");
        }
        List<Path> whole = new ArrayList<>();
        List<EventSql.FilePart> parts = new ArrayList<>();
        for (SegmentPrecedence.Owned owned : asked) {
            Path file = files.pathOf(owned.segment(), table);
            TimeRanges seconds = bounds == Bounds.EXACT ? read(owned).and(visible) : read(owned);
            if (seconds.equals(ranges(owned.segment().range()))) {
                whole.add(file);
            } else {
                seconds.asList().forEach(part -> parts.add(new EventSql.FilePart(file, part)));
            }
        }
        return EventSql.select(table, whole, parts, purged);
    }

    private TimeRanges read(SegmentPrecedence.Owned owned) {
        return ranges(owned.range()).and(TimeRanges.from(filling.floorSec())).and(purged.kept());
    }

    private static List<Segment> segments(List<SegmentPrecedence.Owned> owners) {
        return owners.stream().map(SegmentPrecedence.Owned::segment).toList();
    }

    private static TimeRanges ranges(TimeRange range) {
        return TimeRanges.of(range.fromSec(), range.toSec());
    }

    /**
     * Runs DuckDB SQL, as a rule over what {@link #relation} gave. Rows stream; the cursor may outlive this.
     *
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement was cancelled
     *     meanwhile
     */
    public Cursor query(String sql) throws SQLException {
        return queries.open(sql, cancellation, lease);
    }

    /**
     * Teaches the engine what {@code name} stands for, unless another statement did.
     *
     * @throws SQLException if the engine refuses
     */
    public void define(String name, EngineDefinition definition) throws SQLException {
        queries.define(name, definition);
    }

    /**
     * Has statements read {@code rows}, until this is closed.
     *
     * @return what they are called in a FROM clause
     * @throws SQLException if the engine refuses
     */
    public String supply(SuppliedRows rows) throws SQLException {
        long number = queries.supply(rows);
        supplied.add(number);
        return SuppliedRowsFunction.relation(number);
    }

    /**
     * Whether nothing has to be asked for to have {@code seconds}.
     *
     * @throws IOException if the mirror cannot be read
     */
    public boolean isFree(TimeRanges seconds) throws IOException {
        TimeRanges visible = visible(seconds);
        return free(visible).containsAll(visible);
    }

    @Override
    public void close() {
        supplied.forEach(queries::takeAway);
        supplied.clear();
        lease.close();
        filling.close();
    }
}
