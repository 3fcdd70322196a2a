package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches the gaps of one statement's ranges: decides which segments are valid for the statement, and fetches page
 * after page until nothing is missing, within the statement's request limit. For one thread.
 */
final class GapFetcher {

    /** Five minutes of a real account's pages. */
    private static final int LONG_FETCH_REQUESTS = 50;

    private final SegmentFiles files;
    private final PageFetcher pages;
    private final Compaction compaction;
    private final FetchPermit permit;
    private final PriceEstimator priceEstimator;
    private final InstantSource clock;
    private final SnapshotOptions options;
    private final Cancellation cancellation;
    private final long nowSec;
    private final Consumer<String> warnings;
    private final Set<Segment> fetchedSegments = new HashSet<>();
    private final Set<PageConsistency.Finding.Kind> reported = EnumSet.noneOf(PageConsistency.Finding.Kind.class);
    private TimeRanges emptyRanges = TimeRanges.none();
    private TimeRanges afterClock = TimeRanges.none();
    private TimeRanges announced = TimeRanges.none();
    private TimeRanges whole = TimeRanges.none();
    private FetchObserver.Extent extent = FetchObserver.Extent.ALL;
    private boolean announcedReported;
    private int requests;
    private int compactedRequests;

    GapFetcher(
            SegmentFiles files,
            PageFetcher pages,
            Compaction compaction,
            FetchPermit permit,
            PriceEstimator priceEstimator,
            InstantSource clock,
            SnapshotOptions options,
            Cancellation cancellation,
            Consumer<String> warnings) {
        this.files = files;
        this.pages = pages;
        this.compaction = compaction;
        this.permit = permit;
        this.priceEstimator = priceEstimator;
        this.clock = clock;
        this.options = options;
        this.cancellation = cancellation;
        this.warnings = warnings;
        this.nowSec = clock.instant().getEpochSecond();
    }

    /**
     * The seconds that may have events for this statement: those before its fixed present less the withheld minute, and
     * later ones that are mirrored. Events that are there are shown, whatever this machine's clock says; others after
     * it are requested only if a page has proved that it is behind.
     */
    TimeRanges visible() {
        return TimeRanges.before(nowSec + pages.behindSec() - Page.WITHHELD_SEC)
                .or(afterClock)
                .and(TimeRanges.from(floorSec()));
    }

    /** Adds what is mirrored now of the time after this machine's clock. */
    void showAfterClock() {
        showAfterClock(files.segments());
        long mirroredSec =
                afterClock.asList().stream().mapToLong(TimeRange::toSec).max().orElse(TimeRange.MIN_SEC);
        if (mirroredSec > nowSec && pages.behindSec() == 0) {
            warnings.accept("events up to " + Instant.ofEpochSecond(mirroredSec) + " are mirrored, but this machine's"
                    + " clock says " + Instant.ofEpochSecond(nowSec) + ": what is mirrored is shown, later events are"
                    + " not asked for; set this machine's clock");
        }
    }

    private void showAfterClock(List<Segment> segments) {
        afterClock = afterClock.or(TimeRanges.of(segments.stream()
                .filter(segment -> segment.range().toSec() > nowSec - Page.WITHHELD_SEC && isValid(segment))
                .map(Segment::range)
                .toList()));
    }

    /** A pause between pages after files were merged, in which superseded files may be removed. */
    @FunctionalInterface
    interface Pause {

        void pause() throws StatementCancelledException;
    }

    /**
     * Fetches until {@code wanted} is covered.
     *
     * @param pause called after files were merged
     * @return coverage without a gap in {@code wanted}
     * @throws IOException if a page cannot be fetched or stored, or the request limit is reached; fetched pages stay
     */
    Coverage cover(TimeRanges wanted, Pause pause) throws IOException {
        cancellation.check();
        Coverage coverage = coverage();
        if (coverage.ranges().containsAll(wanted)) {
            return coverage;
        }
        try {
            whole = begin(wanted, coverage);
            while (!coverage.ranges().containsAll(wanted)) {
                if (fetchFirstGapUnderPermit(wanted)) {
                    pause.pause();
                    files.list();
                }
                cancellation.check();
                coverage = coverage();
                options.observer().kept(whole.minus(coverage.ranges()));
            }
            return isLong() && finishCompaction(pause) ? coverage() : coverage;
        } finally {
            options.observer().end();
        }
    }

    private boolean isLong() {
        return requests - compactedRequests >= LONG_FETCH_REQUESTS;
    }

    /** Leaves few files behind: the pages took minutes, merging their small files takes less than a second. */
    private boolean finishCompaction(Pause pause) throws IOException {
        compactedRequests = requests;
        permit.begin(cancellation, options.observer());
        boolean isMerged;
        try {
            files.list();
            isMerged = compaction.finish(cancellation);
        } finally {
            permit.end();
        }
        if (isMerged) {
            pause.pause();
            files.list();
        }
        return isMerged;
    }

    /** Announces that {@code wanted} will be covered in parts: progress and price then refer to all of it. */
    void announce(TimeRanges wanted, FetchObserver.Extent needed) {
        announced = wanted;
        extent = needed;
        announcedReported = false;
    }

    /**
     * Reports the missing ranges to the observer; of an announced whole only once. Returns the whole that progress
     * refers to.
     */
    private TimeRanges begin(TimeRanges wanted, Coverage coverage) {
        if (!announced.containsAll(wanted)) {
            announcedReported = false;
            begin(wanted, coverage, FetchObserver.Extent.ALL);
            return wanted;
        }
        if (!announcedReported) {
            announcedReported = true;
            begin(announced, coverage, extent);
        }
        return announced;
    }

