package dev.ticketsql.clients;

import dev.ticketsql.sandbox.SandboxEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An audit of a {@link KnownDesk}, and the values that its row has.
 *
 * @param id the event
 * @param instant when it happened, whole seconds
 * @param ticketId the ticket
 * @param updaterId who did it, beyond 32 bits
 * @param via the channel; null for none
 * @param latitude degrees; null for none
 */
record KnownEvent(
        long id,
        Instant instant,
        long ticketId,
        long updaterId,
        @Nullable String via,
        @Nullable Double latitude) {

    KnownEvent {
        Objects.requireNonNull(instant, "instant");
    }

    /** Column {@code time}: a timestamp without time zone, in UTC. */
    LocalDateTime time() {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * The column as {@link Timestamp}: its fields in the zone of the JVM, or an hour later where the zone skips that
     * hour, as PostgreSQL's driver has it.
     */
    Timestamp timestamp() {
        return Timestamp.valueOf(time());
    }

    /** The day of {@link #time}. */
    LocalDate day() {
        return time().toLocalDate();
    }

    /** The channel, or {@code none}. */
    String viaOr(String none) {
        return Objects.requireNonNullElse(via, none);
    }

    /** What the server sends of it. */
    SandboxEvent served() {
        return new SandboxEvent(
                instant.getEpochSecond(),
                "{\"id\":%d,\"timestamp\":%d,\"ticket_id\":%d,\"event_type\":\"Audit\",\"updater_id\":%d,\"via\":%s,%s\"child_events\":[]}"
                        .formatted(
                                id,
                                instant.getEpochSecond(),
                                ticketId,
                                updaterId,
                                via == null ? "null" : "\"" + via + "\"",
                                latitude == null ? "" : "\"system\":{\"latitude\":" + latitude + "},"));
    }
}
