package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.TimeRanges;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Selects the purged events, which must be neither stored nor shown. Immutable.
 *
 * @param beforeSec events before this second are purged; empty if none is purged by age
 * @param tickets tickets whose events are purged
 */
public record PurgedEvents(OptionalLong beforeSec, Set<Long> tickets) {

    /** A ticket's number as value of a key, also as text, with a zero fraction, and in JSON inside of a text. */
    private static final String NAMED = "\"ticket_id\\\\*\" *: *[\\\\\" ]*0*(%s)(\\.0*)?[\\\\\" ]*[],}]";

    public PurgedEvents {
        tickets = Set.copyOf(tickets);
    }

    /** Selects no event. */
    public static PurgedEvents nothing() {
        return new PurgedEvents(OptionalLong.empty(), Set.of());
    }

    static PurgedEvents of(Collection<Tombstone> tombstones) {
        return new PurgedEvents(
                tombstones.stream()
                        .filter(tombstone -> tombstone.kind() == Tombstone.Kind.BEFORE)
                        .mapToLong(Tombstone::value)
                        .max(),
                tombstones.stream()
                        .filter(tombstone -> tombstone.kind() == Tombstone.Kind.TICKET)
                        .map(Tombstone::value)
                        .collect(Collectors.toSet()));
    }

    public boolean isNothing() {
        return beforeSec.isEmpty() && tickets.isEmpty();
    }

    /** The seconds that may have events. */
    public TimeRanges kept() {
        return beforeSec.isPresent() ? TimeRanges.from(beforeSec.getAsLong()) : TimeRanges.every();
    }

    /** True if {@code wanted} may have purged events: those of a ticket may be anywhere. */
    public boolean touches(TimeRanges wanted) {
        return !wanted.isNone() && (!tickets.isEmpty() || !kept().containsAll(wanted));
    }

    /**
     * DuckDB's condition for a row of the table that is not purged, never NULL. A rejected event is a ticket's if its
     * JSON names the ticket anywhere, since nobody knows what went wrong in it.
     */
    public String keeps(EventTable table) {
        String age = beforeSec.isPresent() ? "start_time >= " + beforeSec.getAsLong() : "TRUE";
        if (tickets.isEmpty()) {
            return age;
        }
        String byTicket = age + " AND (ticket_id IS NULL OR ticket_id NOT IN (" + ticketList(", ") + "))";
        return table == EventTable.REJECTED_EVENTS
                ? byTicket + " AND NOT regexp_matches(event, '" + NAMED.formatted(ticketList("|")) + "')"
                : byTicket;
    }

    private String ticketList(String separator) {
        return new TreeSet<>(tickets).stream().map(String::valueOf).collect(Collectors.joining(separator));
    }

    /** Describes the purged events to the user, in one line each. */
    public List<String> lines() {
        List<String> lines = new TreeSet<>(tickets)
                .stream().map(ticket -> "events of ticket " + ticket).collect(Collectors.toList());
        beforeSec.ifPresent(sec -> lines.add(0, "events before " + Instant.ofEpochSecond(sec)));
        return List.copyOf(lines);
    }
}
