package dev.ticketsql.account;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Page source that reports the gaps left after each page to an observer; its pages are read in the order of time. For
 * one thread.
 */
final class ObservedPageSource implements PageSource, AutoCloseable {

    private final PageSource source;
    private final FetchObserver observer;
    private TimeRanges missing;

    /** Begins to observe the reading of {@code wanted}. */
    ObservedPageSource(PageSource source, FetchObserver observer, TimeRanges wanted) {
        this.source = source;
        this.observer = observer;
        this.missing = wanted;
        observer.begin(wanted, OptionalLong.empty(), FetchObserver.Extent.ALL);
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        Page page = source.read(startSec, sink, cancellation);
        missing = missing.and(TimeRanges.from(page.coveredToSec()));
        observer.kept(missing);
        return page;
    }

    @Override
    public int pageSize() {
        return source.pageSize();
    }

    @Override
    public void close() {
        observer.end();
        observer.close();
    }
}
