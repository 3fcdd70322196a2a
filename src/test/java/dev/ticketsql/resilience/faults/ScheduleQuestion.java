package dev.ticketsql.resilience.faults;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A question of a schedule, and the judge of its answer.
 *
 * @param fromSec start of its range, epoch seconds; negative for none
 * @param toSec end of its range, exclusive; negative for none
 * @param limit its LIMIT; empty for all rows
 * @param waitSec time that passes before it
 */
record ScheduleQuestion(AskedTable table, Order order, long fromSec, long toSec, OptionalInt limit, long waitSec) {

    /** Order of the rows. */
    enum Order {
        ANY,
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    static ScheduleQuestion of(Choices choices, long endSec, FaultSchedule.Shape shape) {
        long lengthSec = choices.one(600L, 86_400L, 10L * 86_400 / shape.compression() + 60);
        long fromSec = endSec - choices.below((int) Math.min(40L * 86_400, 20L * 86_400 / shape.compression() + 600));
        boolean hasFrom = choices.percent(40);
        boolean hasTo = choices.percent(30);
        boolean hasLimit = choices.percent(30);
        return new ScheduleQuestion(
                choices.one(
                        AskedTable.TICKET_EVENTS,
                        AskedTable.TICKET_EVENTS,
                        AskedTable.TICKET_FIELD_CHANGES,
                        AskedTable.TICKET_COMMENTS),
                hasLimit ? choices.one(Order.values()) : Order.ANY,
                hasFrom ? fromSec : -1,
                hasTo ? fromSec + lengthSec : -1,
                hasLimit ? OptionalInt.of(choices.one(1, 7, 60)) : OptionalInt.empty(),
                choices.one(0L, 1L, 40L, 130L, 700L));
    }

    /** Everything of a table. */
    static ScheduleQuestion whole(AskedTable table) {
        return new ScheduleQuestion(table, Order.ANY, -1, -1, OptionalInt.empty(), 0);
    }

    String sql() {
        List<String> conditions = new ArrayList<>();
        if (fromSec >= 0) {
            conditions.add("start_time >= " + fromSec);
        }
        if (toSec >= 0) {
            conditions.add("start_time < " + toSec);
        }
        return "SELECT " + table.columns() + " FROM " + table.tableName()
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + switch (order) {
                    case ANY -> "";
                    case OLDEST_FIRST -> " ORDER BY start_time";
                    case NEWEST_FIRST -> " ORDER BY start_time DESC";
                }
                + (limit.isPresent() ? " LIMIT " + limit.getAsInt() : "");
    }

    private boolean asksFor(DeskEvent event) {
        return event.sec() >= fromSec && (toSec < 0 || event.sec() < toSec);
    }

    /**
     * Judges an answer.
     *
     * @param must the events of which all rows must be in an answer without a limit
     * @param may the events of which all rows, or none, may be there
     * @throws AssertionError naming what is wrong
     */
    void judge(List<String> rows, List<DeskEvent> must, List<DeskEvent> may) {
        Map<String, DeskEvent> allowed = new HashMap<>();
        may.stream().filter(this::asksFor).forEach(event -> allowed.put(event.key(), event));
        Map<String, List<String>> got = byKey(rows);
        Set<String> complete = new HashSet<>();
        got.forEach((key, its) -> {
            require(allowed.containsKey(key), "a row that is not there: " + its);
            List<String> expected = requireNonNull(allowed.get(key)).rowsOf(table);
            if (its.equals(expected)) {
                complete.add(key);
            } else {
                require(limit.isPresent() && contains(expected, its), "rows " + its + " instead of " + expected);
            }
        });
        List<DeskEvent> wanted = must.stream()
                .filter(event -> asksFor(event) && !event.rowsOf(table).isEmpty())
                .toList();
        if (limit.isEmpty()) {
            wanted.forEach(event -> require(complete.contains(event.key()), "a missing event: " + event.key()));
        } else {
            judgeLimited(rows, wanted, complete, limit.getAsInt());
        }
    }

    private void judgeLimited(List<String> rows, List<DeskEvent> wanted, Set<String> complete, int most) {
        int least = Math.min(
                most,
                wanted.stream()
                        .mapToInt(event -> event.rowsOf(table).size())
                        .sum());
        require(rows.size() >= least && rows.size() <= most, rows.size() + " rows, not " + least + " to " + most);
        if (order == Order.ANY || rows.isEmpty()) {
            return;
        }
        Comparator<Long> direction =
                order == Order.OLDEST_FIRST ? Comparator.naturalOrder() : Comparator.reverseOrder();
        List<Long> seconds =
                rows.stream().map(row -> Long.valueOf(row.split("\\|", -1)[1])).toList();
        require(seconds.equals(seconds.stream().sorted(direction).toList()), "rows out of order: " + seconds);
        long lastSec = seconds.get(seconds.size() - 1);
        wanted.stream()
                .filter(event -> rows.size() < most || direction.compare(event.sec(), lastSec) < 0)
                .forEach(event -> require(complete.contains(event.key()), "a missing event: " + event.key()));
    }

    private static Map<String, List<String>> byKey(List<String> rows) {
        Map<String, List<String>> byKey = new HashMap<>();
        for (String row : rows.stream().sorted().toList()) {
            String[] parts = row.split("\\|", 3);
            byKey.computeIfAbsent(parts[0] + "|" + parts[1], key -> new ArrayList<>())
                    .add(row);
        }
        return byKey;
    }

    private static boolean contains(List<String> all, List<String> part) {
        List<String> left = new ArrayList<>(all);
        return part.stream().allMatch(left::remove);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public String toString() {
        return "after " + waitSec + " s: " + sql();
    }
}
