package dev.ticketsql.calcite;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** A source that says how far it is: the first ten pages one by one, then every tenth. For one thread at a time. */
final class ReportingSource implements PageSource {

    private static final int REPORTED = 10;

    private final PageSource source;
    private final Consumer<String> progress;
    private long pages;
    private long events;

    ReportingSource(PageSource source, Consumer<String> progress) {
        this.source = source;
        this.progress = progress;
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        Page page = source.read(startSec, sink, cancellation);
        pages++;
        events += page.eventCount();
        if (pages <= REPORTED || pages % REPORTED == 0 || page.endOfStream()) {
            progress.accept("page " + pages + ": read up to " + Instant.ofEpochSecond(page.coveredToSec()) + ", "
                    + events + " events");
        }
        return page;
    }
}
