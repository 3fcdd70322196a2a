package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.Segment;
import java.io.IOException;
import java.time.Instant;

/** Reads a stretch again, page by page; from each page on, what it brought answers for what it covers. */
final class Refreshing {

    private final SegmentFiles files;
    private final PageFetcher pages;
    private final FetchPermit turn;

    Refreshing(SegmentFiles files, PageFetcher pages, FetchPermit turn) {
        this.files = files;
        this.pages = pages;
        this.turn = turn;
    }

    /**
     * Reads {@code range} again. What was refreshed before a failure stays so.
     *
     * @param nowSec what is now, epoch seconds
     * @throws IOException if a page cannot be had or kept, saying where to go on
     */
    void refresh(PageSource source, TimeRange range, long nowSec) throws IOException {
        long atSec = range.fromSec();
        while (atSec < range.toSec()) {
            turn.begin(Cancellation.never());
            try {
                // With the turn: until the page is kept nobody fetches or merges what would be newer.
                files.list();
                long asOfSec = Math.max(nowSec, newestAsOfSec(new TimeRange(atSec, range.toSec())) + 1);
                PageFetcher.Fetched page = pages.reread(source, atSec, asOfSec, Cancellation.never());
                atSec = page.endOfStream() ? range.toSec() : page.coveredToSec();
            } catch (IOException e) {
                throw new IOException(
                        e.getMessage() + "; what was refreshed before " + Instant.ofEpochSecond(atSec)
                                + " stays, go on from there",
                        e);
            } finally {
                turn.end();
            }
        }
    }

    /** Within a second of being mirrored, too, the new reading must win. */
    private long newestAsOfSec(TimeRange range) {
        return files.segments().stream()
                .filter(segment -> segment.isSealed() && segment.range().overlaps(range))
                .mapToLong(Segment::asOfSec)
                .max()
                .orElse(0);
    }
}
