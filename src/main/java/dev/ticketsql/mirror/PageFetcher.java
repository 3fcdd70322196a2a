package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
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
 * Turns one page of the source into segments, and decides what of it is settled. Knows nothing of why the page is
 * wanted. Safe for many threads.
 */
final class PageFetcher {

    /**
     * How old a second must be before nothing joins it any more. Nobody outside Zendesk knows the true figure; events
     * have been seen to turn up within minutes, and a longer delay only means that a tail is read again for longer.
     */
    static final long SETTLING_SEC = 600;

    private final Engine engine;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Tombstones tombstones;
    private volatile EmptyTail silence = EmptyTail.none();

    PageFetcher(Engine engine, SegmentFiles files, InstantSource clock, Tombstones tombstones) {
        this.engine = engine;
        this.files = files;
        this.clock = clock;
        this.tombstones = tombstones;
    }

    /**
     * What a page brought.
     *
     * @param coveredToSec the end of what is known completely since then
     * @param endOfStream whether the server shows nothing after that
     * @param segments what was added to the mirror; the stretches that were sealed before are not in it
     */
    record Fetched(long coveredToSec, boolean endOfStream, List<Segment> segments) {}

    /**
     * Reads the page that starts at {@code startSec} and keeps what it covers.
     *
     * @throws IOException if the page cannot be had or kept, or teaches nothing although more is said to come
     */
    Fetched fetch(PageSource source, long startSec, Cancellation cancellation) throws IOException {
        return fetch(source, startSec, clock.instant().getEpochSecond(), this::sealed, cancellation);
    }

    /**
     * Reads the page that starts at {@code startSec} and keeps what it covers, also where something is kept already.
     *
     * @param asOfSec when it was asked for, as its segments say
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
                throw new IOException("the page from " + startSec + " says that more is to come, but ends where it"
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
                silence = new EmptyTail(startSec, asOfSec);
            }
            return new Fetched(coveredToSec, page.endOfStream(), List.copyOf(segments));
        } catch (SQLException e) {
            throw new IOException("the mirror's engine cannot take a page: " + e.getMessage(), e);
        }
    }

    /** After which second the server, which is behind us, has shown nothing lately, and no segment could say so. */
    EmptyTail silence() {
        return silence;
    }

    /**
     * At the end of the stream the page says nothing but the server's clock about how far it reaches. Should that clock
     * run ahead, days that have not happened yet would be sealed as empty: ours must agree.
     */
    private static long coveredToSec(Page page, long asOfSec) {
        return page.endOfStream()
                ? Math.max(page.startSec(), Math.min(page.coveredToSec(), asOfSec - Page.WITHHELD_SEC))
                : page.coveredToSec();
    }

    private TimeRanges sealed() {
        return TimeRanges.of(files.segments().stream()
                .filter(Segment::isSealed)
                .map(Segment::range)
                .toList());
    }
}
