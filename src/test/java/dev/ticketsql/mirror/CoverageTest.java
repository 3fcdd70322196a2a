package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Checksums;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coverage of segments, and the start of the next page. */
final class CoverageTest {

    private static final long VALID_SINCE_SEC = 100;

    @Test
    void anEdgeCoversEverythingAfterIt() {
        assertEquals(
                TimeRanges.from(10),
                coverage(segment(SegmentKind.EDGE, 10, 20, 100)).ranges());
    }

    @Test
    void aTailThatIsNoEdgeCoversItsOwnRangeAlone() {
        assertEquals(
                TimeRanges.of(10, 20),
                coverage(segment(SegmentKind.TAIL, 10, 20, 100)).ranges());
    }

    @Test
    void onlyTheNewestEdgeCoversTheTimeAfterIt() {
        assertEquals(
                TimeRanges.of(10, 20).or(TimeRanges.from(30)),
                coverage(segment(SegmentKind.EDGE, 10, 20, 100), segment(SegmentKind.EDGE, 30, 40, 130))
                        .ranges());
    }

    @Test
    void anOutdatedTailCoversNothing() {
        assertEquals(
                TimeRanges.none(),
                coverage(segment(SegmentKind.EDGE, 10, 20, 99)).ranges());
    }

    @Test
    void aGapInsideAnOutdatedTailIsReadFromTheTailsStart() {
        Coverage coverage = coverage(segment(SegmentKind.EDGE, 10, 20, 99));
        assertEquals(10, coverage.pageStartSec(15));
        assertEquals(20, coverage.pageStartSec(20), "after the tail");
        assertEquals(9, coverage.pageStartSec(9), "before the tail");
    }

    @Test
    void theCoveredPartOfAnOutdatedTailIsNotReadAgain() {
        Coverage coverage = coverage(segment(SegmentKind.SEALED, 0, 13, 50), segment(SegmentKind.EDGE, 10, 20, 99));
        assertEquals(13, coverage.pageStartSec(15));
    }

    private static Coverage coverage(Segment... segments) {
        return Coverage.of(
                List.of(segments),
                segment -> segment.isSealed() || segment.asOfSec() >= VALID_SINCE_SEC,
                TimeRanges.none());
    }

    private static Segment segment(SegmentKind kind, long fromSec, long toSec, long asOfSec) {
        return new Segment(kind, new TimeRange(fromSec, toSec), asOfSec, 1, new Checksums(Map.of()));
    }
}
