package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** One statement's view of a mirror. */
public final class Reading implements AutoCloseable {

    private final Engine engine;
    private final SegmentFiles files;
    private final Path scratch;
    private final InstantSource clock;
    private final ReentrantLock turn;
    private final ReadingSettings settings;
    private final Cancellation cancellation;
    private final long nowSec;
    private TimeRanges silent = TimeRanges.none();
    private int requests;

    Reading(
            Engine engine,
            SegmentFiles files,
            Path scratch,
            InstantSource clock,
            ReentrantLock turn,
            ReadingSettings settings,
            Cancellation cancellation) {
        this.engine = engine;
        this.files = files;
        this.scratch = scratch;
        this.clock = clock;
        this.turn = turn;
        this.settings = requireNonNull(settings, "settings");
        this.cancellation = requireNonNull(cancellation, "cancellation");
        this.nowSec = clock.instant().getEpochSecond();
    }

    /** What is now for this statement, epoch seconds. */
    public long nowSec() {
        return nowSec;
    }

    /**
     * Covers {@code wanted}, fetching exactly the gaps, and says how its events are read.
     *
     * @return a parenthesised query for a FROM clause, with every event of {@code wanted}, none twice, none before the
     *     floor, perhaps more than wanted
     * @throws IOException if a page cannot be had or kept; the pages that were had are kept
     * @throws SQLException if the engine fails
     */
    public String relation(TimeRanges wanted) throws IOException, SQLException {
        long floorSec = Math.max(0, settings.sinceSec());
        TimeRanges visible = wanted.and(TimeRanges.of(floorSec, nowSec - Page.WITHHELD_SEC));
        turn.lock();
        try {
            files.refresh();
            while (true) {
                TimeRanges gaps = visible.minus(covered());
                if (gaps.isNone()) {
                    break;
                }
                fetch(gaps.asList().get(0).fromSec());
            }
        } finally {
            turn.unlock();
        }
        List<Path> whole = new ArrayList<>();
        List<EventTable.FilePart> parts = new ArrayList<>();
        for (Ownership.Owned owned : Ownership.of(files.segments())) {
            TimeRanges read = TimeRanges.of(List.of(owned.range())).and(TimeRanges.from(floorSec));
            if (read.and(visible).isNone() || owned.segment().eventCount() == 0) {
                continue;
            }
            if (read.asList().get(0).equals(owned.segment().range())) {
                whole.add(files.fileOf(owned.segment()));
            } else {
                parts.add(new EventTable.FilePart(
                        files.fileOf(owned.segment()), read.asList().get(0)));
            }
        }
        return EventTable.select(whole, parts);
    }

    private TimeRanges covered() {
        return TimeRanges.of(files.segments().stream()
                        .filter(Segment::isSealed)
                        .map(Segment::range)
                        .toList())
                .or(silent);
    }

    private void fetch(long startSec) throws IOException, SQLException {
        if (settings.maxRequests().isPresent()
                && requests >= settings.maxRequests().getAsInt()) {
            throw new IOException("the statement needs more than maxRequests=" + requests + " requests");
        }
        requests++;
        try (StagedPage staged = new StagedPage(engine)) {
            Page page = settings.source().read(startSec, staged, cancellation);
            TimeRanges fresh = TimeRanges.of(startSec, page.coveredToSec()).minus(covered());
            for (TimeRange range : fresh.asList()) {
                Path file = scratch.resolve(UUID.randomUUID() + ".parquet");
                long count = staged.write(range, file);
                Segment segment =
                        new Segment(SegmentKind.SEALED, range, clock.instant().getEpochSecond(), count, 0);
                Files.move(file, files.fileOf(segment));
                files.add(segment);
            }
            if (page.endOfStream()) {
                silent = silent.or(TimeRanges.from(page.coveredToSec()));
            }
        }
    }

    /**
     * Runs DuckDB SQL, as a rule over what {@link #relation} gave.
     *
     * @throws SQLException if the engine refuses or fails
     */
    public Cursor query(String sql) throws SQLException {
        return Cursor.open(engine, sql, cancellation);
    }

    @Override
    public void close() {}
}
