package dev.ticketsql.api.page;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Finds an event's instant among the keys that may hold it: {@code timestamp} (epoch seconds), else {@code created_at},
 * else {@code time} (ISO-8601). Keys with another value than the instant are kept in {@code other}.
 */
final class EventInstant {

    private enum Key {
        TIMESTAMP("timestamp", "epoch seconds between 0 and " + IsoInstant.LAST.getEpochSecond()),
        CREATED_AT("created_at", "an instant as 2026-01-31T12:00:00Z"),
        TIME("time", "an instant as 2026-01-31T12:00:00Z");

        private final String jsonName;
        private final String expected;

        Key(String jsonName, String expected) {
            this.jsonName = jsonName;
            this.expected = expected;
        }
    }

    private record Candidate(Key key, Instant instant, String json) {}

    private record Unusable(Key key, String complaint, String json) {}

    private final List<Candidate> candidates = new ArrayList<>(2);
    private final List<Unusable> unusable = new ArrayList<>(0);

    /** True if {@code name} is one of the keys of the instant. */
    static boolean isIn(String name) {
        return key(name).isPresent();
    }

    private static Optional<Key> key(String name) {
        for (Key key : Key.values()) {
            if (key.jsonName.equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Reads the field {@code name}; the last value of a repeated key counts, null as absent. */
    void read(String name, JsonReader json) throws IOException {
        Key key = key(name).orElseThrow();
        candidates.removeIf(earlier -> earlier.key() == key);
        unusable.removeIf(earlier -> earlier.key() == key);
        if (json.isNull()) {
            return;
        }
        Optional<Instant> instant =
                key == Key.TIMESTAMP ? LenientScalars.epochSecond(json) : LenientScalars.instant(json);
        if (instant.filter(EventInstant::isPlausible).isPresent()) {
            candidates.add(new Candidate(key, instant.get(), json.readJson()));
        } else {
            unusable.add(new Unusable(key, json.complaint(key.expected), json.readJson()));
        }
    }

    private static boolean isPlausible(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(IsoInstant.LAST);
    }

    /** The instant, epoch seconds; empty if no key has one. */
    OptionalLong startSec() {
        return first().stream().mapToLong(it -> it.instant().getEpochSecond()).findFirst();
    }

    /**
     * Sentence on the lack of an instant.
     *
     * @param path JSON path of the event
     */
    String complaint(String path) {
        return unusable.isEmpty()
                ? path + " has no time: none of timestamp, created_at and time"
                : unusable.get(0).complaint();
    }

    private Optional<Candidate> first() {
        return candidates.stream().min((a, b) -> a.key().compareTo(b.key()));
    }

    /**
     * Adds to {@code other} the keys whose value differs from the instant.
     *
     * @param oddValues takes a sentence for each key without an instant
     */
    void keepRest(OtherKeys other, Consumer<String> oddValues) {
        Optional<Instant> chosen =
                first().map(of -> Instant.ofEpochSecond(of.instant().getEpochSecond()));
        for (Candidate each : candidates) {
            if (!chosen.equals(Optional.of(each.instant()))) {
                other.put(each.key().jsonName, each.json());
            }
        }
        for (Unusable each : unusable) {
            oddValues.accept(each.complaint());
            other.put(each.key().jsonName, each.json());
        }
    }
}
