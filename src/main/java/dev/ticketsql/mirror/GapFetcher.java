package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fetches the gaps of one statement's ranges: decides which segments are valid for the statement, and fetches page
 * after page until nothing is missing, within the statement's request limit. For one thread.
 */
final class GapFetcher {

    private final SegmentFiles files;
    private final PageFetcher pages;
    private final Compaction merging;
    private final FetchPermit turn;
    private final PriceEstimator pricing;
    private final InstantSource clock;
    private final SnapshotOptions settings;
    private final Cancellation cancellation;
    private final long nowSec;
    private final Set<Segment> own = new HashSet<>();
    private TimeRanges silent = TimeRanges.none();
    private TimeRanges approached = TimeRanges.none();
    private FetchObserver.Extent extent = FetchObserver.Extent.ALL;
    private boolean approaching;
    private int requests;

    GapFetcher(
            SegmentFiles files,
            PageFetcher pages,
            Compaction merging,
            FetchPermit turn,
            PriceEstimator pricing,
            InstantSource clock,
            SnapshotOptions settings,
            Cancellation cancellation) {
        this.files = files;
        this.pages = pages;
        this.merging = merging;
        this.turn = turn;
        this.pricing = pricing;
        this.clock = clock;
        this.settings = settings;
        this.cancellation = cancellation;
        this.nowSec = clock.instant().getEpochSecond();
    }

    /** The statement's fixed present, epoch seconds. */
    long nowSec() {
        return nowSec;
    }

    /** A pause between pages after files were merged, in which superseded files may be removed. */
    @FunctionalInterface
    interface Rest {

        void rest() throws StatementCancelledException;
    }

    /**
     * Fetches until {@code wanted} is covered.
     *
     * @param rest called after files were merged
     * @return coverage without a gap in {@code wanted}
     * @throws IOException if a page cannot be fetched or stored, or the request limit is reached; fetched pages stay
     */
    Coverage cover(TimeRanges wanted, Rest rest) throws IOException {
        cancellation.check();
        Coverage coverage = coverage();
        if (coverage.ranges().containsAll(wanted)) {
            return coverage;
        }
        try {
            TimeRanges whole = begin(wanted, coverage);
            while (!coverage.ranges().containsAll(wanted)) {
                if (fetchFirstGapInTurn(wanted)) {
                    rest.rest();
                    files.list();
                }
                cancellation.check();
                coverage = coverage();
                settings.observer().kept(whole.minus(coverage.ranges()));
            }
            return coverage;
        } finally {
            settings.observer().end();
        }
    }

    /** Announces that {@code wanted} will be covered in parts: progress and price then refer to all of it. */
    void approach(TimeRanges wanted, FetchObserver.Extent needed) {
        approached = wanted;
        extent = needed;
        approaching = false;
    }

    /**
     * Reports the missing ranges to the observer; of an announced whole only once. Returns the whole that progress
     * refers to.
     */
    private TimeRanges begin(TimeRanges wanted, Coverage coverage) {
        if (!approached.containsAll(wanted)) {
            approaching = false;
            begin(wanted, coverage, FetchObserver.Extent.ALL);
            return wanted;
        }
        if (!approaching) {
            approaching = true;
            begin(approached, coverage, extent);
        }
        return approached;
    }

    private void begin(TimeRanges wanted, Coverage coverage, FetchObserver.Extent needed) {
        OptionalInt expected = price(wanted).expectedRequests();
        settings.observer()
                .begin(
                        wanted.minus(coverage.ranges()),
                        expected.isPresent() ? OptionalLong.of(expected.getAsInt()) : OptionalLong.empty(),
                        needed);
    }

    /** The seconds covered now, without a request. */
    TimeRanges covered() {
        return coverage().ranges();
    }

    private boolean fetchFirstGapInTurn(TimeRanges wanted) throws IOException {
        turn.begin(cancellation, settings.observer());
        try {
            return fetchFirstGap(wanted);
        } finally {
            turn.end();
        }
    }

    /** Returns true if files were merged. */
    private boolean fetchFirstGap(TimeRanges wanted) throws IOException {
        // Listed again: another statement, of any process, may have filled the gap while this one waited for the
        // permit.
        files.list();
        Coverage coverage = coverage();
        List<TimeRange> gaps = wanted.minus(coverage.ranges()).asList();
        if (gaps.isEmpty()) {
            return false;
        }
        TimeRange gap = gaps.get(0);
        refuseTooMany(wanted, coverage);
        long startSec = Math.max(coverage.pageStartSec(gap.fromSec()), floorSec());
        requests++;
        PageFetcher.Fetched fetched = pages.fetch(settings.source(), startSec, cancellation);
        own.addAll(fetched.segments());
        if (fetched.endOfStream()) {
            silent = silent.or(TimeRanges.from(fetched.coveredToSec()));
        }
        return merging.step(cancellation);
    }

    /**
     * Refuses before the first request if the limit is certainly too low, later when no request is left. A client may
     * stop an incremental scan at any page: the rest is part of the message, but not of the decision.
     */
    private void refuseTooMany(TimeRanges wanted, Coverage coverage) throws IOException {
        if (settings.maxRequests().isEmpty()) {
            return;
        }
        int max = settings.maxRequests().getAsInt();
        if (requests == 0 || requests >= max) {
            if (requests + price(wanted).minRequests() > max) {
                boolean isStep = approached.containsAll(wanted);
                TimeRanges whole = isStep ? approached : wanted;
                throw new IOException(new RequestLimitRefusal(
                                max,
                                requests,
                                price(whole),
                                isStep && extent == FetchObserver.Extent.UNTIL_ENOUGH,
                                whole.minus(coverage.ranges()).asList())
                        .sentence());
            }
        }
    }

    /** Events on a page, unless all of them are of one second. */
    int pageSize() {
        return settings.source().pageSize();
    }

    /** Estimates the requests for {@code wanted}, without a request. */
    Price price(TimeRanges wanted) {
        return pricing.of(wanted, coverage(), pageSize());
    }

    /** Ends the statement's fetching. */
    void close() {
        settings.observer().close();
    }

    /** First second that is ever requested; the API has nothing before 1970 either. */
    long floorSec() {
        return Math.max(0, settings.sinceSec());
    }

    private Coverage coverage() {
        TimeRanges behind = pages.silence().ranges(nowSec, settings.freshness());
        return Coverage.of(files.segments(), this::isValid, silent.or(behind));
    }

    /**
     * An edge is valid for {@code freshness}, seen from the statement's fixed present: new events come after it. An
     * older tail is valid until all of it has settled: then it is read once more, with its late events, and sealed.
     * Reading it whenever the edge is read would cost a busy account ten times its pages. Both are valid for the
     * statement that fetched them. A segment from the future was written under a wrong clock and is not valid.
     */
    private boolean isValid(Segment segment) {
        if (segment.isSealed() || own.contains(segment)) {
            return true;
        }
        boolean fresh = nowSec - segment.asOfSec() < settings.freshness().toSeconds();
        boolean unsettled =
                segment.kind() == SegmentKind.TAIL && segment.range().toSec() > nowSec - PageFetcher.SETTLING_SEC;
        return (fresh || unsettled) && segment.asOfSec() <= clock.instant().getEpochSecond();
    }
}
