package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.sql.SQLException;

/**
 * A page whose rows can be stored.
 *
 * @param rows its rows, perhaps with some outside of what it covers
 * @param covered the range of which it has all events
 * @param isEnd true if the server had nothing after it
 * @param settledToSec end of the part that is sealed, epoch seconds
 * @param asOfSec request time, as in the names of the segments that are read again: their freshness is counted from it
 * @param sealedAsOfSec request time, as in the names of the sealed segments: later, if the clock was set back, than
 *     that of those which they replace
 */
public record CompletePage(
        BufferedPage rows, TimeRange covered, boolean isEnd, long settledToSec, long asOfSec, long sealedAsOfSec) {

    /** True if its rows are in tables of their own. */
    public boolean isLarge() {
        return rows.large().isPresent();
    }

    /** True if it may share files: a part that is read again stays as short as a page. */
    public boolean mayShareFiles() {
        return !isLarge() && covered.toSec() <= settledToSec;
    }

    /** Text of its rows. */
    public long chars() {
        return rows.chars();
    }

    /** This page and the one after it, as one: as old as the older of both. The rows are those of neither. */
    public CompletePage with(CompletePage next) {
        return new CompletePage(
                BufferedPage.none(),
                new TimeRange(covered.fromSec(), next.covered.toSec()),
                next.isEnd,
                Math.min(settledToSec, next.settledToSec),
                asOfSec,
                sealedAsOfSec);
    }

    /** Drops the rows. */
    public void drop() throws SQLException, IOException {
        if (rows.large().isPresent()) {
            rows.large().get().close();
        }
    }
}
