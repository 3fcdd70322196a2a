package dev.ticketsql.calcite;

import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketEvent;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values that fields of tickets had, computed of their events without SQL. Changes in one second must have an order in
 * which each begins where the one before it ended.
 */
final class FieldHistory {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** A value of a field, from its second to that of the next one; without one, it still lasts. */
    record Held(
            long ticket,
            Optional<Long> createdSec,
            String field,
            @Nullable String value,
            @Nullable String previous,
            int number,
            long startSec,
            Optional<Long> endSec,
            TicketEvent event) {

        Optional<Long> seconds() {
            return endSec.map(end -> end - startSec);
        }

        boolean holdsAt(long sec) {
            return startSec <= sec && endSec.map(end -> sec < end).orElse(true);
        }

        /** The value, and of a deleted ticket the one before its deletion. */
        String beforeDeletion() {
            return "deleted".equals(value) ? String.valueOf(previous) : String.valueOf(value);
        }
    }

    private record Changed(TicketEvent event, FieldChange change) {}

    /** Creations of tickets. */
    final Map<Long, TicketEvent> created = new HashMap<>();

    /** Values of fields, ticket by ticket and field by field, in their order. */
    final Map<Long, Map<String, List<Held>>> tickets = new TreeMap<>();

    FieldHistory(List<TicketEvent> events) {
        Map<Long, Map<String, List<Changed>>> changes = new TreeMap<>();
        for (TicketEvent event : events) {
            for (FieldChange change : event.children().fieldChanges()) {
                long ticket = ticket(event);
                changes.computeIfAbsent(ticket, any -> new TreeMap<>())
                        .computeIfAbsent(change.field(), any -> new ArrayList<>())
                        .add(new Changed(event, change));
                if ("Create".equals(change.eventType())) {
                    created.put(ticket, event);
                }
            }
        }
        changes.forEach((ticket, fields) -> fields.forEach((field, all) ->
                tickets.computeIfAbsent(ticket, any -> new TreeMap<>()).put(field, held(ticket, field, all))));
    }

    /** The ticket of an event. */
    static long ticket(TicketEvent event) {
        return (Long) Objects.requireNonNull(event.value(EventField.TICKET_ID));
    }

    /** The instant as a row has it. */
    static @Nullable String time(Optional<Long> sec) {
        return sec.map(FieldHistory::time).orElse(null);
    }

    static String time(long sec) {
        return LocalDateTime.ofEpochSecond(sec, 0, ZoneOffset.UTC).format(TIME);
    }

    /** A row as {@code RowTexts} writes it. */
    static String row(@Nullable Object... columns) {
        return Arrays.stream(columns)
                .map(column -> column instanceof Optional<?> maybe ? maybe.orElse(null) : column)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private List<Held> held(long ticket, String field, List<Changed> changes) {
        Map<Long, List<Changed>> seconds = new TreeMap<>();
        changes.forEach(change -> seconds.computeIfAbsent(change.event().startSec(), any -> new ArrayList<>())
                .add(change));
        List<Changed> ordered = new ArrayList<>();
        String value = "";
        for (List<Changed> second : seconds.values()) {
            second.stream().filter(FieldHistory::creates).forEach(ordered::add);
            value = ordered.isEmpty() ? value : text(last(ordered).change().newValue());
            List<Changed> rest = new ArrayList<>(
                    second.stream().filter(change -> !creates(change)).toList());
            boolean linked = link(value, rest, ordered)
                    || rest.stream().anyMatch(first -> link(text(first.change().previousValue()), rest, ordered));
            if (!linked) {
                throw new IllegalStateException("no chain of " + rest);
            }
            value = text(last(ordered).change().newValue());
        }
        Optional<Long> createdSec = Optional.ofNullable(created.get(ticket)).map(TicketEvent::startSec);
        List<Held> all = new ArrayList<>();
        for (int index = 0; index < ordered.size(); index++) {
            Changed at = ordered.get(index);
            all.add(new Held(
                    ticket,
                    createdSec,
                    field,
                    at.change().newValue(),
                    at.change().previousValue(),
                    index + 1,
                    at.event().startSec(),
                    index + 1 < ordered.size()
                            ? Optional.of(ordered.get(index + 1).event().startSec())
                            : Optional.empty(),
                    at.event()));
        }
        return all;
    }

    private static Changed last(List<Changed> changes) {
        return changes.get(changes.size() - 1);
    }

    private static boolean creates(Changed change) {
        return "Create".equals(change.change().eventType());
    }

    /** The value as text: Zendesk says 0 where nothing is set. */
    static String text(@Nullable String value) {
        return value == null || value.equals("0") ? "" : value;
    }

    /** Adds all of {@code rest} to {@code ordered} as a chain that begins with {@code value}, if there is one. */
    private static boolean link(String value, List<Changed> rest, List<Changed> ordered) {
        if (rest.isEmpty()) {
            return true;
        }
        for (Changed next : rest) {
            if (text(next.change().previousValue()).equals(value)) {
                List<Changed> others = new ArrayList<>(rest);
                others.remove(next);
                ordered.add(next);
                if (link(text(next.change().newValue()), others, ordered)) {
                    return true;
                }
                ordered.remove(ordered.size() - 1);
            }
        }
        return false;
    }

    /** Values of a field of a ticket; none if it never changed. */
    List<Held> of(long ticket, String field) {
        return tickets.getOrDefault(ticket, Map.of()).getOrDefault(field, List.of());
    }

    /** The value of a field at the end of a second; empty if there is none. */
    String at(long ticket, String field, long second) {
        return of(ticket, field).stream()
                .filter(held -> held.holdsAt(second))
                .map(held -> text(held.value()))
                .findFirst()
                .orElse("");
    }
}
