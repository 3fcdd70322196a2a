package dev.ticketsql.testing;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;

/** Starts the sandboxes that several tests use; without a rate limit unless one is given. */
public final class Sandboxes {

    private Sandboxes() {}

    /** A history of so many events that ends with 2025: the same events for the same seed. */
    public static Sandbox until2026(int events, long seed) {
        InstantSource clock = InstantSource.system();
        return Sandbox.start(
                SandboxOptions.defaults(clock)
                        .withEventCount(events)
                        .withSeed(seed)
                        .withEnd(Instant.parse("2026-01-01T00:00:00Z")),
                clock);
    }

    /** A history of so many events, behind a rate limit. */
    public static Sandbox limited(int events, int requestsPerMinute) {
        InstantSource clock = InstantSource.system();
        return Sandbox.start(
                SandboxOptions.defaults(clock).withEventCount(events).withRequestsPerMinute(requestsPerMinute), clock);
    }

    /** These events and no others. */
    public static Sandbox serving(List<SandboxEvent> events, InstantSource clock) {
        return Sandbox.serving(events, SandboxOptions.defaults(clock), clock);
    }

    /** One event a second, with ids from 0. */
    public static List<SandboxEvent> eventPerSecond(long fromSec, int count) {
        return LongStream.range(0, count)
                .mapToObj(id ->
                        new SandboxEvent(fromSec + id, "{\"id\":" + id + ",\"timestamp\":" + (fromSec + id) + "}"))
                .toList();
    }
}
