package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.staging.StagedEvents;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fetches sealed ranges again and compares them with the mirror, page by page. Stores nothing. */
final class ApiComparison {

    private final Engine engine;
    private final PageFetcher pages;
    private final PageSource source;
    private final PurgedEvents purged;
    private final FetchPermit permit;

    ApiComparison(Engine engine, PageFetcher pages, PageSource source, PurgedEvents purged, FetchPermit permit) {
        this.engine = engine;
        this.pages = pages;
        this.source = source;
        this.purged = purged;
        this.permit = permit;
    }

    /**
     * Compares {@code sealed}, all of which is mirrored.
     *
     * @throws IOException if a page cannot be fetched
     * @throws SQLException if the engine fails
     */
    List<MirrorDifference> compare(TimeRanges sealed, Snapshot snapshot) throws IOException, SQLException {
        List<MirrorDifference> found = new ArrayList<>();
        for (TimeRange range : sealed.asList()) {
            long atSec = range.fromSec();
            while (atSec < range.toSec()) {
                atSec = comparePage(new TimeRange(atSec, range.toSec()), snapshot, found);
            }
        }
        return List.copyOf(found);
    }

    private long comparePage(TimeRange left, Snapshot snapshot, List<MirrorDifference> found)
            throws IOException, SQLException {
        try (StagedEvents staged = engine.stage()) {
            Page page = read(left.fromSec(), staged);
            long toSec = page.endOfStream() ? left.toSec() : Math.min(page.coveredToSec(), left.toSec());
            if (toSec <= left.fromSec()) {
                throw new ClassifiedIOException(
                        ErrorKind.WRONG_ANSWER,
                        "the page from " + Instant.ofEpochSecond(left.fromSec())
                                + " says that more is to come, but has no event after its start; ask again later");
            }
            MirrorDifference difference = difference(new TimeRange(left.fromSec(), toSec), staged, snapshot);
            if (!difference.isNone()) {
                found.add(difference);
            }
            return toSec;
        }
    }

    private Page read(long fromSec, StagedEvents staged) throws IOException {
        permit.begin(Cancellation.never());
        try {
            return pages.read(source, fromSec, staged, Cancellation.never());
        } finally {
            permit.end();
        }
    }

    private MirrorDifference difference(TimeRange range, StagedEvents staged, Snapshot snapshot)
            throws IOException, SQLException {
        TimeRanges seconds = TimeRanges.of(range.fromSec(), range.toSec());
        List<String> mirrored = snapshot.relations(List.of(
                new Snapshot.Wanted(EventTable.TICKET_EVENTS, seconds),
                new Snapshot.Wanted(EventTable.REJECTED_EVENTS, seconds)));
        try (Statement statement = staged.staged().createStatement();
                ResultSet row =
                        statement.executeQuery(EventSql.difference(range, purged, mirrored.get(0), mirrored.get(1)))) {
            row.next();
            return new MirrorDifference(range, row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }
}
