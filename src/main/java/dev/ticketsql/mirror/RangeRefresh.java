package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.Segment;
import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a range again, page by page: segments of a new page take precedence at once over those that it covers. */
final class RangeRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(RangeRefresh.class);

    private final SegmentFiles files;
    private final PageFetcher pages;
    private final FetchPermit permit;

    RangeRefresh(SegmentFiles files, PageFetcher pages, FetchPermit permit) {
        this.files = files;
        this.pages = pages;
        this.permit = permit;
    }

    /**
     * Fetches {@code range} again. Pages before a failure stay refreshed.
     *
     * @param nowSec the present, epoch seconds
     * @throws IOException if a page cannot be fetched or stored, or the start is withheld, with the second to go on
     *     from
     */
    void refresh(PageSource source, TimeRange range, long nowSec) throws IOException {
        long atSec = range.fromSec();
        while (atSec < range.toSec()) {
            permit.begin(Cancellation.never());
            try {
                // Under the permit: nothing newer is fetched or merged until the page is stored.
                files.list();
                long sealedAsOfSec = Math.max(nowSec, newestAsOfSec(new TimeRange(atSec, range.toSec())) + 1);
                PageFetcher.Fetched page = pages.reread(source, atSec, sealedAsOfSec, Cancellation.never());
                page.findings().forEach(finding -> LOG.warn("{}", finding.sentence()));
                boolean isRestWithheld = page.coveredToSec() >= pages.requestableToSec();
                atSec = page.endOfStream() || isRestWithheld ? range.toSec() : page.coveredToSec();
            } catch (IOException e) {
                throw ClassifiedIOException.of(
                        e,
                        ErrorKind.GENERAL,
                        e.getMessage() + "; what was refreshed before " + Instant.ofEpochSecond(atSec)
                                + " stays, go on from there");
            } finally {
                permit.end();
            }
        }
    }

    /**
     * Newest request time of sealed segments in {@code range}: the new segments must be newer, also within one second.
     */
    private long newestAsOfSec(TimeRange range) {
        return files.segments().stream()
                .filter(segment -> segment.isSealed() && segment.range().overlaps(range))
                .mapToLong(Segment::asOfSec)
                .max()
                .orElse(0);
    }
}
