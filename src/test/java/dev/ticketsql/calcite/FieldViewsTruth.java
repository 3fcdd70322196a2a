package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.FieldHistory.text;
import static dev.ticketsql.calcite.FieldHistory.time;

import dev.ticketsql.calcite.FieldHistory.Held;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the views of fields, computed ticket by ticket without SQL. Rows are written as by {@code RowTexts}. */
final class FieldViewsTruth {

    private static final Set<String> UNSOLVED = Set.of("new", "open", "pending", "hold");
    private static final Set<String> SOLVED = Set.of("solved", "closed");

    private final FieldHistory history;

    FieldViewsTruth(FieldHistory history) {
        this.history = history;
    }

    private Stream<List<Held>> all(String field) {
        return history.tickets.keySet().stream()
                .map(ticket -> history.of(ticket, field))
                .filter(held -> !held.isEmpty());
    }

    List<String> fieldIntervals() {
        return history.tickets.values().stream()
                .flatMap(fields -> fields.values().stream().flatMap(List::stream))
                .map(held -> row(
                        held.ticket(),
                        time(held.createdSec()),
                        held.field(),
                        held.value(),
                        held.previous(),
                        held.number(),
                        time(held.startSec()),
                        held.startSec(),
                        time(held.endSec()),
                        held.endSec(),
                        held.seconds(),
                        held.event().id(),
                        held.event().value(EventField.UPDATER_ID)))
                .toList();
    }

    List<String> statusIntervals() {
        return all("status")
                .flatMap(List::stream)
                .filter(held -> !"deleted".equals(held.value()))
                .map(held -> row(
                        held.ticket(),
                        held.value(),
                        time(held.startSec()),
                        time(held.endSec()),
                        held.seconds(),
                        time(held.createdSec())))
                .toList();
    }

    List<String> reopens() {
        return all("status")
                .flatMap(List::stream)
                .filter(held -> "solved".equals(held.previous()) && UNSOLVED.contains(held.value()))
                .map(held -> row(
                        held.ticket(),
                        time(held.startSec()),
                        held.startSec(),
                        held.event().id(),
                        held.value(),
                        held.event().value(EventField.UPDATER_ID)))
                .toList();
    }

    List<String> resolutions() {
        List<String> rows = new ArrayList<>();
        all("status").forEach(statuses -> {
            List<Long> resolved = new ArrayList<>();
            int reopens = 0;
            for (Held held : statuses) {
                String before = String.valueOf(held.previous());
                if (SOLVED.contains(held.value()) && !SOLVED.contains(before) && !before.equals("deleted")) {
                    resolved.add(held.startSec());
                }
                reopens += before.equals("solved") && UNSOLVED.contains(held.value()) ? 1 : 0;
            }
            Held now = statuses.get(statuses.size() - 1);
            if (resolved.isEmpty()) {
                return;
            }
            Optional<Long> last = SOLVED.contains(now.beforeDeletion())
                    ? Optional.of(resolved.get(resolved.size() - 1))
                    : Optional.empty();
            rows.add(row(
                    now.ticket(),
                    time(now.createdSec()),
                    time(resolved.get(0)),
                    now.createdSec().map(sec -> resolved.get(0) - sec),
                    time(last),
                    now.createdSec().flatMap(sec -> last.map(end -> end - sec)),
                    resolved.size(),
                    reopens,
                    history.of(now.ticket(), "tags").stream()
                            .anyMatch(tags -> String.valueOf(tags.value()).contains("\"closed_by_merge\""))));
        });
        return rows;
    }

