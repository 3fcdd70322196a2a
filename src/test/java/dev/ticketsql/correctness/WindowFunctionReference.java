package dev.ticketsql.correctness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes window functions row by row as the standard defines them, the slow and obvious way. */
final class WindowFunctionReference {

    /**
     * The columns of an event that the functions read.
     *
     * @param type empty for NULL
     */
    record Row(long id, String type, OptionalLong key, OptionalLong value) {}

    private final WindowFunctionQuestion question;

    /** The partition, in order. */
    private final List<Row> rows;

    private WindowFunctionReference(WindowFunctionQuestion question, List<Row> rows) {
        this.question = question;
        this.rows = rows;
    }

    /** The answers in the order of ids, as texts. */
    static List<String> answers(WindowFunctionQuestion question, List<Row> all) {
        Map<String, List<Row>> partitions = new HashMap<>();
        for (Row row : all) {
            partitions
                    .computeIfAbsent(question.partitioned() ? row.type() : "", absent -> new ArrayList<>())
                    .add(row);
        }
        Map<Long, String> answers = new HashMap<>();
        for (List<Row> partition : partitions.values()) {
            List<Row> sorted = partition.stream()
                    .sorted(order(question).thenComparing(Row::id))
                    .toList();
            WindowFunctionReference reference = new WindowFunctionReference(question, sorted);
            for (int index = 0; index < sorted.size(); index++) {
                answers.put(sorted.get(index).id(), reference.answer(index));
            }
        }
        return answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(answer -> answer.getKey() + ", " + answer.getValue())
                .toList();
    }

    private static Comparator<Row> order(WindowFunctionQuestion question) {
        Comparator<Long> keys = question.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<@Nullable Long> nullable =
                question.nullsFirst() ? Comparator.nullsFirst(keys) : Comparator.nullsLast(keys);
        Comparator<Row> byKey = Comparator.comparing(
                row -> row.key().isPresent() ? (Long) row.key().getAsLong() : null, nullable);
        return question.tied() ? byKey : byKey.thenComparing(Row::id);
    }

    private String answer(int index) {
        Row row = rows.get(index);
        int count = rows.size();
        int first = (int) indexes(other -> compare(other, index) < 0).count();
        int peersEnd = (int) indexes(other -> compare(other, index) <= 0).count();
        return switch (question.function()) {
            case ROW_NUMBER -> text(index + 1L);
            case RANK -> text(first + 1L);
            case DENSE_RANK ->
                text(indexes(other -> compare(other, index) < 0)
                                .filter(other -> other == 0 || compare(other - 1, other) != 0)
                                .count()
                        + 1);
            case PERCENT_RANK -> text(count == 1 ? 0.0 : first / (count - 1.0));
            case CUME_DIST -> text(peersEnd / (double) count);
            case NTILE -> text(tile(index, count, 5));
            case LAG -> text(value(index - 1, OptionalLong.empty()));
            case LAG_TWO -> text(value(index - 2, OptionalLong.of(-99)));
            case LEAD -> text(value(index + 1, OptionalLong.empty()));
            case LEAD_THREE -> text(value(index + 3, OptionalLong.of(row.id())));
            case LAG_KNOWN -> text(lastKnown(index).orElse(-99));
            default -> ofFrame(frame(index));
        };
    }

    private int compare(int left, int right) {
        return order(question).compare(rows.get(left), rows.get(right));
    }

    private IntStream indexes(IntPredicate chosen) {
        return IntStream.range(0, rows.size()).filter(chosen);
    }

    /** The first ones have one row more, where they cannot all have the same. */
    private static long tile(int index, int count, int tiles) {
        int size = count / tiles;
        int larger = count % tiles;
        return index < larger * (size + 1) ? index / (size + 1) + 1 : larger + (index - larger * (size + 1)) / size + 1;
    }

    private OptionalLong value(int index, OptionalLong otherwise) {
        return index >= 0 && index < rows.size() ? rows.get(index).value() : otherwise;
    }

    private OptionalLong lastKnown(int index) {
        return rows.subList(0, index).stream()
                .map(Row::value)
                .filter(OptionalLong::isPresent)
                .reduce((earlier, later) -> later)
                .orElse(OptionalLong.empty());
    }

