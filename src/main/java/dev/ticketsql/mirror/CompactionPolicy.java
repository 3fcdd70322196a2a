package dev.ticketsql.mirror;

import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which files are worth being one. Pure arithmetic; knows nothing of files but their names.
 *
 * <p>Every file costs a query about 0.2 ms, whatever is in it, and a damaged one costs as many requests as it has
 * thousands of events. So ten neighbours of about a size become one, ten of those the next larger, and some of those
 * the largest: each event of a full page is written four times at most, and 10 million lie in about forty files.
 */
final class CompactionPolicy {

    /** Where merging ends: four of DuckDB's row groups. */
    static final long MAX_EVENTS = 4 * 122_880;

    /** How many neighbours are worth the work. */
    static final int MIN_FILES = 10;

    /** How many neighbours are worth it when a long fetch ends. */
    private static final int MIN_TAIL_FILES = 4;

    /** So that one statement never works for long on files that hold nothing. */
    private static final int MAX_FILES = 200;

    /** A file joins others below each of these many events: pages, what pages were merged into, and what that was. */
    private static final long[] SIZES = {MAX_EVENTS / 256, MAX_EVENTS / 24, MAX_EVENTS / 2};

    private CompactionPolicy() {}

    /**
     * The next files to merge, adjoining and ascending, sealed, each the owner of all that it covers; empty if none.
     */
    static List<Segment> of(Collection<Segment> segments) {
        if (segments.size() < MIN_FILES) {
            return List.of();
        }
        List<SegmentPrecedence.Owned> owners = SegmentPrecedence.of(segments);
        long smallerSize = 0;
        for (long size : SIZES) {
            List<Segment> run = firstRun(owners, smallerSize, size, MIN_FILES);
            if (!run.isEmpty()) {
                return run;
            }
            smallerSize = size;
        }
        return List.of();
    }

    /**
     * The files to merge at the end of a long fetch, adjoining and ascending, sealed, each the owner of all that it
     * covers: the first four neighbours and more that are not large; empty if there are none. A million events that
     * came in pages lie in three files then instead of twenty.
     */
    static List<Segment> ofTail(Collection<Segment> segments) {
        return firstRun(SegmentPrecedence.of(segments), 0, MAX_EVENTS / 2, MIN_TAIL_FILES);
    }

    private static List<Segment> firstRun(
            List<SegmentPrecedence.Owned> owners, long smallerSize, long size, int minFiles) {
        List<Segment> run = new ArrayList<>();
        long events = 0;
        // Files of the size below may join, but those of this size must be worth it: their own ten will come.
        int ofThisSize = 0;
        for (SegmentPrecedence.Owned owner : owners) {
            Segment segment = owner.segment();
            boolean mayJoin = segment.isSealed() && owner.isWhole() && segment.eventCount() < size;
            boolean adjoins = !run.isEmpty()
                    && run.get(run.size() - 1).range().toSec()
                            == segment.range().fromSec();
            boolean full = events + segment.eventCount() > MAX_EVENTS || run.size() == MAX_FILES;
            if (!(mayJoin && adjoins && !full)) {
                if (ofThisSize >= minFiles || (run.size() > 1 && mayJoin && adjoins)) {
                    return run;
                }
                run.clear();
                events = 0;
                ofThisSize = 0;
            }
            if (mayJoin) {
                run.add(segment);
                events += segment.eventCount();
                ofThisSize += segment.eventCount() >= smallerSize ? 1 : 0;
            }
        }
        return ofThisSize >= minFiles ? run : List.of();
    }
}