    List<String> waits() {
        List<String> rows = new ArrayList<>();
        all("status").forEach(statuses -> {
            Map<String, Long> sums = new HashMap<>();
            Optional<Long> since = Optional.empty();
            boolean any = false;
            for (Held held : statuses) {
                any |= !"deleted".equals(held.value());
                held.seconds().ifPresent(seconds -> sums.merge(String.valueOf(held.value()), seconds, Long::sum));
                if (held.endSec().isEmpty() && Set.of("new", "open", "hold").contains(held.value())) {
                    since = Optional.of(held.startSec());
                }
            }
            long work = sums.getOrDefault("new", 0L) + sums.getOrDefault("open", 0L);
            long hold = sums.getOrDefault("hold", 0L);
            if (any) {
                rows.add(row(
                        statuses.get(0).ticket(),
                        time(statuses.get(0).createdSec()),
                        work + hold,
                        work,
                        sums.getOrDefault("pending", 0L),
                        hold,
                        time(since)));
            }
        });
        return rows;
    }

    List<String> backlog(Instant now) {
        List<Held> unsolved = all("status")
                .flatMap(List::stream)
                .filter(held -> UNSOLVED.contains(held.value()))
                .toList();
        long first = unsolved.stream().mapToLong(Held::startSec).min().orElse(now.getEpochSecond());
        List<String> rows = new ArrayList<>();
        for (LocalDate day = day(first); !day.isAfter(day(now.getEpochSecond())); day = day.plusDays(1)) {
            long endSec = day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - 1;
            Map<String, Integer> counts = new TreeMap<>();
            unsolved.stream()
                    .filter(held -> held.holdsAt(endSec))
                    .forEach(held -> counts.merge(String.valueOf(held.value()), 1, Integer::sum));
            LocalDate counted = day;
            counts.forEach((status, count) -> rows.add(row(counted, status, count)));
        }
        return rows;
    }

    private static LocalDate day(long sec) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(sec), ZoneOffset.UTC);
    }

    List<String> satisfaction() {
        List<String> rows = new ArrayList<>();
        all("satisfaction_score").forEach(scores -> {
            List<Held> ratings = scores.stream()
                    .filter(held -> Set.of("good", "bad").contains(String.valueOf(held.value())))
                    .toList();
            Optional<Long> offered = scores.stream()
                    .filter(held -> "offered".equals(held.value()))
                    .map(Held::startSec)
                    .findFirst();
            if (ratings.isEmpty() && offered.isEmpty()) {
                return;
            }
            long ticket = scores.get(0).ticket();
            rows.add(row(
                    ticket,
                    time(scores.get(0).createdSec()),
                    time(offered),
                    time(ratings.stream().map(Held::startSec).findFirst()),
                    ratings.stream().map(Held::value).findFirst(),
                    scores.get(scores.size() - 1).value(),
                    last(history.of(ticket, "satisfaction_reason_code")),
                    last(history.of(ticket, "satisfaction_comment")),
                    ratings.size(),
                    ratings.stream()
                            .filter(held -> "good".equals(held.previous()) && "bad".equals(held.value()))
                            .count(),
                    ratings.stream()
                            .filter(held -> "bad".equals(held.previous()) && "good".equals(held.value()))
                            .count()));
        });
        return rows;
    }

    private static Optional<String> last(List<Held> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(values.get(values.size() - 1).value());
    }

    /** Fields of each ticket, but for what a JSON object holds. */
    List<String> states() {
        List<String> columns = List.of(
                "status",
                "custom_status_id",
                "priority",
                "type",
                "subject",
                "requester_id",
                "assignee_id",
                "group_id",
                "organization_id",
                "brand_id",
                "ticket_form_id",
                "satisfaction_score",
                "sla_policy",
                "is_public",
                "tags");
        List<String> rows = new ArrayList<>();
        history.tickets.forEach((ticket, fields) -> {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(ticket);
            row.add(time(Optional.ofNullable(history.created.get(ticket)).map(TicketEvent::startSec)));
            row.add(time(fields.values().stream()
                    .map(values -> values.get(values.size() - 1).startSec())
                    .max(Comparator.naturalOrder())));
            for (String column : columns) {
                boolean unset =
                        column.endsWith("_id") || Set.of("priority", "type").contains(column);
                row.add(last(history.of(ticket, column))
                        .filter(value -> !unset || !text(value).isEmpty()));
            }
            rows.add(row(row.toArray()));
        });
        return rows;
    }
}
