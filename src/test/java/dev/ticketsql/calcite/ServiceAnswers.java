package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.HelpDeskFacts.average;
import static dev.ticketsql.calcite.HelpDeskFacts.counts;
import static dev.ticketsql.calcite.HelpDeskFacts.hours;
import static dev.ticketsql.calcite.HelpDeskFacts.median;
import static dev.ticketsql.calcite.HelpDeskFacts.percent;
import static dev.ticketsql.calcite.HelpDeskFacts.percentile;
import static dev.ticketsql.calcite.HelpDeskFacts.round;
import static dev.ticketsql.calcite.HelpDeskFacts.sec;
import static dev.ticketsql.calcite.HelpDeskFacts.time;

import dev.ticketsql.calcite.HelpDeskFacts.Reply;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers to the questions about first replies and resolutions. */
final class ServiceAnswers {

    private final HelpDeskFacts desk;

    ServiceAnswers(HelpDeskFacts desk) {
        this.desk = desk;
    }

    /** Answers by the beginnings of their questions. */
    Map<String, Supplier<List<String>>> answers() {
        Map<String, Supplier<List<String>>> answers = new LinkedHashMap<>();
        answers.put("How long do half of the requesters wait", this::replyMonths);
        answers.put("How many first replies come within", this::replyBrackets);
        answers.put("Which tickets of the last two weeks", this::unreplied);
        answers.put("Does the first reply come sooner", this::replyChannels);
        answers.put(
                "How fast do nine in ten",
                () -> byNumber(priorities(desk::firstReplySeconds, seconds -> hours(percentile(seconds, 0.9)))));
        answers.put(
                "How long does it take to solve",
                () -> byNumber(priorities(
                        desk::resolutionSeconds, seconds -> seconds.size() + ", " + hours(median(seconds)))));
        answers.put("How much later than the first time", this::firstAndFull);
        answers.put("Which share of the tickets is solved within", this::solvedWithin);
        answers.put("Which share of the solved tickets was reopened", this::reopened);
        answers.put("How many tickets are solved with one reply", this::touches);
        answers.put("How many replies does a solved ticket need", this::repliesOfCategories);
        return answers;
    }

    private Stream<Long> replied() {
        return desk.tickets().filter(ticket -> desk.firstReplySeconds(ticket).isPresent());
    }

    private long firstReply(long ticket) {
        return desk.firstReplySeconds(ticket).orElseThrow();
    }

    private Stream<Long> resolved() {
        return desk.tickets().filter(ticket -> desk.resolutionSeconds(ticket).isPresent());
    }

    private long resolution(long ticket) {
        return desk.resolutionSeconds(ticket).orElseThrow();
    }

    private List<String> replyMonths() {
        Map<LocalDate, List<Long>> months = new TreeMap<>();
        replied()
                .filter(ticket -> desk.createdSec(ticket) >= sec("2026-01-01T00:00:00Z"))
                .forEach(ticket -> months.computeIfAbsent(
                                time(desk.createdSec(ticket)).toLocalDate().withDayOfMonth(1), any -> new ArrayList<>())
                        .add(firstReply(ticket)));
        return months.entrySet().stream()
                .map(month -> row(month.getKey(), month.getValue().size(), hours(median(month.getValue()))))
                .toList();
    }

    private List<String> replyBrackets() {
        long[] counts = new long[4];
        replied()
                .mapToLong(this::firstReply)
                .forEach(seconds -> counts[seconds <= 3_600 ? 0 : seconds <= 28_800 ? 1 : seconds <= 86_400 ? 2 : 3]++);
        return List.of(row(counts[0], counts[1], counts[2], counts[3]));
    }

    private List<String> unreplied() {
        return desk.tickets()
                .filter(ticket -> desk.createdSec(ticket) >= sec("2026-11-06T00:00:00Z")
                        && desk.firstReplySeconds(ticket).isEmpty())
                .map(ticket -> row(
                        ticket,
                        FieldHistory.time(desk.createdSec(ticket)),
                        desk.name("groups", desk.now(ticket, "group_id"))))
                .toList();
    }

    private List<String> replyChannels() {
        return counts(replied().map(desk::channel)).stream()
                .map(count -> count + ", "
                        + hours(average(replied()
                                .filter(ticket -> count.startsWith(desk.channel(ticket) + ","))
                                .map(this::firstReply)
                                .toList())))
                .toList();
    }

    private List<String> priorities(Function<Long, Optional<Long>> seconds, Function<List<Long>, String> summary) {
        return desk
                .tickets()
                .filter(ticket -> seconds.apply(ticket).isPresent())
                .collect(Collectors.groupingBy(
                        ticket -> desk.cell(ticket, "priority"),
                        Collectors.mapping(ticket -> seconds.apply(ticket).orElseThrow(), Collectors.toList())))
                .entrySet()
                .stream()
                .map(group -> group.getKey() + ", " + summary.apply(group.getValue()))
                .toList();
    }

    /** Sorts rows by the number at their end. */
    private static List<String> byNumber(List<String> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((String text) -> new BigDecimal(text.replaceFirst(".*, ", "")))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<String> firstAndFull() {
        return List.of(row(
                hours(average(resolved()
                        .map(ticket -> desk.solvedSecs(ticket).get(0) - desk.createdSec(ticket))
                        .toList())),
                hours(average(resolved().map(this::resolution).toList()))));
    }

    private List<String> solvedWithin() {
        return List.of(Stream.of(1, 3, 7)
                .map(days -> percent(
                        resolved()
                                .filter(ticket -> resolution(ticket) <= days * 86_400L)
                                .count(),
                        resolved().count(),
                        0))
                .collect(Collectors.joining(", ")));
    }

    private List<String> reopened() {
        Map<LocalDate, List<Long>> quarters = new TreeMap<>();
        desk.tickets()
                .forEach(ticket -> desk.solvedSecs(ticket).stream().findFirst().ifPresent(solved -> {
                    LocalDate day = time(solved).toLocalDate();
                    quarters.computeIfAbsent(
                                    LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1),
                                    any -> new ArrayList<>())
                            .add(desk.reopens(ticket));
                }));
        return quarters.entrySet().stream()
                .map(quarter -> row(
                        quarter.getKey(),
                        quarter.getValue().size(),
                        percent(
                                quarter.getValue().stream()
                                        .filter(reopens -> reopens > 0)
                                        .count(),
                                quarter.getValue().size(),
                                1)))
                .toList();
    }

    private long replies(long ticket) {
        return desk.replies.stream()
                .filter(reply -> reply.ticket() == ticket)
                .filter(Reply::isPublic)
                .count();
    }

    private List<String> touches() {
        long[] counts = new long[4];
        resolved().forEach(ticket -> counts[(int) Math.min(3, replies(ticket))]++);
        return List.of(row(counts[1], counts[2], counts[3]));
    }

    private List<String> repliesOfCategories() {
        return resolved()
                .filter(ticket -> !desk.now(ticket, HelpDeskFacts.CATEGORY).isEmpty())
                .collect(Collectors.groupingBy(
                        ticket -> desk.now(ticket, HelpDeskFacts.CATEGORY),
                        TreeMap::new,
                        Collectors.mapping(this::replies, Collectors.toList())))
                .entrySet()
                .stream()
                .map(category ->
                        row(category.getKey(), category.getValue().size(), round(average(category.getValue()), 2)))
                .toList();
    }
}
