package dev.ticketsql.calcite;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an engine said to a query.
 *
 * @param rows the rows, sorted unless the query orders them; empty if it refused
 * @param refusal why it refused; empty if it did not
 */
record RandomAnswer(Optional<List<String>> rows, String refusal) {

    private static final int MAX_SHOWN = 250;

    /** Something that runs a query. */
    @FunctionalInterface
    interface Engine {
        List<String> rows() throws SQLException;
    }

    /** The answer of {@code engine}, whose rows are in an order of their own unless {@code ordered}. */
    static RandomAnswer of(Engine engine, boolean ordered) {
        try {
            List<String> rows =
                    engine.rows().stream().map(RandomAnswer::readable).toList();
            return new RandomAnswer(
                    Optional.of(ordered ? rows : rows.stream().sorted().toList()), "");
        } catch (SQLException | RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return new RandomAnswer(Optional.empty(), reason(e));
        }
    }

    /**
     * Half a character of two UTF-16 units, which SUBSTRING in Calcite leaves: the mirror's engine has no such text.
     */
    private static String readable(String row) {
        return new String(row.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            // What it says of itself is at one of its ends, the statement in the middle.
            reason.append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(
                            message.length() <= 2 * MAX_SHOWN
                                    ? message
                                    : message.substring(0, MAX_SHOWN) + " .. "
                                            + message.substring(message.length() - MAX_SHOWN))
                    .append(place(cause))
                    .append(" | ");
        }
        return reason.toString().replace('\n', ' ');
    }

    /** Where it was thrown, of what says nothing. */
    private static String place(Throwable cause) {
        return cause.getMessage() == null && cause.getStackTrace().length > 0 ? " at " + cause.getStackTrace()[0] : "";
    }

    boolean isRefusal() {
        return rows.isEmpty();
    }

    /** The rows that {@code other} does not have, or why there are none. */
    String without(RandomAnswer other) {
        List<String> left = new ArrayList<>(rows.orElse(List.of()));
        other.rows().orElse(List.of()).forEach(left::remove);
        return left.isEmpty() ? toString() : rows.orElse(List.of()).size() + " rows, only here " + shown(left);
    }

    private static List<String> shown(List<String> rows) {
        return rows.subList(0, Math.min(8, rows.size()));
    }

    /** The first rows, or why there are none. */
    @Override
    public String toString() {
        return rows.map(all -> all.size() + " rows " + shown(all)).orElse(refusal);
    }
}
