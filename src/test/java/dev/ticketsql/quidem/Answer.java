package dev.ticketsql.quidem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The driver's answer to a question, beside the recorded one.
 *
 * @param recorded the rows that are recorded; empty if an error is, or if they cannot be read
 * @param rows the driver's rows; empty if it refused
 * @param refusal the refusal's message; empty if there are rows
 */
record Answer(
        Question question, Optional<List<List<String>>> recorded, Optional<List<List<String>>> rows, String refusal) {

    /** The kinds of comparison. */
    enum Outcome {
        SAME,
        /** The same rows, of which some values are written otherwise, as 1.0 for 1. */
        OTHER_TEXT,
        /** The same rows in another order, though the statement has one: perhaps of rows that tie. */
        OTHER_ORDER,
        /** The same rows but for the digits after those that are recorded, as of averages. */
        OTHER_DIGITS,
        DIFFERENT,
        /** Rows are recorded, and refused here. */
        REFUSED,
        /** An error is recorded, and there are rows here. */
        ANSWERED,
        /** The recorded rows cannot be read. */
        UNREADABLE,
        /** The script's schema, or a table that it names, cannot be had. */
        NO_SCHEMA
    }

    /** The refusal of a question whose schema cannot be had. */
    static final String NO_SCHEMA = "no such schema";

    /** A table of another schema than the script uses, or one that the script makes itself. */
    private static final Pattern NO_TABLE = Pattern.compile("Object '.*' not found");

    /** A row as one text. */
    private static final Comparator<List<String>> ORDER = Comparator.comparing(row -> String.join("|", row));

    Outcome outcome() {
        if (refusal.equals(NO_SCHEMA)
                || (!question.fails() && NO_TABLE.matcher(refusal).find())) {
            return Outcome.NO_SCHEMA;
        }
        if (question.fails()) {
            return rows.isPresent() ? Outcome.ANSWERED : Outcome.SAME;
        }
        if (rows.isEmpty()) {
            return Outcome.REFUSED;
        }
        if (recorded.isEmpty()) {
            return Outcome.UNREADABLE;
        }
        List<List<String>> expected = recorded.orElseThrow();
        List<List<String>> actual = rows.orElseThrow();
        if (sorted(actual).equals(sorted(expected))) {
            return actual.equals(expected) || !question.isOrdered() ? Outcome.SAME : Outcome.OTHER_ORDER;
        }
        if (sorted(normal(actual)).equals(sorted(normal(expected)))) {
            return Outcome.OTHER_TEXT;
        }
        return isNear(normal(expected), normal(actual)) ? Outcome.OTHER_DIGITS : Outcome.DIFFERENT;
    }

    /** Whether each row has another that is the same but for the last digits of its numbers. */
    private static boolean isNear(List<List<String>> expected, List<List<String>> actual) {
        List<List<String>> left = new ArrayList<>(actual);
        for (List<String> row : expected) {
            Optional<List<String>> other =
                    left.stream().filter(candidate -> isNearRow(row, candidate)).findFirst();
            if (other.isEmpty()) {
                return false;
            }
            left.remove(other.orElseThrow());
        }
        return left.isEmpty();
    }

    private static boolean isNearRow(List<String> expected, List<String> actual) {
        return expected.size() == actual.size()
                && IntStream.range(0, expected.size())
                        .allMatch(column -> isNearCell(expected.get(column), actual.get(column)));
    }

    private static boolean isNearCell(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        try {
            BigDecimal number = new BigDecimal(expected);
            BigDecimal difference = number.subtract(new BigDecimal(actual)).abs();
            // Of fractions of 64 bits, the last of 15 digits; of others, the last that is written.
            return difference.compareTo(number.ulp()) < 0
                    || difference.compareTo(number.abs().movePointLeft(13)) < 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(ORDER).toList();
    }

    private static List<List<String>> normal(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Answer::normal).toList())
                .toList();
    }

    private static String normal(String cell) {
        try {
            return new BigDecimal(cell).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return cell.toLowerCase(Locale.ROOT)
                    .replaceAll("(:\\d\\d)\\.0+$", "$1")
                    .replace("null", "")
                    .replaceAll("\\s", "");
        }
    }

    /** The words of a refusal without its quotations: those of one kind are equal. */
    String kindOfRefusal() {
        return refusal.replaceAll("(?s)'.*?'|\".*?\"|\\d+", "…").replaceAll("\\s+", " ");
    }

    /** The statement, and the rows that are only recorded or only answered here. */
    @Override
    public String toString() {
        String expected = question.fails()
                ? "error: " + String.join(" ", question.recorded())
                : recorded.map(all -> shown(all, rows)).orElse("?");
        return question.place() + " (" + question.schema() + ")\n      "
                + question.sql().replace("\n", "\n      ")
                + "\n    recorded: " + expected + "\n    here:     "
                + rows.map(all -> shown(all, recorded)).orElse(refusal);
    }

    private static String shown(List<List<String>> rows, Optional<List<List<String>>> others) {
        List<List<String>> left = new ArrayList<>(rows);
        others.orElse(List.of()).forEach(left::remove);
        return rows.size() + " rows, not there: " + left.subList(0, Math.min(5, left.size()));
    }
}
