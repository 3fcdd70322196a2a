package dev.ticketsql.mirror.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Selects the files to merge, by size tiers. Pure arithmetic over names of segments.
 *
 * <p>Every file adds about 0.2 ms to a query, whatever its size; a damaged one costs as many requests as it has
 * thousands of events. So 24 adjacent files of about a size become one, and some of those the largest: each event of a
 * full page is rewritten twice at most, and 10 million events lie in about forty files.
 */
public final class CompactionPolicy {

    /** Maximum of events in a merged file: four of DuckDB's row groups. */
    public static final long MAX_EVENTS = 4 * 122_880;

    /** Minimum of adjacent files of a size. */
    public static final int MIN_FILES = 24;

    /** Size of a file that is never merged again. */
    private static final long FINAL_EVENTS = MAX_EVENTS / 4;

    /** Limits one statement's work on files without events. */
    private static final int MAX_FILES = 200;

    /** Upper limits of events of the tiers: pages, small groups of pages, and merged pages. */
    private static final long[] SIZES = {MAX_EVENTS / 256, MAX_EVENTS / 24, FINAL_EVENTS};

    private CompactionPolicy() {}

    /**
     * Files of about a size.
     *
     * @param fromEvents events of the smallest
     * @param toEvents events of the smallest that is larger
     */
    private record Tier(long fromEvents, long toEvents) {}

    /**
     * The next files to merge: sealed, adjacent, ascending, none with a part that another segment owns; empty if there
     * are none.
     */
    public static List<Segment> of(Collection<Segment> segments) {
        return of(segments, Set.of());
    }

    /** As {@link #of(Collection)}, without the segments {@code apart}, which stay as they are. */
    public static List<Segment> of(Collection<Segment> segments, Set<Segment> apart) {
        if (segments.size() < MIN_FILES) {
            return List.of();
        }
        List<SegmentPrecedence.Owned> owners = SegmentPrecedence.of(segments);
        long smallerSize = 0;
        for (long size : SIZES) {
            List<Segment> run = firstRun(owners, apart, new Tier(smallerSize, size), MIN_FILES, 0);
            if (!run.isEmpty()) {
                return run;
            }
            smallerSize = size;
        }
        return List.of();
    }

    /**
     * The files to merge at the end of a long fetch, so that it leaves few: those that together are so large that they
     * are not merged again. A million events that came in pages are in three of them then, instead of in thirty, beside
     * a few small ones.
     *
     * @param apart segments that stay as they are
     */
    public static List<Segment> ofTail(Collection<Segment> segments, Set<Segment> apart) {
        return firstRun(SegmentPrecedence.of(segments), apart, new Tier(0, FINAL_EVENTS), 2, FINAL_EVENTS);
    }

    private static List<Segment> firstRun(
            List<SegmentPrecedence.Owned> owners, Set<Segment> apart, Tier tier, int minFiles, long minEvents) {
        List<Segment> run = new ArrayList<>();
        long events = 0;
        // Files of the tier below may join, but do not count: they will be enough of their own.
        int ofThisSize = 0;
        for (SegmentPrecedence.Owned owner : owners) {
            Segment segment = owner.segment();
            boolean mayJoin = segment.isSealed()
                    && owner.isWhole()
                    && segment.eventCount() < tier.toEvents()
                    && !apart.contains(segment);
            boolean adjoins = !run.isEmpty()
                    && run.get(run.size() - 1).range().toSec()
                            == segment.range().fromSec();
            boolean full = events + segment.eventCount() > MAX_EVENTS || run.size() == MAX_FILES;
            if (!(mayJoin && adjoins && !full)) {
                boolean isEnough = ofThisSize >= minFiles || (run.size() > 1 && mayJoin && adjoins);
                if (isEnough && events >= minEvents) {
                    return run;
                }
                run.clear();
                events = 0;
                ofThisSize = 0;
            }
            if (mayJoin) {
                run.add(segment);
                events += segment.eventCount();
                ofThisSize += segment.eventCount() >= tier.fromEvents() ? 1 : 0;
            }
        }
        return ofThisSize >= minFiles && events >= minEvents ? run : List.of();
    }
}
