package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A search from the newest event on: how many requests it takes. */
final class BackwardSearchTest extends MirrorFixture {

    /** An account of two hours, of which a statement wants some more events than there are. */
    @Test
    void theTimeBeforeTheFirstEventCostsFewRequests() throws Exception {
        for (int i = 0; i < 53; i++) {
            api.add(Events.audit(i, clock.nowSec() - 7_200 + 130L * i));
        }
        long found = 0;
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            IncrementalScan scan = snapshot.slices(
                    List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, TimeRanges.every())),
                    TimeOrder.NEWEST_FIRST,
                    OptionalLong.of(60));
            Optional<List<String>> slice = scan.next(0);
            while (slice.isPresent()) {
                found += Asking.longs(snapshot, "SELECT id FROM " + slice.get().get(0))
                        .size();
                slice = scan.next(found);
            }
        }
        assertEquals(53, found);
        assertTrue(api.requests().size() <= 25, () -> api.requests().toString());
    }
}
