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
 * Fills a mirror's gaps for one statement: decides which segments the statement may rely on and asks for a page after
 * the other until nothing is missing, within the statement's limit. Knows nothing of SQL. For one thread.
 */
final class GapFetcher {

    /** Five minutes of a real account's pages. */
    private static final int LONG_FETCH_REQUESTS = 50;

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
    private int compactedRequests;

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

    /** What is now for the statement, epoch seconds. */
    long nowSec() {
        return nowSec;
    }

    /** What is done after files were merged; files may go meanwhile. */
    @FunctionalInterface
    interface Rest {

        void rest() throws StatementCancelledException;
    }

    /**
     * Fetches until {@code wanted} is covered.
     *
     * @param rest run after files were merged
     * @return a coverage without a gap in {@code wanted}
     * @throws IOException if a page cannot be had or kept, or the statement may ask for no more; what was fetched is
     *     kept
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
            return isLong() && finishCompaction(rest) ? coverage() : coverage;
        } finally {
            settings.observer().end();
        }
    }

    private boolean isLong() {
        return requests - compactedRequests >= LONG_FETCH_REQUESTS;
    }

    /** Leaves few files behind: the pages took minutes, merging their small files takes less than a second. */
    private boolean finishCompaction(Rest rest) throws IOException {
        compactedRequests = requests;
        turn.begin(cancellation, settings.observer());
        boolean isMerged;
        try {
            files.list();
            isMerged = merging.finish(cancellation);
        } finally {
            turn.end();
        }
        if (isMerged) {
            rest.rest();
            files.list();
        }
        return isMerged;
    }

    /** From now on a part of {@code wanted} is a step towards all of it, or towards what will be needed of it. */
    void approach(TimeRanges wanted, FetchObserver.Extent needed) {
        approached = wanted;
        extent = needed;
        approaching = false;
    }

    /** Says what is missing, of what is returned; of what is approached only once. */
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

    /** What is covered now, without a request. */
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

    /** Returns whether files were merged. */
    private boolean fetchFirstGap(TimeRanges wanted) throws IOException {
        // Looked at again: another statement, of any process, may have filled it while this one waited for its turn.
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
     * Before the first request, if it is certain that they will not do; else when there are none left. A client may
     * stop reading what comes page by page at any page: what else is missing of it is told, but decides nothing.
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

    /** How many events a page holds, if they are not all of one second. */
    int pageSize() {
        return settings.source().pageSize();
    }

    /** What it would take to cover {@code wanted}; asks nobody. */
    Price price(TimeRanges wanted) {
        return pricing.of(wanted, coverage(), pageSize());
    }

    /** The statement asks for nothing more. */
    void close() {
        settings.observer().close();
    }

    /** The second before which nothing is asked for; before 1970 there is nothing at the API either. */
    long floorSec() {
        return Math.max(0, settings.sinceSec());
    }

    private Coverage coverage() {
        TimeRanges behind = pages.silence().ranges(nowSec, settings.freshness());
        return Coverage.of(files.segments(), this::isValid, silent.or(behind));
    }

    /**
     * The edge is valid for {@code freshness}, seen from the statement's fixed now: what is new comes after it. A tail
     * that more came after is valid until all of it has settled: then it is read once more, with what turned up late,
     * and sealed. Reading it whenever the edge is read would cost a busy account ten times its pages. Both are valid
     * for the statement that fetched them. What claims to come from the future was written under a wrong clock and
     * proves nothing.
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