    private List<Row> frame(int index) {
        WindowFunctionQuestion.Frame frame = question.frame()
                .orElse(new WindowFunctionQuestion.Frame(
                        false,
                        new WindowFunctionQuestion.Bound(WindowFunctionQuestion.Side.UNBOUNDED_PRECEDING, ""),
                        new WindowFunctionQuestion.Bound(WindowFunctionQuestion.Side.CURRENT_ROW, ""),
                        WindowFunctionQuestion.Exclude.NO_OTHERS));
        return indexes(other -> isAfterStart(frame, other, index)
                        && isBeforeEnd(frame, other, index)
                        && !isLeftOut(frame.exclude(), other, index))
                .mapToObj(rows::get)
                .toList();
    }

    private boolean isAfterStart(WindowFunctionQuestion.Frame frame, int other, int index) {
        return switch (frame.lower().side()) {
            case UNBOUNDED_PRECEDING -> true;
            case CURRENT_ROW -> frame.byRows() ? other >= index : compare(other, index) >= 0;
            case UNBOUNDED_FOLLOWING -> throw new IllegalArgumentException(frame.toString());
            case PRECEDING, FOLLOWING ->
                frame.byRows() ? other >= there(frame.lower(), index) : distanceTo(frame.lower(), other, index) >= 0;
        };
    }

    private boolean isBeforeEnd(WindowFunctionQuestion.Frame frame, int other, int index) {
        return switch (frame.upper().side()) {
            case UNBOUNDED_FOLLOWING -> true;
            case CURRENT_ROW -> frame.byRows() ? other <= index : compare(other, index) <= 0;
            case UNBOUNDED_PRECEDING -> throw new IllegalArgumentException(frame.toString());
            case PRECEDING, FOLLOWING ->
                frame.byRows() ? other <= there(frame.upper(), index) : distanceTo(frame.upper(), other, index) <= 0;
        };
    }

    private static long there(WindowFunctionQuestion.Bound bound, int index) {
        long rows = Long.parseLong(bound.distance());
        return bound.side() == WindowFunctionQuestion.Side.PRECEDING ? index - rows : index + rows;
    }

    /**
     * Negative if row {@code other} comes before the bound of row {@code index}; a row without a key is its own peer.
     */
    private int distanceTo(WindowFunctionQuestion.Bound bound, int other, int index) {
        OptionalLong here = rows.get(index).key();
        OptionalLong there = rows.get(other).key();
        if (here.isEmpty() || there.isEmpty()) {
            return compare(other, index);
        }
        boolean smaller = (bound.side() == WindowFunctionQuestion.Side.PRECEDING) != question.descending();
        long end = question.key().moved(here.getAsLong(), bound.distance(), smaller ? -1 : 1);
        int compared = Long.compare(there.getAsLong(), end);
        return question.descending() ? -compared : compared;
    }

    private boolean isLeftOut(WindowFunctionQuestion.Exclude exclude, int other, int index) {
        return switch (exclude) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> other == index;
            case GROUP -> compare(other, index) == 0;
            case TIES -> other != index && compare(other, index) == 0;
        };
    }

    private String ofFrame(List<Row> frame) {
        List<Long> known = frame.stream()
                .map(Row::value)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
        List<Long> large = known.stream().filter(value -> value > 0).toList();
        List<Long> distinct = known.stream().distinct().toList();
        return switch (question.function()) {
            case FIRST_VALUE -> frame.isEmpty() ? "null" : text(frame.get(0).value());
            case FIRST_KNOWN -> known.isEmpty() ? "null" : text(known.get(0));
            case LAST_VALUE ->
                frame.isEmpty() ? "null" : text(frame.get(frame.size() - 1).value());
            case NTH_VALUE -> frame.size() < 3 ? "null" : text(frame.get(2).value());
            case COUNT -> text(frame.size());
            case COUNT_KNOWN -> text(known.size());
            case COUNT_LARGE -> text(large.size());
            case COUNT_DISTINCT -> text(distinct.size());
            case SUM -> sum(known);
            case SUM_DISTINCT -> sum(distinct);
            case SUM_LARGE -> sum(large);
            case AVG -> known.isEmpty() ? "null" : text(sumOf(known) / (double) known.size());
            case MIN ->
                known.stream()
                        .min(Comparator.naturalOrder())
                        .map(Objects::toString)
                        .orElse("null");
            case MAX ->
                known.stream()
                        .max(Comparator.naturalOrder())
                        .map(Objects::toString)
                        .orElse("null");
            default -> throw new IllegalArgumentException(question.toString());
        };
    }

    private static String sum(List<Long> values) {
        return values.isEmpty() ? "null" : text(sumOf(values));
    }

    private static long sumOf(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    private static String text(long number) {
        return String.valueOf(number);
    }

    private static String text(double number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    private static String text(OptionalLong number) {
        return number.isEmpty() ? "null" : text(number.getAsLong());
    }
}
