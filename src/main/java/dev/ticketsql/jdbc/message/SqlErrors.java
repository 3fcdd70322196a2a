package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.UnknownFunctions;
import dev.ticketsql.event.StatementCancelledException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Turns what Calcite throws into an SQLException with one line that says what was wrong: not the statement again, not
 * the hundred tokens that a parser would have taken instead, and no name of a Java class. The whole is kept as the
 * cause.
 */
public final class SqlErrors {

    /** What Calcite says before what its parser says. */
    private static final String PARSE_PREFIX = "parse failed: ";

    /** How Java tells again, of a class that could not be initialised, why: the type and its message. */
    private static final Pattern REMEMBERED = Pattern.compile("(?s)Exception ([\\w.$]+): (.*) \\[in thread \".*\"]");

    /** Standard states: a rule of the syntax or of access was broken; anything else. */
    private static final String SYNTAX_STATE = "42000";

    private static final String GENERAL_STATE = "HY000";

    /** What PostgreSQL has for a statement that was called off; the standard has none. */
    public static final String CANCELLED_STATE = "57014";

    /** What Avatica says to the reader of rows that were called off. */
    private static final String AVATICA_CANCELLED = "Statement canceled";

    private SqlErrors() {}

    /** The same failure, to be read by people. */
    public static SQLException of(Throwable failure) {
        return of(failure, "");
    }

    /** The same failure of the statement {@code sql}, to be read by people. */
    public static SQLException of(Throwable failure, String sql) {
        Optional<String> refusal = ReadOnlyAdvice.refusal(sql);
        return refusal.map(line -> of(failure, line, SYNTAX_STATE))
                .orElseGet(() -> told(failure, advised(line(failure, sql), sql)));
    }

    private static String advised(String line, String sql) {
        return UnknownFunctions.advised(EngineErrors.advised(ReservedWords.advised(line, sql), sql));
    }

    private static SQLException told(Throwable failure, String line) {
        String other = line.equals(StatementCancelledException.SENTENCE) ? CANCELLED_STATE : GENERAL_STATE;
        return of(failure, line, isSyntax(failure) ? SYNTAX_STATE : other);
    }

    private static SQLException of(Throwable failure, String line, String state) {
        if (!(failure instanceof SQLException sql)) {
            return new SQLException(line, state, failure);
        }
        return line.equals(sql.getMessage())
                ? sql
                : new SQLException(line, Objects.requireNonNullElse(sql.getSQLState(), state), sql.getErrorCode(), sql);
    }

    /** One line that says what was wrong. */
    public static String line(Throwable failure) {
        return line(failure, "");
    }

    private static String line(Throwable failure, String sql) {
        Throwable reason = FailureLine.reason(failure);
        if (has(failure, StackOverflowError.class)) {
            return "the statement is nested too deeply; Java's option -Xss16m allows more";
        }
        String type = reason.getClass().getName();
        String message = FailureLine.message(reason);
        Matcher remembered = REMEMBERED.matcher(message);
        return remembered.matches()
                ? sentence(remembered.group(1), remembered.group(2), sql)
                        .orElseGet(() -> firstLine(remembered.group(1), remembered.group(2)))
                : sentence(type, message, sql)
                        .or(() -> PlannerErrors.ofBreak(reason, failure))
                        .orElseGet(() -> firstLine(type, message));
    }

    private static Optional<String> sentence(String type, String message, String sql) {
        return message.equals(AVATICA_CANCELLED)
                ? Optional.of(StatementCancelledException.SENTENCE)
                : FormatErrors.sentence(message, sql)
                        .or(() -> EngineErrors.sentence(message))
                        .or(() -> ValueErrors.sentence(type, message))
                        .or(() -> PlannerErrors.ofParameter(message))
                        .or(() -> PlannerErrors.ofTypes(message))
                        .or(() -> OperandErrors.sentence(message, sql))
                        .or(() -> StatementMistakes.sentence(message, sql))
                        .or(() -> EngineFailures.sentence(message, sql));
    }

    private static String firstLine(String type, String message) {
        return FailureLine.first(
                type, message.startsWith(PARSE_PREFIX) ? message.substring(PARSE_PREFIX.length()) : message);
    }

    private static boolean isSyntax(Throwable failure) {
        return has(failure, SqlParseException.class) || has(failure, CalciteContextException.class);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
