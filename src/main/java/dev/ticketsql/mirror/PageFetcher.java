package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Fetches one page, and stores its settled part as sealed segments and the rest as a tail or edge. Safe for many
 * threads.
 */
final class PageFetcher {

    /**
     * Age at which a second gets no more late events. Zendesk states no figure; late events were seen within minutes. A
     * longer delay would only keep a range a tail for longer.
     */
    static final long SETTLING_SEC = 600;

    private final Engine engine;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Tombstones tombstones;
    private volatile EmptyTail emptyTail = EmptyTail.none();

    PageFetcher(Engine engine, SegmentFiles files, InstantSource clock, Tombstones tombstones) {
        this.engine = engine;
        this.files = files;
        this.clock = clock;
        this.tombstones = tombstones;
    }

    /**
     * Result of a fetched page.
     *
     * @param coveredToSec end of the range of which all events are known
     * @param endOfStream true if the server has nothing after that
     * @param segments segments added to the mirror, without the ranges that were sealed before
     */
    record Fetched(long coveredToSec, boolean endOfStream, List<Segment> segments) {}

    /**
     * Fetches the page that starts at {@code startSec} and stores the part that was not sealed before.
     *
     * @throws IOException if the page cannot be fetched or stored, or covers nothing although more pages follow
     */
    Fetched fetch(PageSource source, long startSec, Cancellation cancellation) throws IOException {
        return fetch(source, startSec, clock.instant().getEpochSecond(), this::sealed, cancellation);
    }

    /**
     * Fetches the page that starts at {@code startSec} and stores all of it, also over sealed segments.
     *
     * @param asOfSec request time, as in its segments' names
     * @throws IOException as {@link #fetch}
     */
    Fetched reread(PageSource source, long startSec, long asOfSec, Cancellation cancellation) throws IOException {
        return fetch(source, startSec, asOfSec, TimeRanges::none, cancellation);
    }

    private Fetched fetch(
            PageSource source, long startSec, long asOfSec, Supplier<TimeRanges> alreadyKept, Cancellation cancellation)
            throws IOException {
        files.requireWritable();
        try (StagedPage staged = new StagedPage(engine)) {
            Page page = source.read(startSec, staged, cancellation);
            staged.leaveOut(tombstones.read());
            long coveredToSec = coveredToSec(page, asOfSec);
            if (!page.endOfStream() && coveredToSec <= startSec) {
                throw new ClassifiedIOException(
                        ErrorKind.WRONG_ANSWER,
                        "the page from " + startSec + " says that more is to come, but ends where it"
                                + " starts (end_time "
                                + (page.endSec().isPresent() ? page.endSec().getAsLong() : "null")
                                + "): asking again would never end");
            }
            TimeRanges unkept = TimeRanges.of(startSec, coveredToSec).minus(alreadyKept.get());
            TimeRanges settled = TimeRanges.before(Math.min(page.serverSec(), asOfSec) - SETTLING_SEC);
            List<Segment> segments = new ArrayList<>();
            for (TimeRange range : unkept.and(settled).asList()) {
                segments.add(files.add(staged, SegmentKind.SEALED, range, asOfSec));
            }
            for (TimeRange range : unkept.minus(settled).asList()) {
                boolean edge = page.endOfStream() && range.toSec() == coveredToSec;
                segments.add(files.add(staged, edge ? SegmentKind.EDGE : SegmentKind.TAIL, range, asOfSec));
            }
            if (page.endOfStream() && coveredToSec == startSec) {
                emptyTail = new EmptyTail(startSec, asOfSec);
            }
            return new Fetched(coveredToSec, page.endOfStream(), List.copyOf(segments));
        } catch (SQLException e) {
            throw ClassifiedIOException.of(
                    e, ErrorKind.GENERAL, "the mirror's engine cannot take a page: " + e.getMessage());
        }
    }

    /** The latest empty page of a server whose clock is behind ours. */
    EmptyTail emptyTail() {
        return emptyTail;
    }

    /**
     * Caps the last page, whose end is derived from the server's clock alone, by this machine's clock: with a server's
     * clock that runs ahead, future days would be sealed as empty.
     */
    private static long coveredToSec(Page page, long asOfSec) {
        return page.endOfStream()
                ? Math.max(page.startSec(), Math.min(page.coveredToSec(), asOfSec - Page.WITHHELD_SEC))
                : page.coveredToSec();
    }

    /** The seconds that sealed segments cover, as last listed. */
    TimeRanges sealed() {
        return TimeRanges.of(files.segments().stream()
                .filter(Segment::isSealed)
                .map(Segment::range)
                .toList());
    }
}
