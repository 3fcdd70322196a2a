package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One statement's view of a mirror. What is now is fixed when it starts, and a stretch once read through it is read
 * from the same files until it ends, whatever is fetched beside it: two scans of one statement see the same events.
 * Knows nothing of the statement but the windows it wants. For one thread at a time, {@link #close} excepted.
 */
public final class Reading implements AutoCloseable {

    private final SegmentFiles files;
    private final Filling filling;
    private final Queries queries;
    private final Leases.Lease lease;
    private final Cancellation cancellation;
    private final Tombstones tombstones;
    private final Consumer<String> warnings;
    private final List<Ownership.Owned> pinned = new ArrayList<>();
    private TimeRanges answered = TimeRanges.none();
    private Purged purged = Purged.nothing();
    private boolean listed;
    private boolean warned;

    Reading(
            SegmentFiles files,
            Filling filling,
            Queries queries,
            Leases.Lease lease,
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
     * Covers {@code wanted}, fetching exactly the gaps, page after page, and says how its events are read. What lies
     * before the floor, in the minute that the API withholds or in the future has no events and costs nothing.
     *
     * @return a parenthesised query for a FROM clause, with the columns of {@code ticket_events}, every event of
     *     {@code wanted}, none twice, none before the floor, perhaps more than wanted; good until this is closed
     * @throws dev.ticketsql.event.StatementCancelledException if the statement was cancelled meanwhile
     * @throws IOException if a page cannot be had or kept, or the statement may ask for no more; what was fetched is
     *     kept
     * @throws SQLException if the engine fails
     */
    public String relation(TimeRanges wanted) throws IOException, SQLException {
        TimeRanges visible = wanted.and(TimeRanges.of(filling.floorSec(), filling.nowSec() - Page.WITHHELD_SEC));
        if (!visible.isNone() && !listed) {
            files.list();
            purged = tombstones.read();
            listed = true;
        }
        warn(visible);
        visible = visible.and(purged.kept());
        while (!answered.containsAll(visible)) {
            pin(filling.cover(visible.minus(answered), this::rest), visible);
        }
        return select(visible);
    }

    /** A statement that fetches for hours would otherwise keep every small file that it has merged. */
    private void rest() {
        if (pinned.isEmpty()) {
            lease.rest();
        }
    }

    private void warn(TimeRanges wanted) {
        if (!warned && purged.touches(wanted)) {
            warned = true;
            warnings.accept("the answer is without what was purged: " + String.join(", ", purged.lines()));
        }
    }

    /** Fixes the owners of what is wanted and not fixed yet; fixes nothing if a file turns out to be damaged. */
    private void pin(Coverage coverage, TimeRanges visible) throws IOException {
        TimeRanges open = visible.minus(answered);
        List<Ownership.Owned> owners = new ArrayList<>();
        for (Ownership.Owned owned : Ownership.of(coverage.valid())) {
            // Beyond the wanted seconds too: a file read whole is cheaper than one read through a filter.
            for (TimeRange free : ranges(owned.range()).minus(answered).asList()) {
                if (!ranges(free).and(open).isNone()) {
                    owners.add(new Ownership.Owned(owned.segment(), free));
                }
            }
        }
        if (files.areIntact(owners.stream().map(Ownership.Owned::segment).toList(), warnings)) {
            pinned.addAll(owners);
            List<TimeRange> settled = new ArrayList<>(open.asList());
            owners.forEach(owned -> settled.add(owned.range()));
            answered = answered.or(TimeRanges.of(settled));
        }
    }

    private String select(TimeRanges visible) {
        List<Path> whole = new ArrayList<>();
        List<EventTable.FilePart> parts = new ArrayList<>();
        for (Ownership.Owned owned : pinned) {
            Segment segment = owned.segment();
            TimeRanges read = ranges(owned.range())
                    .and(TimeRanges.from(filling.floorSec()))
                    .and(purged.kept());
            if (segment.eventCount() == 0 || read.and(visible).isNone()) {
                continue;
            }
            if (read.equals(ranges(segment.range()))) {
                whole.add(files.pathOf(segment));
            } else {
                read.asList().forEach(part -> parts.add(new EventTable.FilePart(files.pathOf(segment), part)));
            }
        }
        return EventTable.select(whole, parts, purged);
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

    @Override
    public void close() {
        lease.close();
    }
}
