package dev.ticketsql.mirror.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.SegmentPrecedence.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Every second has exactly one owner. */
final class SegmentPrecedenceTest {

    @Test
    void segmentsThatOnlyTouchOwnThemselvesWhole() {
        Segment early = segment(SegmentKind.SEALED, 0, 10, 100);
        Segment late = segment(SegmentKind.SEALED, 10, 20, 50);
        assertEquals(
                List.of(new Owned(early, early.range()), new Owned(late, late.range())),
                SegmentPrecedence.of(List.of(late, early)));
    }

    @Test
    void theNewerSegmentOwnsTheSecondsOfBoth() {
        Segment older = segment(SegmentKind.SEALED, 0, 30, 100);
        Segment newer = segment(SegmentKind.SEALED, 10, 20, 200);
        assertEquals(
                List.of(
                        new Owned(older, new TimeRange(0, 10)),
                        new Owned(newer, new TimeRange(10, 20)),
                        new Owned(older, new TimeRange(20, 30))),
                SegmentPrecedence.of(List.of(older, newer)));
    }

    @Test
    void aSealedSegmentOwnsBeforeANewerTail() {
        Segment sealed = segment(SegmentKind.SEALED, 0, 20, 100);
        Segment tail = segment(SegmentKind.EDGE, 10, 30, 200);
        assertEquals(
                List.of(new Owned(sealed, sealed.range()), new Owned(tail, new TimeRange(20, 30))),
                SegmentPrecedence.of(List.of(tail, sealed)));
    }

    @Test
    void aMergedSegmentOwnsTheSecondsOfItsSources() {
        Segment older = segment(SegmentKind.SEALED, 0, 10, 100);
        Segment newer = segment(SegmentKind.SEALED, 10, 20, 200);
        Segment merged = segment(SegmentKind.SEALED, 0, 20, 200);
        assertEquals(List.of(new Owned(merged, merged.range())), SegmentPrecedence.of(List.of(older, newer, merged)));
    }

    @Property(tries = 300)
    void everySecondBelongsToTheFirstOfThoseThatCoverIt(@ForAll("overlapping") List<Segment> segments) {
        List<Owned> owned = SegmentPrecedence.of(segments);
        for (long second = 0; second < 60; second++) {
            assertEquals(expectedOwner(segments, second), ownerOf(owned, second), "second " + second);
        }
    }

    @Property(tries = 300)
    void nearSomeSecondsTheOwnersAreThoseOfAll(
            @ForAll("overlapping") List<Segment> segments,
            @ForAll @LongRange(max = 60) long fromSec,
            @ForAll @LongRange(min = 1, max = 20) long lengthSec) {
        TimeRange wanted = new TimeRange(fromSec, fromSec + lengthSec);
        assertEquals(
                SegmentPrecedence.of(segments).stream()
                        .filter(owned -> owned.range().overlaps(wanted))
                        .toList(),
                SegmentPrecedence.near(TimeRanges.of(List.of(wanted)), segments));
    }

    @Test
    void nearNoSecondNothingIsOwned() {
        assertEquals(
                List.of(), SegmentPrecedence.near(TimeRanges.none(), List.of(segment(SegmentKind.SEALED, 0, 10, 100))));
    }

    /** Asks every segment in turn whether it beats the best so far. */
    private static Optional<Segment> expectedOwner(List<Segment> segments, long second) {
        Optional<Segment> best = Optional.empty();
        for (Segment segment : segments) {
            if (segment.range().contains(second) && best.stream().noneMatch(other -> beats(other, segment))) {
                best = Optional.of(segment);
            }
        }
        return best;
    }

    private static boolean beats(Segment one, Segment other) {
        if (one.isSealed() != other.isSealed()) {
            return one.isSealed();
        }
        if (one.asOfSec() != other.asOfSec()) {
            return one.asOfSec() > other.asOfSec();
        }
        if (width(one) != width(other)) {
            return width(one) > width(other);
        }
        int byRange = one.range().compareTo(other.range());
        return byRange != 0 ? byRange < 0 : one.kind().compareTo(other.kind()) <= 0;
    }

    private static long width(Segment segment) {
        return segment.range().toSec() - segment.range().fromSec();
    }

    private static Optional<Segment> ownerOf(List<Owned> owned, long second) {
        List<Segment> owners = new ArrayList<>();
        owned.stream().filter(one -> one.range().contains(second)).forEach(one -> owners.add(one.segment()));
        assertEquals(true, owners.size() <= 1, "several owners: " + owners);
        return owners.stream().findFirst();
    }

    @Provide
    Arbitrary<List<Segment>> overlapping() {
        Arbitrary<Long> starts = Arbitraries.longs().between(0, 50);
        Arbitrary<Long> lengths = Arbitraries.longs().between(1, 20);
        Arbitrary<Long> times = Arbitraries.longs().between(1, 4);
        return Combinators.combine(Arbitraries.of(SegmentKind.class), starts, lengths, times)
                .as((kind, from, length, asOf) -> segment(kind, from, from + length, asOf))
                .list()
                .ofMaxSize(12)
                .uniqueElements();
    }

    private static Segment segment(SegmentKind kind, long fromSec, long toSec, long asOfSec) {
        return new Segment(kind, new TimeRange(fromSec, toSec), asOfSec, 1, new Checksums(Map.of()));
    }
}
