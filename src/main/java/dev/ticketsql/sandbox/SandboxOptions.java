package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.sandbox.history.HistoryPlan;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options of a sandbox. Those of the history have no effect on a sandbox with rows written by hand.
 *
 * @param eventCount events in the history
 * @param seed seed of the generator: the same seed, event count, end, years and shape give the same history, byte for
 *     byte
 * @param end end of the history, exclusive; events in the clock's future are withheld until then
 * @param years length of the history
 * @param shape the kinds of event in it
 * @param requestsPerMinute export requests per clock minute; 0 for no limit
 * @param accountRequestsPerMinute requests for reference data per clock minute; 0 for no limit
 * @param port the port on 127.0.0.1, 0 for any that is free
 * @param credentials accepted credentials; if there are none, every request is served
 * @param forbidden lists of reference data that are refused with 403, whatever the credentials
 */
public record SandboxOptions(
        long eventCount,
        long seed,
        Instant end,
        int years,
        Shape shape,
        int requestsPerMinute,
        int accountRequestsPerMinute,
        int port,
        List<Credentials> credentials,
        Set<ReferenceKind> forbidden) {

    /** Enough events for useful groups, fetched in about a hundred requests. */
    static final long DEFAULT_EVENT_COUNT = 100_000;

    /** An arbitrary seed. */
    static final long DEFAULT_SEED = 1;

    /** Long enough to compare the same month of two years. */
    static final int DEFAULT_YEARS = 3;

    /** The limit of Zendesk's Enterprise plan; Team has 200, Growth and Professional 400, Enterprise Plus 2500. */
    static final int DEFAULT_ACCOUNT_RATE_LIMIT = 700;

    /** The index takes eight bytes an event: 800 MB, about the free memory of a test machine. */
    static final long MAX_EVENT_COUNT = 100_000_000;

    /** As old as Zendesk itself, rounded up. */
    static final int MAX_YEARS = 25;

    /** The last second that ISO-8601 writes with four digits for the year. */
    private static final Instant MAX_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final int MAX_PORT = 65_535;

    /**
     * Rejects invalid options.
     *
     * @throws IllegalArgumentException naming the option, its value and the allowed values
     */
    public SandboxOptions {
        between("events", eventCount, 0, MAX_EVENT_COUNT);
        between("years", years, 1, MAX_YEARS);
        between("rate-limit", requestsPerMinute, 0, Integer.MAX_VALUE);
        between("account-rate-limit", accountRequestsPerMinute, 0, Integer.MAX_VALUE);
        between("port", port, 0, MAX_PORT);
        requireNonNull(shape, "shape");
        if (end.isBefore(Instant.EPOCH) || end.isAfter(MAX_END)) {
            throw new IllegalArgumentException("end is " + end + ", must be between 1970 and " + MAX_END);
        }
        end = end.truncatedTo(ChronoUnit.SECONDS);
        credentials = List.copyOf(credentials);
        forbidden = Set.copyOf(forbidden);
    }

    /**
     * The defaults: three years of both shapes up to now, no limit of the export, no credentials, any free port,
     * nothing forbidden.
     */
    public static SandboxOptions defaults(InstantSource clock) {
        return new SandboxOptions(
                DEFAULT_EVENT_COUNT,
                DEFAULT_SEED,
                clock.instant(),
                DEFAULT_YEARS,
                Shape.BOTH,
                0,
                DEFAULT_ACCOUNT_RATE_LIMIT,
                0,
                List.of(),
                Set.of());
    }

    /**
     * Parses the options of {@code bin/sandbox} and of {@code sandbox:?...} URLs; missing ones have their defaults.
     *
     * @param options by name, without dashes in front
     * @param clock end of the history unless {@code end} is given
     * @throws IllegalArgumentException naming the unknown or malformed option and what to write instead
     */
    public static SandboxOptions parse(Map<String, String> options, InstantSource clock) {
        return new OptionParser(options).parse(defaults(clock));
    }

    /** The same with another number of events. */
    public SandboxOptions withEventCount(long count) {
        return new SandboxOptions(
                count,
                seed,
                end,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                forbidden);
    }

    /** The same with another seed. */
    public SandboxOptions withSeed(long other) {
        return new SandboxOptions(
                eventCount,
                other,
                end,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                forbidden);
    }

    /** The same with a history that ends at another instant. */
    public SandboxOptions withEnd(Instant other) {
        return new SandboxOptions(
                eventCount,
                seed,
                other,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                forbidden);
    }

    /** The same with a history of another length. */
    public SandboxOptions withYears(int count) {
        return new SandboxOptions(
                eventCount,
                seed,
                end,
                count,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                forbidden);
    }

    /** The same with other kinds of event. */
    public SandboxOptions withShape(Shape other) {
        return new SandboxOptions(
                eventCount,
                seed,
                end,
                years,
                other,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                forbidden);
    }

    /** The same with another limit of the export, 0 for none. */
    public SandboxOptions withRequestsPerMinute(int limit) {
        return new SandboxOptions(
                eventCount, seed, end, years, shape, limit, accountRequestsPerMinute, port, credentials, forbidden);
    }

    /** The same with another limit of reference data, 0 for none. */
    public SandboxOptions withAccountRequestsPerMinute(int limit) {
        return new SandboxOptions(
                eventCount, seed, end, years, shape, requestsPerMinute, limit, port, credentials, forbidden);
    }

    /** The same on another port, 0 for any that is free. */
    public SandboxOptions withPort(int other) {
        return new SandboxOptions(
                eventCount,
                seed,
                end,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                other,
                credentials,
                forbidden);
    }

    /** The same, demanding any one of {@code any}. */
    public SandboxOptions withCredentials(Credentials... any) {
        return new SandboxOptions(
                eventCount,
                seed,
                end,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                List.of(any),
                forbidden);
    }

    /** The same, refusing these lists with 403. */
    public SandboxOptions withForbidden(ReferenceKind... lists) {
        return new SandboxOptions(
                eventCount,
                seed,
                end,
                years,
                shape,
                requestsPerMinute,
                accountRequestsPerMinute,
                port,
                credentials,
                Set.of(lists));
    }

    HistoryPlan historyPlan() {
        return new HistoryPlan(
                seed,
                Math.toIntExact(eventCount),
                end.atOffset(ZoneOffset.UTC).minusYears(years).toEpochSecond(),
                end.getEpochSecond(),
                shape != Shape.METRICS,
                shape != Shape.AUDITS);
    }

    private static void between(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + " is " + value + ", must be between " + min + " and " + max);
        }
    }
}
