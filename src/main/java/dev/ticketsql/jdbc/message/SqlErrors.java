package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.UnknownFunctions;
import dev.ticketsql.event.ClassifiedFailure;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.StatementCancelledException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Turns failures of Calcite, the engine and Java into SQLExceptions with a message of one line: without the statement,
 * the hundred tokens that a parser would have accepted, or names of Java classes. The SQLSTATE is that of the
 * {@link ErrorKind} that the raiser gave; where another library raised the failure, of the kind that its message is
 * explained with. The failure is kept as the cause.
 */
public final class SqlErrors {

    /** Prefix of the parser's messages. */
    private static final String PARSE_PREFIX = "parse failed: ";

    /** Message of Java for a class whose initialisation failed before: type and message of the first failure. */
    private static final Pattern INITIALISATION =
            Pattern.compile("(?s)Exception ([\\w.$]+): (.*) \\[in thread \".*\"]");

    /** Avatica's message for the reader of cancelled rows. */
    private static final String AVATICA_CANCELLED = "Statement canceled";

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\n\\f\\r\\p{Zl}\\p{Zp}]+");

    /** Control characters, and halves of surrogate pairs. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private static final int MAX_LENGTH = 1_500;

    /** What stands at the end is the advice. */
    private static final int KEPT_END = 500;

    private SqlErrors() {}

    /** Returns the failure with a message for people. */
    public static SQLException of(Throwable failure) {
        return of(failure, "");
    }

    /** Returns the failure of the statement {@code sql} with a message for people. */
    public static SQLException of(Throwable failure, String sql) {
        return of(failure, sql, SchemaNames.NONE);
    }

    /** Returns the failure likewise, with the one of {@code names} that was probably meant by a misspelled one. */
    public static SQLException of(Throwable failure, String sql, SchemaNames names) {
        Optional<String> refusal = ReadOnlyAdvice.refusal(sql);
        if (refusal.isPresent()) {
            return of(failure, refusal.get(), ErrorKind.STATEMENT.sqlState());
        }
        Explanation explanation = explanation(failure, sql);
        String state = ClassifiedFailure.kindOf(failure)
                .or(() -> Optional.of(explanation.kind()).filter(kind -> kind != ErrorKind.GENERAL))
                .map(ErrorKind::sqlState)
                .or(() -> stateOf(failure))
                .orElseGet(ErrorKind.GENERAL::sqlState);
        String line = ExpectedWords.advised(advised(explanation.sentence(), sql), failure);
        return of(failure, suggested(line, sql, names), state);
    }

    /** Returns the failure with a message on one line of a readable length; the same, if it has one. */
    public static SQLException shown(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        String shown = shown(message);
        if (shown.equals(message)) {
            return failure;
        }
        if (failure.getClass() == SQLFeatureNotSupportedException.class) {
            return new SQLFeatureNotSupportedException(shown, failure.getSQLState(), failure.getErrorCode(), failure);
        }
        return failure.getClass() == SQLException.class || failure instanceof ClassifiedFailure
                ? new SQLException(shown, failure.getSQLState(), failure.getErrorCode(), failure)
                : failure;
    }

    /** Leaves out the middle of what repeats a long text of the user, and what would move a terminal's cursor. */
    private static String shown(String message) {
        String line =
                UNSHOWN.matcher(LINE_BREAKS.matcher(message).replaceAll(" ")).replaceAll("\uFFFD");
        return line.length() <= MAX_LENGTH
                ? line
                : line.substring(0, MAX_LENGTH - KEPT_END) + " ... " + line.substring(line.length() - KEPT_END);
    }

    /** Returns the failure to connect with a message for people; of an option, if its raiser did not say. */
    public static SQLException ofConnecting(Throwable failure) {
        return ofConnecting(failure, "");
    }

    /**
     * Returns the failure to connect likewise.
     *
     * @param given URL and properties, whose words a message may repeat
     */
    public static SQLException ofConnecting(Throwable failure, String given) {
        if (failure instanceof SQLException explained && failure instanceof ClassifiedFailure) {
            return explained;
        }
        ErrorKind kind = ClassifiedFailure.kindOf(failure).orElse(ErrorKind.OPTIONS);
        return kind.exception(shown(explanation(failure, given).sentence()), failure);
    }

    private static String advised(String line, String sql) {
        return UnknownFunctions.advised(CalciteErrors.advised(ReservedWords.advised(line, sql), sql));
    }

    private static String suggested(String line, String sql, SchemaNames names) {
        String named = new NameSuggestions(sql, names).advised(line);
        return new KeywordSuggestions(sql, new NamedTables(sql, names)).advised(named);
    }

    private static SQLException of(Throwable failure, String line, String state) {
        if (!(failure instanceof SQLException sql)) {
            return new SQLException(line, state, failure);
        }
        return line.equals(sql.getMessage()) && state.equals(sql.getSQLState())
                ? sql
                : new SQLException(line, state, sql.getErrorCode(), sql);
    }

    /** Returns the message for people, of one line. */
    public static String line(Throwable failure) {
        return explanation(failure, "").sentence();
    }

    private static Explanation explanation(Throwable failure, String sql) {
        Throwable reason = FailureLine.reason(failure);
        if (has(failure, StackOverflowError.class)) {
            return new Explanation(
                    ErrorKind.TOO_COMPLEX, "the statement is nested too deeply; Java's option -Xss16m allows more");
        }
        String type = reason.getClass().getName();
        String message = FailureLine.message(reason);
        Matcher initialisation = INITIALISATION.matcher(message);
        return initialisation.matches()
                ? explanation(initialisation.group(1), initialisation.group(2), sql)
                        .orElseGet(() -> unknown(failure, initialisation.group(1), initialisation.group(2), sql))
                : explanation(type, message, sql)
                        .or(() -> CalciteBugs.sentence(reason, failure)
                                .map(sentence -> new Explanation(ErrorKind.GENERAL, sentence)))
                        .orElseGet(() -> unknown(failure, type, message, sql));
    }

    private static Optional<Explanation> explanation(String type, String message, String sql) {
        return message.equals(AVATICA_CANCELLED)
                ? Optional.of(new Explanation(ErrorKind.CANCELLED, StatementCancelledException.SENTENCE))
                : FormatErrors.explanation(message, sql)
                        .or(() -> DuckDbErrors.explanation(message, sql))
                        .or(() -> CalciteErrors.explanation(type, message, sql));
    }

    private static Explanation unknown(Throwable failure, String type, String message, String sql) {
        String text = message.startsWith(PARSE_PREFIX) ? message.substring(PARSE_PREFIX.length()) : message;
        return new Explanation(kindByType(failure), FailureLine.first(failure, type, text, sql));
    }

    /** All of Calcite's exceptions for users, and ours of the parser, are about the statement. */
    private static ErrorKind kindByType(Throwable failure) {
        if (has(failure, SqlParseException.class) || has(failure, CalciteException.class)) {
            return ErrorKind.STATEMENT;
        }
        return has(failure, FileSystemException.class) ? ErrorKind.FILES : ErrorKind.GENERAL;
    }

    /** The state that the engine or another database gave. */
    private static Optional<String> stateOf(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((SQLException) cause).getSQLState()))
                .findFirst();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    /** The failure, then what caused it. */
    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
