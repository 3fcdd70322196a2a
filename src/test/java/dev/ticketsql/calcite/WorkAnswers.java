package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.HelpDeskFacts.average;
import static dev.ticketsql.calcite.HelpDeskFacts.counts;
import static dev.ticketsql.calcite.HelpDeskFacts.countsByKey;
import static dev.ticketsql.calcite.HelpDeskFacts.hours;
import static dev.ticketsql.calcite.HelpDeskFacts.median;
import static dev.ticketsql.calcite.HelpDeskFacts.percent;
import static dev.ticketsql.calcite.HelpDeskFacts.round;
import static dev.ticketsql.calcite.HelpDeskFacts.time;

import dev.ticketsql.calcite.FieldHistory.Held;
import dev.ticketsql.calcite.HelpDeskFacts.Reply;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers to the questions about agents, groups, statuses, satisfaction and service levels. */
final class WorkAnswers {

    private final HelpDeskFacts desk;

    WorkAnswers(HelpDeskFacts desk) {
        this.desk = desk;
    }

    /** Answers by the beginnings of their questions. */
    Map<String, Supplier<List<String>>> answers() {
        Map<String, Supplier<List<String>>> answers = new LinkedHashMap<>();
        answers.put("Who solves most", this::solvers);
        answers.put("Who writes most", this::writers);
        answers.put("On how many tickets does each agent work", this::workDays);
        answers.put("From which group to which", this::handovers);
        answers.put(
                "How many tickets have had one agent",
                () -> countsByKey(desk.tickets()
                        .map(ticket -> ""
                                + assigned(ticket).map(Held::value).distinct().count())));
        answers.put("How long does a ticket lie", this::untaken);
        answers.put("For how many hours were tickets with each group", this::groupHours);
        answers.put("How long are tickets in each status", this::statuses);
        answers.put("How long do requesters wait altogether", this::waits);
        answers.put("How many of the rated tickets", this::ratings);
        answers.put("Are reopened tickets rated worse", this::ratingsOfReopened);
        answers.put("Which share of the applied policies", this::policies);
        answers.put(
                "At which times of the day",
                () -> countsByKey(breaches().map(breach -> {
                    int hour = time(breach.startSec()).getHour();
                    return hour >= 8 && hour <= 17 ? "day" : "night";
                })));
        return answers;
    }

    private Stream<Held> all(String field) {
        return desk.tickets().flatMap(ticket -> desk.history.of(ticket, field).stream());
    }

    private Stream<Held> assigned(long ticket) {
        return desk.history.of(ticket, "assignee_id").stream().filter(held -> held.value() != null);
    }

    private List<String> solvers() {
        List<Held> solutions = all("status")
                .filter(held -> "solved".equals(held.value()) && !"deleted".equals(held.previous()))
                .toList();
        return counts(solutions.stream().map(held -> "" + HelpDeskFacts.updater(held.event()))).stream()
                .limit(5)
                .map(count -> {
                    String solver = count.replaceFirst(",.*", "");
                    return desk.person(solver) + count.substring(solver.length()) + ", "
                            + solutions.stream()
                                    .filter(held -> solver.equals("" + HelpDeskFacts.updater(held.event())))
                                    .map(Held::ticket)
                                    .distinct()
                                    .count();
                })
                .toList();
    }

    private List<String> writers() {
        Map<Long, List<Reply>> agents =
                desk.replies.stream().collect(Collectors.groupingBy(Reply::agent, TreeMap::new, Collectors.toList()));
        record Writer(long agent, long replies, long notes) {}
        return agents.entrySet().stream()
                .map(agent -> new Writer(
                        agent.getKey(),
                        agent.getValue().stream().filter(Reply::isPublic).count(),
                        agent.getValue().stream()
                                .filter(reply -> !reply.isPublic())
                                .count()))
                .sorted(Comparator.comparing(Writer::replies).reversed().thenComparing(Writer::agent))
                .limit(5)
                .map(writer -> row(desk.person("" + writer.agent()), writer.replies(), writer.notes()))
                .toList();
    }

