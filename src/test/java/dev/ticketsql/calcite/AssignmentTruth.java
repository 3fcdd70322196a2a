package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.FieldHistory.text;
import static dev.ticketsql.calcite.FieldHistory.time;

import dev.ticketsql.calcite.FieldHistory.Held;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the views of assignments, computed ticket by ticket without SQL. */
final class AssignmentTruth {

    private final List<TicketEvent> events;
    private final FieldHistory history;

    AssignmentTruth(List<TicketEvent> events, FieldHistory history) {
        this.events = events;
        this.history = history;
    }

    List<String> reassignments() {
        List<String> rows = new ArrayList<>();
        for (TicketEvent event : events) {
            for (FieldChange change : event.children().fieldChanges()) {
                String before = text(change.previousValue());
                String after = text(change.newValue());
                if (change.field().equals("assignee_id")
                        && "Change".equals(change.eventType())
                        && !before.isEmpty()
                        && !before.equals(after)) {
                    rows.add(row(
                            FieldHistory.ticket(event),
                            time(event.startSec()),
                            event.startSec(),
                            event.id(),
                            before,
                            orNull(after),
                            event.value(EventField.UPDATER_ID)));
                }
            }
        }
        return rows;
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    List<String> assignments() {
        List<String> rows = new ArrayList<>();
        history.tickets.forEach((ticket, fields) -> {
            long[] seconds = Stream.of("assignee_id", "group_id", "status")
                    .flatMap(field -> history.of(ticket, field).stream())
                    .mapToLong(Held::startSec)
                    .sorted()
                    .distinct()
                    .toArray();
            Map<Long, List<String>> states = new LinkedHashMap<>();
            for (long second : seconds) {
                String status = history.at(ticket, "status", second);
                states.put(
                        second,
                        status.equals("closed") || status.equals("deleted")
                                ? List.of()
                                : List.of(
                                        history.at(ticket, "assignee_id", second),
                                        history.at(ticket, "group_id", second)));
            }
            states.forEach((second, state) -> {
                boolean begins = Arrays.stream(seconds)
                        .filter(earlier -> earlier < second)
                        .boxed()
                        .max(Comparator.naturalOrder())
                        .map(earlier -> !state.equals(states.get(earlier)))
                        .orElse(true);
                if (begins && !state.isEmpty()) {
                    Optional<Long> end = Arrays.stream(seconds)
                            .filter(later -> later > second && !state.equals(states.get(later)))
                            .boxed()
                            .findFirst();
                    rows.add(row(
                            ticket,
                            orNull(state.get(0)),
                            orNull(state.get(1)),
                            time(second),
                            time(end),
                            end.map(sec -> sec - second),
                            time(Optional.ofNullable(history.created.get(ticket))
                                    .map(TicketEvent::startSec))));
                }
            });
        });
        return rows;
    }
}
