package dev.ticketsql.calcite;

import dev.ticketsql.calcite.FieldHistory.Held;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.ReferenceDesk;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts of the sandbox's tickets, told of their events without SQL. Agents are known by their ids. */
final class HelpDeskFacts {

    static final Set<String> UNSOLVED = Set.of("new", "open", "pending", "hold");
    static final Set<String> SOLVED = Set.of("solved", "closed");
    static final String CATEGORY = "custom_ticket_fields.360021774433";

    private static final long FIRST_AGENT = 374_210_118_473L;
    private static final long LAST_AGENT = FIRST_AGENT + 23 * 40;

    /** A comment by an agent. */
    record Reply(long ticket, long sec, long agent, boolean isPublic) {}

    final List<TicketEvent> events;
    final FieldHistory history;
    private final ReferenceDesk names;
    final List<Reply> replies = new ArrayList<>();

    HelpDeskFacts(List<TicketEvent> events, ReferenceDesk names) {
        this.events = events;
        this.names = names;
        this.history = new FieldHistory(events);
        for (TicketEvent event : events) {
            event.children().comments().stream()
                    .filter(comment -> isAgent(updater(event)))
                    .forEach(comment -> replies.add(new Reply(
                            FieldHistory.ticket(event),
                            event.startSec(),
                            updater(event),
                            Boolean.TRUE.equals(comment.isPublic()))));
        }
    }

    static boolean isAgent(long person) {
        return person >= FIRST_AGENT && person <= LAST_AGENT;
    }

    static long updater(TicketEvent event) {
        return Objects.requireNonNullElse((Long) event.value(EventField.UPDATER_ID), 0L);
    }

    static LocalDateTime time(long sec) {
        return LocalDateTime.ofEpochSecond(sec, 0, ZoneOffset.UTC);
    }

    static long sec(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    Stream<Long> tickets() {
        return history.tickets.keySet().stream();
    }

    long createdSec(long ticket) {
        return Objects.requireNonNull(history.created.get(ticket)).startSec();
    }

    String channel(long ticket) {
        return String.valueOf(
                Objects.requireNonNull(history.created.get(ticket)).value(EventField.VIA));
    }

    /** A field as it is now; empty without a value. */
    String now(long ticket, String field) {
        return history.at(ticket, field, Long.MAX_VALUE);
    }

    /** The same as a row has it. */
    String cell(long ticket, String field) {
        return now(ticket, field).isEmpty() ? "null" : now(ticket, field);
    }

    /** The name of a person, as a row has it. */
    String person(String id) {
        return names.value("users", id, "name");
    }

    /** The name of a group, a brand, a form or an organization, as a row has it. */
    String name(String list, String id) {
        return names.value(list, id, "name");
    }

    boolean isUnsolved(long ticket) {
        return UNSOLVED.contains(now(ticket, "status"));
    }

    /** Seconds from the creation to the first public reply. */
    Optional<Long> firstReplySeconds(long ticket) {
        return replies.stream()
                .filter(reply -> reply.ticket() == ticket && reply.isPublic())
                .map(reply -> reply.sec() - createdSec(ticket))
                .min(Comparator.naturalOrder());
    }

    /** Instants at which an unsolved ticket was solved, or closed. */
    List<Long> solvedSecs(long ticket) {
        return history.of(ticket, "status").stream()
                .filter(held -> SOLVED.contains(held.value()) && !SOLVED.contains(held.previous()))
                .map(Held::startSec)
                .toList();
    }

    /** Seconds from the creation to the last solution; empty while the ticket is open. */
    Optional<Long> resolutionSeconds(long ticket) {
        List<Long> solved = solvedSecs(ticket);
        return isUnsolved(ticket) ? Optional.empty() : Optional.of(solved.get(solved.size() - 1) - createdSec(ticket));
    }

    long reopens(long ticket) {
        return history.of(ticket, "status").stream()
                .filter(held -> "solved".equals(held.previous()) && UNSOLVED.contains(held.value()))
                .count();
    }

    /** Rows of a key and the number of its occurrences, the most frequent first, then by key. */
    static List<String> counts(Stream<String> keys) {
        return keys.collect(Collectors.groupingBy(key -> key, TreeMap::new, Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getKey() + ", " + entry.getValue())
                .toList();
    }

    /** The same in the order of the keys, column by column. */
    static List<String> countsByKey(Stream<String> keys) {
        return counts(keys).stream()
                .sorted(Comparator.comparing(row -> row.replace(", ", "\0")))
                .toList();
    }

    static double average(List<Long> numbers) {
        return numbers.stream().mapToLong(number -> number).average().orElseThrow();
    }

    /** The value at a share of the way through the sorted numbers, between two of them in proportion. */
    static double percentile(List<Long> numbers, double share) {
        List<Long> sorted = numbers.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    static double median(List<Long> numbers) {
        return percentile(numbers, 0.5);
    }

    /** A number as a row has it, rounded to so many digits. */
    static String round(double number, int digits) {
        return plain(BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP));
    }

    static String hours(double seconds) {
        return round(seconds / 3_600, 1);
    }

    static String percent(long part, long whole, int digits) {
        return plain(BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), digits, RoundingMode.HALF_UP));
    }

    static String plain(@Nullable BigDecimal number) {
        return number == null ? "null" : number.stripTrailingZeros().toPlainString();
    }
}
