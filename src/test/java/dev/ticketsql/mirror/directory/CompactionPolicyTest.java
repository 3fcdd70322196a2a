package dev.ticketsql.mirror.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Selection of the files to merge. */
final class CompactionPolicyTest {

    private static final Checksums NO_CHECKSUMS = new Checksums(Map.of());

    @Test
    void tenNeighboursBecomeOne() {
        assertEquals(List.of(), CompactionPolicy.of(pages(0, 9, 1_000)));
        assertEquals(pages(0, 10, 1_000), CompactionPolicy.of(pages(0, 10, 1_000)));
    }

    @Test
    void aGapPartsNeighbours() {
        List<Segment> files = new ArrayList<>(pages(0, 9, 1_000));
        files.addAll(pages(200, 9, 1_000));
        assertEquals(List.of(), CompactionPolicy.of(files));
        files.addAll(pages(290, 1, 1_000));
        assertEquals(pages(200, 10, 1_000), CompactionPolicy.of(files));
    }

    @Test
    void whatHasNotSettledOrIsOwnedInPartPartsNeighbours() {
        List<Segment> tail = new ArrayList<>(pages(0, 12, 1_000));
        tail.set(6, new Segment(SegmentKind.TAIL, tail.get(6).range(), 9, 1_000, NO_CHECKSUMS));
        assertEquals(List.of(), CompactionPolicy.of(tail));

        List<Segment> reread = new ArrayList<>(pages(0, 12, 1_000));
        reread.add(new Segment(SegmentKind.SEALED, new TimeRange(64, 66), 10, 1_000, NO_CHECKSUMS));
        assertEquals(List.of(), CompactionPolicy.of(reread));
    }

    @Test
    void emptyFilesOfAQuietAccountBecomeOneToo() {
        assertEquals(pages(0, 40, 0), CompactionPolicy.of(pages(0, 40, 0)));
        assertEquals(pages(0, 200, 0), CompactionPolicy.of(pages(0, 900, 0)));
    }

    @Test
    void largeFilesAreLeftAsTheyAre() {
        assertEquals(List.of(), CompactionPolicy.of(pages(0, 40, CompactionPolicy.MAX_EVENTS / 2)));
    }

    @Test
    void tenMillionEventsThatCameInPagesLieInFortyFilesAndWereWrittenFourTimesAtMost() {
        List<Segment> files = new ArrayList<>();
        long merged = 0;
        for (int page = 0; page < 10_000; page++) {
            files.addAll(pages(page * 10L, 1, 1_000));
            merged += mergeOnce(files);
        }
        assertTrue(files.size() <= 40, files.size() + " files");
        assertTrue(merged <= 30_000_000, merged + " events were merged");
    }

    @Test
    void aMillionEventsThatCameInOneFetchLieInFourFilesOrFewer() {
        List<Segment> files = new ArrayList<>();
        for (int page = 0; page < 1_000; page++) {
            files.addAll(pages(page * 10L, 1, 1_000));
            mergeOnce(files);
        }
        assertTrue(files.size() > 10, files.size() + " files while it fetches");
        while (merge(files, CompactionPolicy.ofTail(files, Set.of())) > 0) {
            // The next long fetch goes on.
        }
        assertTrue(files.size() <= 4, files.size() + " files at its end");
        assertEquals(List.of(), CompactionPolicy.ofTail(pages(0, 3, 1_000), Set.of()));
    }

    @Test
    void pagesInAnyOrderLieInFifteenTimesFewerFiles() {
        List<Segment> pages = new ArrayList<>(pages(0, 3_000, 700));
        Collections.shuffle(pages, new Random(7));
        List<Segment> files = new ArrayList<>();
        for (Segment page : pages) {
            files.add(page);
            mergeOnce(files);
        }
        while (mergeOnce(files) > 0) {
            // Later statements go on.
        }
        assertTrue(files.size() <= 200, files.size() + " files");
        assertEquals(2_100_000, files.stream().mapToLong(Segment::eventCount).sum());
    }

    private static long mergeOnce(List<Segment> files) {
        return merge(files, CompactionPolicy.of(files));
    }

    private static long merge(List<Segment> files, List<Segment> run) {
        if (run.isEmpty()) {
            return 0;
        }
        long events = run.stream().mapToLong(Segment::eventCount).sum();
        assertTrue(events <= CompactionPolicy.MAX_EVENTS);
        TimeRange range = new TimeRange(
                run.get(0).range().fromSec(), run.get(run.size() - 1).range().toSec());
        files.removeAll(run);
        files.add(new Segment(SegmentKind.SEALED, range, 9, events, NO_CHECKSUMS));
        return events;
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
