package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pages of long texts, in an engine with the memory of a small container. */
final class WidePagesTest {

    private static final int EVENTS = 1_000;

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    /** A hundred megabytes that hardly compress: DuckDB needs several times a file's rows to sort and write it. */
    @Test
    void aPageOfAHundredMegabytesIsKeptInPartsByAnEngineOf128() throws Exception {
        Random random = new Random(1);
        StringBuilder digits = new StringBuilder();
        while (digits.length() < 100_000) {
            digits.append(random.nextLong());
        }
        String text = digits.toString();
        PageSource source = (startSec, sink, cancellation) -> {
            sink.begin();
            PageRowCounter rows = new PageRowCounter(startSec);
            for (long id = 0; id < EVENTS; id++) {
                long sec = 1_600_000_000 + id;
                sink.accept(new TicketEvent(
                        id, sec, Map.of(EventField.CHILD_EVENTS, "[\"" + id + text + "\"]"), null, ChildRows.none()));
                rows.add(id, sec);
            }
            return new Page(startSec, rows.rows(), true, OptionalLong.empty(), OptionalLong.empty(), clock.nowSec());
        };
        try (Mirror mirror = Mirror.openTemporary(new EngineLimits(128 << 20, 2), clock);
                Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            String relation = snapshot.relations(
                            List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, TimeRanges.every())))
                    .get(0);

            assertEquals(
                    LongStream.range(0, EVENTS).boxed().toList(),
                    Asking.longs(snapshot, "SELECT id FROM " + relation + " ORDER BY start_time"));
            assertTrue(mirror.mirroredRanges().size() > 5, () -> "in few files");
        }
    }

    @Test
    void ofAnEventThatALargePageRepeatsTheLastCopyIsKept() throws Exception {
        String text = "x".repeat(100_000);
        PageSource source = (startSec, sink, cancellation) -> {
            sink.begin();
            PageRowCounter rows = new PageRowCounter(startSec);
            // The first copies are on disk when the last ones come.
            for (String copy : List.of("old", "new")) {
                for (long id = 0; id < 300; id += copy.equals("old") ? 1 : 10) {
                    long sec = 1_600_000_000 + id;
                    sink.accept(new TicketEvent(
                            id,
                            sec,
                            Map.of(EventField.METADATA, copy, EventField.CHILD_EVENTS, "[\"" + text + "\"]"),
                            null,
                            ChildRows.none()));
                    rows.add(id, sec);
                }
            }
            return new Page(startSec, rows.rows(), true, OptionalLong.empty(), OptionalLong.empty(), clock.nowSec());
        };
        try (Mirror mirror = Mirror.openTemporary(new EngineLimits(128 << 20, 2), clock);
                Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            String relation = snapshot.relations(
                            List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, TimeRanges.every())))
                    .get(0);

            assertEquals(
                    LongStream.range(0, 300).boxed().toList(),
                    Asking.longs(snapshot, "SELECT id FROM " + relation + " ORDER BY start_time"));
            assertEquals(
                    LongStream.range(0, 30).map(id -> id * 10).boxed().toList(),
                    Asking.longs(
                            snapshot, "SELECT id FROM " + relation + " WHERE metadata = 'new' ORDER BY start_time"));
        }
    }
}