    private void begin(TimeRanges wanted, Coverage coverage, FetchObserver.Extent needed) {
        OptionalInt expected = price(wanted).expectedRequests();
        options.observer()
                .begin(
                        wanted.minus(coverage.ranges()),
                        expected.isPresent() ? OptionalLong.of(expected.getAsInt()) : OptionalLong.empty(),
                        needed);
    }

    /** The seconds covered now, without a request. */
    TimeRanges covered() {
        return coverage().ranges();
    }

    private boolean fetchFirstGapUnderPermit(TimeRanges wanted) throws IOException {
        permit.begin(cancellation, options.observer());
        try {
            return fetchFirstGap(wanted);
        } finally {
            permit.end();
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
        long startSec = Math.max(coverage.pageStartSec(gaps.get(0).fromSec()), floorSec());
        if (startSec >= pages.requestableToSec()) {
            // Of a damaged file after a clock that was set back, or of a clock that is set back meanwhile.
            warnings.accept(pages.withheld(startSec) + "; the answer has those that are mirrored");
            emptyRanges = emptyRanges.or(TimeRanges.from(startSec));
            return false;
        }
        refuseTooMany(wanted, coverage);
        requests++;
        GapStretches stretches = new GapStretches(
                pages,
                options.source(),
                this::permitsAnother,
                range -> priceEstimator.middleSec(range, coverage, pageSize()),
                ranges -> options.observer().kept(whole.minus(coverage.ranges()).minus(ranges)),
                () -> compaction.run(cancellation),
                cancellation);
        stretches.fetch(startSec, gaps.get(0).toSec()).forEach(this::see);
        return compaction.run(cancellation);
    }

    private void see(PageFetcher.Fetched fetched) {
        fetchedSegments.addAll(fetched.segments());
        showAfterClock(fetched.segments());
        for (PageConsistency.Finding finding : fetched.findings()) {
            if (reported.add(finding.kind())) {
                warnings.accept(finding.sentence());
            }
        }
        if (fetched.endOfStream()) {
            emptyRanges = emptyRanges.or(TimeRanges.from(fetched.coveredToSec()));
        }
    }

    /** Counts one more request under the same permit, while nobody else waits for it. */
    private boolean permitsAnother() {
        boolean isPermitted = (options.maxRequests().isEmpty()
                        || requests < options.maxRequests().getAsInt())
                && !permit.isWanted();
        if (isPermitted) {
            requests++;
        }
        return isPermitted;
    }

    /**
     * Refuses before the first request if the limit is certainly too low, later when no request is left. A client may
     * stop an incremental scan at any page: the rest is part of the message, but not of the decision.
     */
    private void refuseTooMany(TimeRanges wanted, Coverage coverage) throws IOException {
        if (options.maxRequests().isEmpty()) {
            return;
        }
        int max = options.maxRequests().getAsInt();
        if (requests == 0 || requests >= max) {
            if (requests + price(wanted).minRequests() > max) {
                boolean isPart = announced.containsAll(wanted);
                TimeRanges whole = isPart ? announced : wanted;
                throw new ClassifiedIOException(
                        ErrorKind.MAX_REQUESTS,
                        new RequestLimitRefusal(
                                        max,
                                        requests,
                                        price(whole),
                                        isPart && extent == FetchObserver.Extent.UNTIL_ENOUGH,
                                        whole.minus(coverage.ranges()).asList())
                                .sentence());
            }
        }
    }

    /** Events on a page, unless all of them are of one second. */
    int pageSize() {
        return options.source().pageSize();
    }

    /**
     * Estimates the requests for {@code wanted}, without a request. Time after this machine's clock has no density: it
     * comes with the page before it.
     */
    Price price(TimeRanges wanted) {
        TimeRanges past = wanted.and(TimeRanges.before(nowSec));
        return priceEstimator.of(past.isNone() ? wanted : past, coverage(), pageSize());
    }

    /** Receives the statement's fetching. */
    FetchObserver observer() {
        return options.observer();
    }

    /** Ends the statement's fetching. */
    void close() {
        options.observer().close();
    }

    /** First second that is ever requested; the API has nothing before 1970 either. */
    long floorSec() {
        return Math.max(0, options.sinceSec());
    }

    private Coverage coverage() {
        TimeRanges behind = pages.emptyTail().ranges(nowSec, options.freshness());
        return Coverage.of(files.segments(), this::isValid, emptyRanges.or(behind));
    }

    /**
     * An edge is valid for {@code freshness}, seen from the statement's fixed present: new events come after it. An
     * older tail is valid until all of it has settled: then it is read once more, with its late events, and sealed.
     * Reading it whenever the edge is read would cost a busy account ten times its pages. Both are valid for the
     * statement that fetched them, and while they cannot be requested, as after a clock that was set back. Another
     * segment from the future was written under a wrong clock and is not valid.
     */
    private boolean isValid(Segment segment) {
        if (segment.isSealed()
                || fetchedSegments.contains(segment)
                || SegmentFiles.isAfter(segment, nowSec + pages.behindSec())) {
            return true;
        }
        boolean fresh = nowSec - segment.asOfSec() < options.freshness().toSeconds();
        boolean unsettled =
                segment.kind() == SegmentKind.TAIL && segment.range().toSec() > nowSec - PageFetcher.SETTLING_SEC;
        return (fresh || unsettled) && segment.asOfSec() <= clock.instant().getEpochSecond();
    }
}
