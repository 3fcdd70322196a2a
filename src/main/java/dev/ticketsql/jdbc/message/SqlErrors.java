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
import org.jspecify.annotations.Nullable;

/**
 * Turns what Calcite throws into an SQLException with one line that says what was wrong: not the statement again, not
 * the hundred tokens that a parser would have taken instead, and no name of a Java class. The whole is kept as the
 * cause.
 */
public final class SqlErrors {

    /** What Calcite and Avatica put around the reason, adding nothing that the reader does not know. */
    private static final Pattern WRAPPING = Pattern.compile(
            "(?s)(Error while (executing|preparing|closing|applying rule) .*|Error instantiating .*|exception while .*"
                    + "|Could not initialize class .*)");

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

    /** Names of Java's classes, or nothing but one, and what Calcite says of a part of a tree that it breaks at. */
    private static final Pattern JAVAS = Pattern.compile(
            "\\b(?:java|javax|jdk|sun|org\\.apache|org\\.duckdb|com\\.google|com\\.jayway|dev\\.ticketsql)\\.[a-z]\\w*\\.[\\w.$]+"
                    + "|^[A-Z]\\w+(?:Exception|Error)$|(?i:while converting)");

    private static final String OWN_MISTAKE =
            "TicketSQL breaks at this, which is its own mistake: leave parts out to find which, and write that otherwise";

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
        Throwable reason = reason(failure);
        if (has(failure, StackOverflowError.class)) {
            return "the statement is nested too deeply; Java's option -Xss16m allows more";
        }
        String type = reason.getClass().getName();
        String message = EngineFailures.bare(Objects.requireNonNullElse(
                reason.getMessage(), reason.getClass().getSimpleName()));
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
        String line = message.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(type);
        String said = line.startsWith(PARSE_PREFIX) ? line.substring(PARSE_PREFIX.length()) : line;
        return JAVAS.matcher(said).find() ? OWN_MISTAKE : said;
    }

    /** The outermost failure that says something itself. */
    private static Throwable reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason && saysNothing(reason)) {
            reason = reason.getCause();
        }
        return reason;
    }

    private static boolean saysNothing(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null
                || message.equals(String.valueOf(failure.getCause()))
                || WRAPPING.matcher(message).matches();
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
