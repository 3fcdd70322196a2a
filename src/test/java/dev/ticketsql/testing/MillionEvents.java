package dev.ticketsql.testing;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.history.History;
import dev.ticketsql.sandbox.history.HistoryPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The instants of a million events in three years of the sandbox's help desk, always the same, and nothing else of
 * them.
 */
public final class MillionEvents {

    public static final Instant END = Instant.parse("2026-06-15T12:00:00Z");

    public static final Instant START = END.minus(Duration.ofDays(3 * 365));

    private static final long SEED = 20261125;

    private MillionEvents() {}

    /** The events, oldest first, by id from 0. */
    public static List<TicketEvent> told() {
        History history =
                History.of(new HistoryPlan(SEED, 1_000_000, START.getEpochSecond(), END.getEpochSecond(), true, true));
        return IntStream.range(0, history.size())
                .mapToObj(row -> event(row, history.instantSec(row)))
                .toList();
    }

    private static TicketEvent event(int id, long startSec) {
        return EventBuilder.audit(id, startSec, 1L, "Email").build();
    }
}
