package dev.ticketsql.correctness;

import dev.ticketsql.testing.RowTexts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An engine's answer to a query: rows or a refusal.
 *
 * @param rows the rows, sorted unless the query orders them; empty if it refused
 * @param refusal the refusal's message; empty if there are rows
 */
record RandomAnswer(Optional<List<String>> rows, String refusal) {

    private static final int MAX_SHOWN = 250;

    /** Long enough for a busy machine, unless property {@code ticketsql.seconds} limits each query of a long series. */
    static final int LIMIT_SEC = Integer.getInteger("ticketsql.seconds", 600);

    /** PostgreSQL's state of a cancelled statement, the messages of the others, and those of full memory. */
    private static final Pattern GIVEN_UP =
            Pattern.compile("57014|the statement was cancelled|timeout reached|Out of Memory Error");

    private static final String LATE = "took longer than " + LIMIT_SEC + " s, or more than the memory: ";

    /** The answer to {@code sql}, whose rows are in an order of their own unless {@code ordered}. */
    static RandomAnswer of(Connection connection, String sql, boolean ordered) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(LIMIT_SEC);
            List<String> rows = rows(statement, sql);
            return new RandomAnswer(
                    Optional.of(ordered ? rows : rows.stream().sorted().toList()), "");
        } catch (SQLException | RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return new RandomAnswer(Optional.empty(), (isLate(e) ? LATE : "") + reason(e));
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return RowTexts.read(result).stream().map(RandomAnswer::readable).toList();
        }
    }

    private static boolean isLate(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException refused
                        && GIVEN_UP.matcher(refused.getSQLState() + refused.getMessage())
                                .find());
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

    /** The place where an exception without a message was thrown. */
    private static String place(Throwable cause) {
        return cause.getMessage() == null && cause.getStackTrace().length > 0 ? " at " + cause.getStackTrace()[0] : "";
    }

    /** Whether it was given up because it took too long, or has more rows than memory. */
    boolean isLate() {
        return refusal.startsWith(LATE);
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
