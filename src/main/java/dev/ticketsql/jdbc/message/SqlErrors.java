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
 * Turns failures of Calcite, the engine and Java into SQLExceptions with a message of one line: without the statement,
 * the hundred tokens that a parser would have accepted, or names of Java classes. The failure is kept as the cause.
 */
public final class SqlErrors {

    /** Prefix of the parser's messages. */
    private static final String PARSE_PREFIX = "parse failed: ";

    /** Message of Java for a class whose initialisation failed before: type and message of the first failure. */
    private static final Pattern INITIALISATION =
            Pattern.compile("(?s)Exception ([\\w.$]+): (.*) \\[in thread \".*\"]");

    /** Standard state: a rule of the syntax or of access is broken. */
    private static final String SYNTAX_STATE = "42000";

    /** State of all other failures, as of a full disk. */
    private static final String GENERAL_STATE = "HY000";

    /** PostgreSQL's state of a cancelled statement; the standard has none. */
    public static final String CANCELLED_STATE = "57014";

    /** Avatica's message for the reader of cancelled rows. */
    private static final String AVATICA_CANCELLED = "Statement canceled";

    private SqlErrors() {}

    /** Returns the failure with a message for people. */
    public static SQLException of(Throwable failure) {
        return of(failure, "");
    }

    /** Returns the failure of the statement {@code sql} with a message for people. */
    public static SQLException of(Throwable failure, String sql) {
        Optional<String> refusal = ReadOnlyAdvice.refusal(sql);
        return refusal.map(line -> of(failure, line, SYNTAX_STATE))
                .orElseGet(() -> withState(failure, advised(line(failure, sql), sql)));
    }

    private static String advised(String line, String sql) {
        return UnknownFunctions.advised(CalciteErrors.advised(ReservedWords.advised(line, sql), sql));
    }

    private static SQLException withState(Throwable failure, String line) {
        String other = line.equals(StatementCancelledException.SENTENCE) ? CANCELLED_STATE : GENERAL_STATE;
        return of(failure, line, isSyntax(failure) ? SYNTAX_STATE : other);
    }

    private static SQLException of(Throwable failure, String line, String state) {
        if (!(failure instanceof SQLException sql)) {
            return new SQLException(line, state, failure);
        }
        return line.equals(sql.getMessage()) && sql.getSQLState() != null
                ? sql
                : new SQLException(line, Objects.requireNonNullElse(sql.getSQLState(), state), sql.getErrorCode(), sql);
    }

    /** Returns the message for people, of one line. */
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
        Matcher initialisation = INITIALISATION.matcher(message);
        return initialisation.matches()
                ? sentence(initialisation.group(1), initialisation.group(2), sql)
                        .orElseGet(() -> firstLine(failure, initialisation.group(1), initialisation.group(2)))
                : sentence(type, message, sql)
                        .or(() -> CalciteBugs.sentence(reason, failure))
                        .orElseGet(() -> firstLine(failure, type, message));
    }

    private static Optional<String> sentence(String type, String message, String sql) {
        return message.equals(AVATICA_CANCELLED)
                ? Optional.of(StatementCancelledException.SENTENCE)
                : FormatErrors.sentence(message, sql)
                        .or(() -> DuckDbErrors.sentence(message, sql))
                        .or(() -> CalciteErrors.sentence(type, message, sql));
    }

    private static String firstLine(Throwable failure, String type, String message) {
        return FailureLine.first(
                failure, type, message.startsWith(PARSE_PREFIX) ? message.substring(PARSE_PREFIX.length()) : message);
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
