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
import dev.ticketsql.mirror.directory.Tombstones;
import dev.ticketsql.mirror.staging.CompletePage;
import dev.ticketsql.mirror.staging.PageBuffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Fetches pages, and stores their settled part as sealed segments and the rest as a tail or edge. Safe for many
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
    private final EngineQueries queries;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Tombstones tombstones;
    private volatile EmptyTail emptyTail = EmptyTail.none();
    private volatile PageConsistency.RepeatedSecond repeatedSecond = PageConsistency.RepeatedSecond.none();
    private final AtomicInteger contradictions = new AtomicInteger();
    private volatile long behindSec;

    PageFetcher(Engine engine, EngineQueries queries, SegmentFiles files, InstantSource clock, Tombstones tombstones) {
        this.engine = engine;
        this.queries = queries;
        this.files = files;
        this.clock = clock;
        this.tombstones = tombstones;
    }

    /**
     * Result of fetched pages.
     *
     * @param coveredToSec end of the range of which all events are known
     * @param endOfStream true if the server has nothing after that
     * @param segments segments added to the mirror, without the ranges that were sealed before
     * @param findings what is odd about the pages
     */
    record Fetched(
            long coveredToSec, boolean endOfStream, List<Segment> segments, List<PageConsistency.Finding> findings) {

        Fetched {
            segments = List.copyOf(segments);
            findings = List.copyOf(findings);
        }
    }

    /** Decides after each page whether the next one is fetched at once, and how much of this one is stored. */
    @FunctionalInterface
    interface Continuation {

        /** True if the page at {@code coveredToSec}, the end of what was fetched, is the next. */
        boolean goesOn(long coveredToSec) throws IOException;

        /** End of the part that is stored, of a page that has all events up to {@code coveredToSec}. */
        default long storedToSec(long coveredToSec) {
            return coveredToSec;
        }

        /** One page, and all of it. */
        static Continuation none() {
            return coveredToSec -> false;
        }
    }

    /**
     * Fetches the page that starts at {@code startSec}, and those after it while {@code next} goes on, and stores the
     * part that was not sealed before. While a page is on its way, those before are stored.
     *
     * @return a result that ends before a page that contradicts itself, which is to be asked for again
     * @throws IOException if a page cannot be fetched or stored, or contradicted itself for the third time; those
     *     before it stay
     */
    Fetched fetch(PageSource source, long startSec, Continuation next, Cancellation cancellation) throws IOException {
        return fetch(source, startSec, OptionalLong.empty(), next, this::sealed, cancellation);
    }

    /**
     * Fetches the page that starts at {@code startSec} and stores all of it, also over sealed segments.
     *
     * @param sealedAsOfSec request time, as in the names of its sealed segments
     * @throws IOException as {@link #fetch}
     */
    Fetched reread(PageSource source, long startSec, long sealedAsOfSec, Cancellation cancellation) throws IOException {
        return fetch(
                source, startSec, OptionalLong.of(sealedAsOfSec), Continuation.none(), TimeRanges::none, cancellation);
    }

    private Fetched fetch(
            PageSource source,
            long startSec,
            OptionalLong sealedAsOfSec,
            Continuation next,
            Supplier<TimeRanges> alreadyKept,
            Cancellation cancellation)
            throws IOException {
        files.requireWritable();
        List<PageConsistency.Finding> findings = new ArrayList<>();
        try (PageBuffer rows = new PageBuffer(engine::stage);
                PageKeeper keeper = new PageKeeper(queries, files, tombstones, alreadyKept)) {
            long atSec = startSec;
            PageConsistency.RepeatedSecond before = repeatedSecond;
            while (true) {
                long askedSec = clock.instant().getEpochSecond();
                Page page = read(source, atSec, rows, cancellation);
                PageConsistency consistency =
                        new PageConsistency(page, before, clock.instant().getEpochSecond());
                Optional<String> contradiction = consistency.contradiction();
                if (contradiction.isPresent()) {
                    refuseThird(contradiction.get());
                    return new Fetched(atSec, false, keeper.finish(), findings);
                }
                contradictions.set(0);
                before = consistency.repeated();
                repeatedSecond = before;
                behindSec = consistency.behindSec(behindSec);
                findings.addAll(consistency.findings());
                long coveredToSec = page.coveredToSec(consistency.presentSec());
                if (page.endOfStream() && coveredToSec == atSec) {
                    emptyTail = new EmptyTail(atSec, askedSec);
                    return new Fetched(atSec, true, keeper.finish(), findings);
                }
                long storedToSec = next.storedToSec(coveredToSec);
                boolean isLast = page.endOfStream() || !next.goesOn(coveredToSec);
                keeper.keep(
                        new CompletePage(
                                rows.take(),
                                new TimeRange(atSec, storedToSec),
                                page.endOfStream() && storedToSec == coveredToSec,
                                consistency.presentSec() - SETTLING_SEC,
                                askedSec,
                                sealedAsOfSec.orElse(askedSec)),
                        isLast);
                if (isLast) {
                    return new Fetched(coveredToSec, page.endOfStream(), keeper.finish(), findings);
                }
                atSec = coveredToSec;
            }
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

    /** Refuses a contradiction at last; the next statement takes the same answer for the truth, where it can be one. */
    private void refuseThird(String contradiction) throws IOException {
        if (contradictions.incrementAndGet() == MAX_CONTRADICTIONS) {
            contradictions.set(0);
            repeatedSecond = PageConsistency.RepeatedSecond.none();
            throw new ClassifiedIOException(
                    ErrorKind.WRONG_ANSWER,
                    contradiction + "; it was asked for " + MAX_CONTRADICTIONS
                            + " times, and nothing of it was kept. What came before stays: ask again later, and tell Zendesk if"
                            + " it stays so");
        }
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