    private List<String> workDays() {
        Map<Long, Map<Object, Set<Long>>> days = new TreeMap<>();
        for (TicketEvent event : desk.events) {
            long agent = HelpDeskFacts.updater(event);
            if (HelpDeskFacts.isAgent(agent)) {
                days.computeIfAbsent(agent, any -> new TreeMap<>())
                        .computeIfAbsent(time(event.startSec()).toLocalDate(), any -> new HashSet<>())
                        .add(FieldHistory.ticket(event));
            }
        }
        return days.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Long, Map<Object, Set<Long>>> agent) ->
                                -agent.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(5)
                .map(agent -> row(
                        desk.person("" + agent.getKey()),
                        round(
                                average(agent.getValue().values().stream()
                                        .map(tickets -> (long) tickets.size())
                                        .toList()),
                                1),
                        agent.getValue().size()))
                .toList();
    }

    private List<String> handovers() {
        return counts(all("group_id")
                .filter(held -> held.previous() != null)
                .map(held ->
                        desk.name("groups", "" + held.previous()) + ", " + desk.name("groups", "" + held.value())));
    }

    private List<String> untaken() {
        List<Long> waits = desk.tickets()
                .flatMap(ticket -> assigned(ticket).findFirst().map(Held::startSec).stream()
                        .map(taken -> taken - desk.createdSec(ticket)))
                .toList();
        return List.of(row(waits.size(), round(median(waits) / 60, 1)));
    }

    /** Sums the stretches with one group and assignee that have ended, at the latest when the ticket was closed. */
    private List<String> groupHours() {
        Map<String, Long> seconds = new TreeMap<>();
        Map<String, Set<Long>> tickets = new TreeMap<>();
        desk.tickets().forEach(ticket -> {
            Optional<Long> closed = desk.history.of(ticket, "status").stream()
                    .filter(held -> "closed".equals(held.value()))
                    .map(Held::startSec)
                    .findFirst();
            List<Long> starts = Stream.of("group_id", "assignee_id")
                    .flatMap(field -> desk.history.of(ticket, field).stream())
                    .map(Held::startSec)
                    .distinct()
                    .sorted()
                    .toList();
            for (int at = 0; at < starts.size(); at++) {
                String group = desk.history.at(ticket, "group_id", starts.get(at));
                Optional<Long> end = at + 1 < starts.size() ? Optional.of(starts.get(at + 1)) : closed;
                long length = end.orElse(starts.get(at)) - starts.get(at);
                if (!group.isEmpty()) {
                    seconds.merge(group, length, Long::sum);
                    tickets.computeIfAbsent(group, any -> new HashSet<>()).add(ticket);
                }
            }
        });
        return seconds.entrySet().stream()
                .map(group -> row(
                        desk.name("groups", group.getKey()),
                        tickets.getOrDefault(group.getKey(), Set.of()).size(),
                        round(group.getValue() / 3_600.0, 0)))
                .toList();
    }

    private List<String> statuses() {
        Map<String, List<Long>> statuses = new TreeMap<>();
        all("status").forEach(held -> {
            List<Long> ended = statuses.computeIfAbsent("" + held.value(), any -> new ArrayList<>());
            held.seconds().ifPresent(ended::add);
        });
        return statuses.entrySet().stream()
                .map(status -> row(
                        status.getKey(),
                        status.getValue().size(),
                        status.getValue().isEmpty() ? "null" : hours(average(status.getValue()))))
                .toList();
    }

    private List<String> waits() {
        List<Long> requesters = new ArrayList<>();
        List<Long> agents = new ArrayList<>();
        List<Long> holds = new ArrayList<>();
        desk.tickets()
                .filter(ticket -> !Set.of("new", "open", "hold").contains(desk.now(ticket, "status")))
                .forEach(ticket -> {
                    requesters.add(secondsIn(ticket, Set.of("new", "open", "hold")));
                    agents.add(secondsIn(ticket, Set.of("pending")));
                    holds.add(secondsIn(ticket, Set.of("hold")));
                });
        holds.removeIf(hold -> hold == 0);
        return List.of(row(hours(median(requesters)), hours(median(agents)), hours(median(holds))));
    }

    private long secondsIn(long ticket, Set<String> statuses) {
        return desk.history.of(ticket, "status").stream()
                .filter(held -> statuses.contains(held.value()))
                .mapToLong(held -> held.seconds().orElse(0L))
                .sum();
    }

    private boolean isRated(long ticket) {
        return Set.of("good", "bad").contains(desk.now(ticket, "satisfaction_score"));
    }

    private List<String> ratings() {
        Map<Integer, List<Long>> years = desk.tickets()
                .filter(ticket -> !desk.now(ticket, "satisfaction_score").isEmpty())
                .collect(Collectors.groupingBy(
                        ticket -> time(desk.createdSec(ticket)).getYear(), TreeMap::new, Collectors.toList()));
        List<String> rows = new ArrayList<>();
        years.forEach((year, tickets) -> {
            long rated = tickets.stream().filter(this::isRated).count();
            long good = tickets.stream()
                    .filter(ticket -> desk.now(ticket, "satisfaction_score").equals("good"))
                    .count();
            rows.add(row(year, tickets.size(), rated, rated == 0 ? "null" : percent(good, rated, 1)));
        });
        return rows;
    }

    private List<String> ratingsOfReopened() {
        return Stream.of(false, true)
                .map(reopened -> {
                    List<Long> rated = desk.tickets()
                            .filter(ticket -> isRated(ticket) && desk.reopens(ticket) > 0 == reopened)
                            .toList();
                    return row(
                            reopened,
                            rated.size(),
                            rated.stream()
                                    .filter(ticket -> desk.now(ticket, "satisfaction_score")
                                            .equals("bad"))
                                    .count());
                })
                .toList();
    }

    private Stream<TicketEvent> breaches() {
        return desk.events.stream()
                .filter(event -> "breach".equals(event.value(EventField.TYPE))
                        && !String.valueOf(event.other()).contains("\"deleted\":true"));
    }

    /** The sandbox applies one policy to a measurement, so that any breach of it is one of that policy. */
    private List<String> policies() {
        Set<String> breached = breaches().map(WorkAnswers::measurement).collect(Collectors.toSet());
        Map<String, List<Boolean>> applied = new TreeMap<>();
        desk.events.stream()
                .filter(event -> String.valueOf(event.value(EventField.TYPE)).startsWith("apply"))
                .forEach(event -> applied.computeIfAbsent(
                                (String.valueOf(event.other()).contains("Premium support")
                                                ? "Premium support"
                                                : "Standard support")
                                        + ", " + event.value(EventField.METRIC),
                                any -> new ArrayList<>())
                        .add(breached.contains(measurement(event))));
        return applied.entrySet().stream()
                .map(policy -> row(
                        policy.getKey(),
                        policy.getValue().size(),
                        policy.getValue().stream().filter(any -> any).count()))
                .toList();
    }

    private static String measurement(TicketEvent event) {
        return row(FieldHistory.ticket(event), event.value(EventField.METRIC), event.value(EventField.INSTANCE_ID));
    }
}
