package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.HelpDeskFacts.counts;
import static dev.ticketsql.calcite.HelpDeskFacts.countsByKey;
import static dev.ticketsql.calcite.HelpDeskFacts.percent;
import static dev.ticketsql.calcite.HelpDeskFacts.sec;
import static dev.ticketsql.calcite.HelpDeskFacts.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers to the questions about tickets and the backlog. */
final class TicketAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HelpDeskFacts desk;

    TicketAnswers(HelpDeskFacts desk) {
        this.desk = desk;
    }

    /** Answers by the beginnings of their questions. */
    Map<String, Supplier<List<String>>> answers() {
        Map<String, Supplier<List<String>>> answers = new LinkedHashMap<>();
        answers.put("How many tickets were created in each month", this::months);
        answers.put("Through which channels", () -> counts(desk.tickets().map(desk::channel)));
        answers.put("At which hours of the week", this::hoursOfTheWeek);
        answers.put("How many tickets were created and how many solved", this::weeks);
        answers.put("Which share of the tickets has each priority", this::priorities);
        answers.put("Of which types", this::types);
        answers.put("Who asks most", this::requesters);
        answers.put("Which tags", this::tags);
        answers.put(
                "How many tickets does each brand",
                () -> countsByKey(desk.tickets()
                        .map(ticket -> desk.name("brands", desk.now(ticket, "brand_id")) + ", "
                                + desk.name("ticket_forms", desk.now(ticket, "ticket_form_id")))));
        answers.put(
                "What are tickets about",
                () -> counts(desk.tickets()
                        .map(ticket -> desk.now(ticket, HelpDeskFacts.CATEGORY))
                        .filter(category -> !category.isEmpty())));
        answers.put("Which organizations", this::organizations);
        answers.put("How many tickets were unsolved at the end", this::backlog);
        answers.put(
                "How old are the unsolved",
                () -> countsByKey(desk.tickets()
                        .filter(desk::isUnsolved)
                        .map(ticket -> age(desk.createdSec(ticket)) + ", " + desk.now(ticket, "status"))));
        answers.put("Which tickets are unsolved for the longest", this::oldest);
        answers.put("How many unsolved tickets does each agent", this::backlogOfAgents);
        answers.put(
                "What was the status",
                () -> countsByKey(desk.tickets()
                        .map(ticket -> desk.history.at(ticket, "status", sec("2026-01-01T00:00:00Z")))
                        .filter(status -> !status.isEmpty())));
        return answers;
    }

    private List<String> months() {
        return countsByKey(desk.tickets()
                .map(desk::createdSec)
                .filter(created -> created >= sec("2026-01-01T00:00:00Z"))
                .map(created -> time(created).toLocalDate().withDayOfMonth(1).toString()));
    }

    private List<String> hoursOfTheWeek() {
        record Cell(int weekday, int hour, long tickets) {}
        return desk
                .tickets()
                .map(ticket -> time(desk.createdSec(ticket)))
                .collect(Collectors.groupingBy(
                        created -> created.getDayOfWeek().getValue() * 24 + created.getHour(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(cell -> new Cell(cell.getKey() / 24, cell.getKey() % 24, cell.getValue()))
                .sorted(Comparator.comparing(Cell::tickets)
                        .reversed()
                        .thenComparing(Cell::weekday)
                        .thenComparing(Cell::hour))
                .limit(10)
                .map(cell -> row(cell.weekday(), cell.hour(), cell.tickets()))
                .toList();
    }

    private List<String> weeks() {
        Map<LocalDate, long[]> weeks = new TreeMap<>(Comparator.reverseOrder());
        desk.tickets().forEach(ticket -> {
            weeks.computeIfAbsent(week(desk.createdSec(ticket)), any -> new long[2])[0]++;
            desk.solvedSecs(ticket).stream()
                    .findFirst()
                    .ifPresent(solved -> weeks.computeIfAbsent(week(solved), any -> new long[2])[1]++);
        });
        return weeks.entrySet().stream()
                .limit(12)
                .map(week -> row(week.getKey(), week.getValue()[0], week.getValue()[1]))
                .toList();
    }

    private static LocalDate week(long sec) {
        return time(sec).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private List<String> priorities() {
        long all = desk.tickets().count();
        return counts(desk.tickets().map(ticket -> desk.cell(ticket, "priority"))).stream()
                .map(count -> count + ", " + percent(Long.parseLong(count.replaceFirst(".*, ", "")), all, 1))
                .toList();
    }

    private List<String> types() {
        Map<Integer, List<Long>> years = desk.tickets()
                .collect(Collectors.groupingBy(
                        ticket -> time(desk.createdSec(ticket)).getYear(), TreeMap::new, Collectors.toList()));
        List<String> rows = new ArrayList<>();
        years.forEach((year, tickets) -> rows.add(year + ", "
                + Stream.of("question", "incident", "problem", "task")
                        .map(type -> tickets.stream()
                                .filter(ticket -> desk.now(ticket, "type").equals(type))
                                .count())
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))));
        return rows;
    }

    private List<String> requesters() {
        return counts(desk.tickets().map(ticket -> desk.now(ticket, "requester_id"))).stream()
                .limit(5)
                .map(count -> {
                    String requester = count.replaceFirst(",.*", "");
                    long newest = desk.tickets()
                            .filter(ticket -> desk.now(ticket, "requester_id").equals(requester))
                            .mapToLong(desk::createdSec)
                            .max()
                            .orElseThrow();
                    return desk.person(requester) + count.substring(requester.length()) + ", "
                            + time(newest).toLocalDate();
                })
                .toList();
    }

    private List<String> tags() {
        return counts(desk.tickets().flatMap(ticket -> Arrays.stream(array(desk.now(ticket, "tags"))))).stream()
                .limit(10)
                .toList();
    }

    private static String[] array(String json) {
        try {
            return json.isEmpty() ? new String[0] : JSON.readValue(json, String[].class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> organizations() {
        return counts(desk.tickets()
                        .map(ticket -> desk.now(ticket, "organization_id"))
                        .filter(organization -> !organization.isEmpty()))
                .stream()
                .limit(5)
                .map(count -> {
                    String organization = count.replaceFirst(",.*", "");
                    return desk.name("organizations", organization) + count.substring(organization.length()) + ", "
                            + desk.tickets()
                                    .filter(ticket ->
                                            desk.now(ticket, "organization_id").equals(organization)
                                                    && List.of("high", "urgent").contains(desk.now(ticket, "priority")))
                                    .count();
                })
                .toList();
    }

    private List<String> backlog() {
        List<String> rows = new ArrayList<>();
        for (int month = 1; month <= 10; month++) {
            LocalDate last = YearMonth.of(2026, month).atEndOfMonth();
            long endSec = last.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - 1;
            long unsolved = desk.tickets()
                    .filter(ticket -> HelpDeskFacts.UNSOLVED.contains(desk.history.at(ticket, "status", endSec)))
                    .count();
            if (unsolved > 0) {
                rows.add(row(last, unsolved));
            }
        }
        return rows;
    }

    private static String age(long createdSec) {
        return createdSec >= sec("2026-11-19T00:00:00Z")
                ? "1: a day"
                : createdSec >= sec("2026-11-13T00:00:00Z") ? "2: a week" : "3: older";
    }

    private List<String> oldest() {
        return desk.tickets()
                .filter(desk::isUnsolved)
                .sorted(Comparator.comparing(desk::createdSec).thenComparing(Comparator.naturalOrder()))
                .limit(5)
                .map(ticket -> row(
                        ticket,
                        desk.now(ticket, "status"),
                        FieldHistory.time(desk.createdSec(ticket)),
                        desk.person(desk.now(ticket, "assignee_id"))))
                .toList();
    }

    private List<String> backlogOfAgents() {
        return counts(desk.tickets().filter(desk::isUnsolved).map(ticket -> desk.cell(ticket, "assignee_id"))).stream()
                .map(count -> {
                    String assignee = count.replaceFirst(",.*", "");
                    return desk.person(assignee) + count.substring(assignee.length()) + ", "
                            + desk.tickets()
                                    .filter(ticket -> desk.now(ticket, "status").equals("open")
                                            && desk.cell(ticket, "assignee_id").equals(assignee))
                                    .count();
                })
                .toList();
    }
}
