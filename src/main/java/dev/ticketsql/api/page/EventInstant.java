package dev.ticketsql.api.page;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds an event's instant among the keys that may hold it: {@code timestamp} (epoch seconds), else {@code created_at},
 * else {@code time} (ISO-8601). Keys with another value than the instant are kept in {@code other}.
 */
final class EventInstant {

    private enum Key {
        TIMESTAMP("timestamp"),
        CREATED_AT("created_at"),
        TIME("time");

        private final String jsonName;

        Key(String jsonName) {
            this.jsonName = jsonName;
        }
    }

    /** The last second with a year of four digits; a timestamp in milliseconds would lie far beyond it. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private record Candidate(Key key, Instant instant, String json) {}

    private final List<Candidate> candidates = new ArrayList<>(2);

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

    /** Reads the field {@code name}; null counts as absent. */
    void read(String name, JsonReader json) throws IOException {
        Key key = key(name).orElseThrow();
        if (!json.isNull()) {
            Instant instant = key == Key.TIMESTAMP ? epochSecond(json) : iso(json);
            candidates.add(new Candidate(key, instant, json.readJson()));
        }
    }

    private static Instant epochSecond(JsonReader json) throws IOException {
        long second = json.readLong();
        if (second < 0 || second > LAST.getEpochSecond()) {
            throw json.expected("epoch seconds between 0 and " + LAST.getEpochSecond());
        }
        return Instant.ofEpochSecond(second);
    }

    private static Instant iso(JsonReader json) throws IOException {
        try {
            Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(json.readString(), Instant::from);
            if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw json.expected("an instant as 2026-01-31T12:00:00Z");
    }

    /**
     * The instant, epoch seconds.
     *
     * @throws MalformedPageException if no key has one
     */
    long startSec(JsonReader json) throws MalformedPageException {
        return first().orElseThrow(() -> new MalformedPageException(
                        json.path() + " has no time: none of timestamp, created_at and time"))
                .instant()
                .getEpochSecond();
    }

    private Optional<Candidate> first() {
        return candidates.stream().min((a, b) -> a.key().compareTo(b.key()));
    }

    /** Adds to {@code other} the keys whose value differs from the instant. */
    void keepRest(OtherKeys other) throws IOException {
        Optional<Instant> chosen =
                first().map(of -> Instant.ofEpochSecond(of.instant().getEpochSecond()));
        for (Candidate each : candidates) {
            if (!chosen.equals(Optional.of(each.instant()))) {
                other.put(each.key().jsonName, each.json());
            }
        }
    }
}
