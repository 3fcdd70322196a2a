package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.Tombstones;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Requests for one page before its contradiction ends the statement. */
    private static final int MAX_CONTRADICTIONS = 3;

    private final Engine engine;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Tombstones tombstones;
    private volatile EmptyTail emptyTail = EmptyTail.none();
    private volatile PageConsistency.RepeatedSecond repeatedSecond = PageConsistency.RepeatedSecond.none();
    private final AtomicInteger contradictions = new AtomicInteger();
    private volatile long behindSec;

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
     * @param findings what is odd about the page
     */
    record Fetched(
            long coveredToSec, boolean endOfStream, List<Segment> segments, List<PageConsistency.Finding> findings) {}

    /**
     * Fetches the page that starts at {@code startSec} and stores the part that was not sealed before.
     *
     * @return a result without a second, to be asked for again, if the page contradicts itself
     * @throws IOException if the page cannot be fetched or stored, or contradicted itself for the third time
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
            Page page = read(source, startSec, staged, cancellation);
            staged.leaveOut(tombstones.read());
            PageConsistency consistency =
                    new PageConsistency(page, repeatedSecond, clock.instant().getEpochSecond());
            Optional<String> contradiction = consistency.contradiction();
            if (contradiction.isPresent()) {
                return nothing(startSec, contradiction.get());
            }
            contradictions.set(0);
            repeatedSecond = consistency.repeated();
            behindSec = consistency.behindSec(behindSec);
            long coveredToSec = page.coveredToSec(consistency.presentSec());
            TimeRanges unkept = TimeRanges.of(startSec, coveredToSec).minus(alreadyKept.get());
            TimeRanges settled = TimeRanges.before(consistency.presentSec() - SETTLING_SEC);
            List<Segment> segments = new ArrayList<>();
            for (TimeRange range : unkept.and(settled).asList()) {
                for (TimeRange portion : staged.portions(range)) {
                    segments.add(files.add(staged, SegmentKind.SEALED, portion, asOfSec));
                }
            }
            for (TimeRange range : unkept.minus(settled).asList()) {
                boolean edge = page.endOfStream() && range.toSec() == coveredToSec;
                segments.add(files.add(staged, edge ? SegmentKind.EDGE : SegmentKind.TAIL, range, asOfSec));
            }
            if (page.endOfStream() && coveredToSec == startSec) {
                emptyTail = new EmptyTail(startSec, asOfSec);
            }
            return new Fetched(coveredToSec, page.endOfStream(), List.copyOf(segments), consistency.findings());
        } catch (SQLException e) {
            throw ClassifiedIOException.of(
                    e, ErrorKind.GENERAL, "the mirror's engine cannot take a page: " + e.getMessage());
        }
    }

    /**
     * Requests a page. Every request of the mirror passes here, so that none asks for what the API withholds, which it
     * would refuse.
     *
     * @throws IOException if the page cannot be fetched; without a request, if its start is withheld
     */
    Page read(PageSource source, long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        if (startSec >= requestableToSec()) {
            throw new ClassifiedIOException(ErrorKind.REQUEST_REFUSED, withheld(startSec));
        }
        return source.read(startSec, sink, cancellation);
    }

    /**
     * First {@code start_time} that may not be requested yet, by this machine's clock, or by the server's if pages
     * prove that this machine's is behind.
     */
    long requestableToSec() {
        return clock.instant().getEpochSecond() + behindSec - Page.WITHHELD_SEC;
    }

    /** The sentence about events from {@code startSec} on that cannot be requested yet. */
    String withheld(long startSec) {
        return "events from " + Instant.ofEpochSecond(startSec) + " on cannot be requested before "
                + Instant.ofEpochSecond(startSec + Page.WITHHELD_SEC + 1)
                + ", since the API withholds its last minute and this machine's clock says "
                + Instant.ofEpochSecond(clock.instant().getEpochSecond())
                + ": ask again then, or set this machine's clock if it is wrong";
    }

    /**
     * Keeps nothing of a contradiction; the next statement takes the same answer for the truth, where it can be one.
     */
    private Fetched nothing(long startSec, String contradiction) throws IOException {
        if (contradictions.incrementAndGet() == MAX_CONTRADICTIONS) {
            contradictions.set(0);
            repeatedSecond = PageConsistency.RepeatedSecond.none();
            throw new ClassifiedIOException(
                    ErrorKind.WRONG_ANSWER,
                    contradiction + "; it was asked for " + MAX_CONTRADICTIONS
                            + " times, and nothing of it was kept. What came before stays: ask again later, and tell Zendesk if"
                            + " it stays so");
        }
        return new Fetched(startSec, false, List.of(), List.of());
    }

    /** The latest empty page of a server whose clock is behind ours. */
    EmptyTail emptyTail() {
        return emptyTail;
    }

    /** Seconds by which this machine's clock is behind, as events of this process's pages prove; else 0. */
    long behindSec() {
        return behindSec;
    }

    /** The seconds that sealed segments cover, as last listed. */
    TimeRanges sealed() {
        return TimeRanges.of(files.segments().stream()
                .filter(Segment::isSealed)
                .map(Segment::range)
                .toList());
    }

    /**
     * Remembers that the last page was empty although the server's clock is behind ours: nothing from {@code fromSec}
     * on exists yet. Kept in memory, since a segment cannot cover an empty range. Immutable.
     *
     * @param fromSec first second without events, epoch seconds
     * @param asOfSec request time, by this machine's clock
     */
    record EmptyTail(long fromSec, long asOfSec) {

        /** No empty page was seen. */
        static EmptyTail none() {
            return new EmptyTail(0, Long.MIN_VALUE);
        }

        /** The range that needs no request now, for as long as an edge would be valid. */
        TimeRanges ranges(long nowSec, Duration freshness) {
            boolean valid = asOfSec <= nowSec && asOfSec > nowSec - freshness.toSeconds();
            return valid ? TimeRanges.from(fromSec) : TimeRanges.none();
        }
    }
}
