package dev.ticketsql.mirror.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Selection of the files to merge. */
final class CompactionPolicyTest {

    private static final Checksums NO_CHECKSUMS = new Checksums(Map.of());

    @Test
    void twentyFourNeighboursBecomeOne() {
        assertEquals(List.of(), CompactionPolicy.of(pages(0, 23, 1_000)));
        assertEquals(pages(0, 24, 1_000), CompactionPolicy.of(pages(0, 24, 1_000)));
    }

    @Test
    void aGapPartsNeighbours() {
        List<Segment> files = new ArrayList<>(pages(0, 23, 1_000));
        files.addAll(pages(400, 23, 1_000));
        assertEquals(List.of(), CompactionPolicy.of(files));
        files.addAll(pages(630, 1, 1_000));
        assertEquals(pages(400, 24, 1_000), CompactionPolicy.of(files));
    }

    @Test
    void whatHasNotSettledOrIsOwnedInPartPartsNeighbours() {
        List<Segment> tail = new ArrayList<>(pages(0, 28, 1_000));
        tail.set(14, new Segment(SegmentKind.TAIL, tail.get(14).range(), 9, 1_000, NO_CHECKSUMS));
        assertEquals(List.of(), CompactionPolicy.of(tail));

        List<Segment> reread = new ArrayList<>(pages(0, 28, 1_000));
        reread.add(new Segment(SegmentKind.SEALED, new TimeRange(144, 146), 10, 1_000, NO_CHECKSUMS));
        assertEquals(List.of(), CompactionPolicy.of(reread));
    }

    @Test
    void emptyFilesOfAQuietAccountBecomeOneToo() {
        assertEquals(pages(0, 40, 0), CompactionPolicy.of(pages(0, 40, 0)));
        assertEquals(pages(0, 200, 0), CompactionPolicy.of(pages(0, 900, 0)));
    }

    @Test
    void largeFilesAreLeftAsTheyAre() {
        assertEquals(List.of(), CompactionPolicy.of(pages(0, 40, CompactionPolicy.MAX_EVENTS / 4)));
    }

    @Test
    void tenMillionEventsThatCameInPagesLieInFiftyFilesAndEachWasRewrittenTwiceAtMost() {
        Merging merging = new Merging();
        for (int page = 0; page < 10_000; page++) {
            merging.add(pages(page * 10L, 1, 1_000).get(0));
            merging.step();
        }
        assertTrue(merging.files.size() <= 60, merging.files.size() + " files");
        assertEquals(2, merging.mostRewritings());
    }

    @Test
    void aMillionEventsThatCameInOneFetchLieInTwentyFilesAndEachWasRewrittenTwiceAtMost() {
        Merging merging = new Merging();
        for (int page = 0; page < 1_000; page++) {
            merging.add(pages(page * 10L, 1, 1_000).get(0));
            merging.step();
        }
        merging.finish();
        assertTrue(merging.files.size() <= 20, merging.files.size() + " files at its end");
        assertEquals(2, merging.mostRewritings());
        // The next long fetches go on.
        for (int page = 1_000; page < 3_000; page++) {
            merging.add(pages(page * 10L, 1, 1_000).get(0));
            merging.step();
            if (page % 70 == 0) {
                merging.finish();
            }
        }
        assertTrue(merging.files.size() <= 60, merging.files.size() + " files");
        assertEquals(2, merging.mostRewritings());
    }

    @Test
    void groupsOfFastPagesAreRewrittenOnceAndSmallPagesAFewTimes() {
        Merging groups = new Merging();
        for (int group = 0; group < 700; group++) {
            groups.add(pages(group * 10L, 1, 14_000).get(0));
            groups.step();
        }
        assertTrue(groups.files.size() <= 60, groups.files.size() + " files");
        assertEquals(1, groups.mostRewritings());

        Merging small = new Merging();
        for (int page = 0; page < 5_000; page++) {
            small.add(pages(page * 10L, 1, 50).get(0));
            small.step();
        }
        assertTrue(small.files.size() <= 80, small.files.size() + " files");
        assertTrue(small.mostRewritings() <= 5, small.mostRewritings() + " rewritings");
    }

    @Test
    void pagesInAnyOrderLieInFewFilesAtLast() {
        List<Segment> pages = new ArrayList<>(pages(0, 3_000, 700));
        Collections.shuffle(pages, new Random(7));
        Merging merging = new Merging();
        for (Segment page : pages) {
            merging.add(page);
            merging.step();
        }
        while (merging.step()) {
            // Later statements go on.
        }
        assertTrue(merging.files.size() <= 400, merging.files.size() + " files");
        assertEquals(
                2_100_000, merging.files.stream().mapToLong(Segment::eventCount).sum());
    }

    /** Files, and for each the most often that an event of it was rewritten. */
    private static final class Merging {

        private final List<Segment> files = new ArrayList<>();
        private final Map<Segment, Integer> rewritings = new HashMap<>();

        void add(Segment file) {
            files.add(file);
        }

        boolean step() {
            return merge(CompactionPolicy.of(files));
        }

        void finish() {
            while (merge(CompactionPolicy.ofTail(files, Set.of()))) {
                // Until nothing is left to merge.
            }
        }

        int mostRewritings() {
            return Collections.max(rewritings.values());
        }

        private boolean merge(List<Segment> run) {
            if (run.isEmpty()) {
                return false;
            }
            long events = run.stream().mapToLong(Segment::eventCount).sum();
            assertTrue(events <= CompactionPolicy.MAX_EVENTS);
            int most = run.stream()
                    .mapToInt(file -> rewritings.getOrDefault(file, 0))
                    .max()
                    .orElseThrow();
            files.removeAll(run);
            Segment merged = new Segment(
                    SegmentKind.SEALED,
                    new TimeRange(
                            run.get(0).range().fromSec(),
                            run.get(run.size() - 1).range().toSec()),
                    9,
                    events,
                    NO_CHECKSUMS);
            files.add(merged);
            rewritings.put(merged, most + 1);
            return true;
        }
    }

    private static List<Segment> pages(long fromSec, int count, long events) {
        List<Segment> pages = new ArrayList<>();
        for (int page = 0; page < count; page++) {
            long startSec = fromSec + page * 10L;
            pages.add(new Segment(SegmentKind.SEALED, new TimeRange(startSec, startSec + 10), 9, events, NO_CHECKSUMS));
        }
        return pages;
    }
}
