package dev.ticketsql.event;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of failure, each with its SQLSTATE: the one list from which every exception of this library takes its state.
 * Whoever raises a failure names its kind ({@link ClassifiedFailure}); kinds of failures that other libraries raise are
 * found where their messages are rewritten. States are the standard's where it has one that fits, else PostgreSQL's.
 * {@code src/docs/errors.md} has the list for users.
 */
public enum ErrorKind {
    /** A remark beside an answer, in an {@code SQLWarning}. */
    WARNING("01000", "a remark beside an answer (SQLWarning)", "read it; the answer is given all the same"),
    /** A statement gave rows where none were expected. */
    SEVERAL_RESULTS("0100E", "a statement returned rows to a call that takes none", "call executeQuery"),
    /** A statement got another option than it was asked for, said in an {@code SQLWarning}. */
    OPTION_CHANGED(
            "01S02",
            "an option is not supported, and another one is used (SQLWarning)",
            "nothing, or read which one is used"),
    /** A statement gave no rows where they were expected. */
    NO_ROWS("02000", "a statement returned no rows to a call that takes them", "call execute"),
    /** A parameter is not set, or does not exist. */
    PARAMETERS("07001", "a parameter is not set, or does not exist", "set each ? of the statement"),
    /** An option, the URL or a model is wrong. */
    OPTIONS("08001", "an option, the URL or a model is wrong", "write what the message says"),
    /** No answer came from the server. */
    UNREACHABLE("08001", "no connection to the server", "check subdomain or baseUrl, the network and the proxy"),
    /** The server's certificate is not trusted. */
    UNTRUSTED_SERVER("08001", "the server's certificate is not trusted", "give Java a trust store that knows it"),
    /** The connection was closed by the program. */
    CONNECTION_CLOSED("08003", "the connection is closed", "open another one"),
    /** The server refused the request itself: 400, 422 and statuses that are not listed. */
    REQUEST_REFUSED("08004", "the server does not take the request", "check the clock, and subdomain or baseUrl"),
    /** The connection broke before the answer's end. */
    CONNECTION_BROKEN("08006", "the connection broke before the answer's end", "run it again: it goes on from there"),
    /** The answer is not one of the API. */
    WRONG_ANSWER("08P01", "the answer is not the API's: a log-in page, a redirect", "check baseUrl and the proxy"),
    /** A call or a statement that is not supported. */
    UNSUPPORTED("0A000", "a call or SQL that TicketSQL does not have", "write what the message says"),
    /** A subquery gave more than one row. */
    TOO_MANY_ROWS("21000", "a subquery gave several rows where one may stand", "write LIMIT 1, MAX(...) or IN"),
    /** A value cannot be computed. */
    VALUE("22000", "a value cannot be computed", "leave the row out by a condition, or compute it otherwise"),
    /** A number is too large for its type. */
    NUMBER_TOO_LARGE("22003", "a number does not fit into its type", "CAST to a wider type; read it with getLong"),
    /** A text is not a time. */
    NO_TIME("22007", "a text is not a date or a time", "write it as 2026-01-31 12:00:00"),
    /** A time is out of range. */
    TIME_RANGE("22008", "a time is out of its range", "set one that the message allows"),
    /** A position is outside a text. */
    TEXT_POSITION("22011", "a position is outside the text", "count from 1"),
    /** A division by zero. */
    DIVISION_BY_ZERO("22012", "division by zero", "divide by NULLIF(x, 0)"),
    /** A value is not of the type as which it is read, set or cast. */
    OTHER_TYPE(
            "22018",
            "a value cannot be converted to the type as which it is read, set or cast",
            "read or CAST it as its own type"),
    /** A text holds half of a character, or a name the character NUL. */
    CHARACTER(
            "22021",
            "a text has half of a character, or a name has the character NUL",
            "give whole characters, and no NUL in a name"),
    /** An argument is none of those allowed. */
    ARGUMENT("22023", "an argument of a call is none of those allowed", "give what the message lists"),
    /** An index is outside an array. */
    ARRAY_INDEX("2202E", "an index is outside the array", "count from 1"),
    /** There is no current row. */
    CURSOR("24000", "there is no current row", "call next, until it is false"),
    /** The credentials are not accepted: 401. */
    WRONG_LOGIN("28000", "the login is not accepted", "check the credentials that the message names"),
    /** The account does not exist: 404. */
    NO_SUCH_ACCOUNT("3D000", "there is no such account", "check subdomain or baseUrl"),
    /** The schema does not exist. */
    NO_SUCH_SCHEMA("3F000", "there is no such schema", "use one that the message lists"),
    /** The statement is no SQL, or names what is not there. */
    STATEMENT("42000", "the statement is not SQL, names what is not there, or would write", "see the place it names"),
    /** The login may not read the export: 403. */
    NOT_PERMITTED(
            "42501",
            "the login may not read the export, or the schedules that a call needs",
            "ask with an admin's credentials"),
    /** The result has no such column. */
    NO_SUCH_COLUMN("42703", "the rows have no such column", "use one that the message lists"),
    /** There is no such type or setting. */
    NO_SUCH_NAME("42704", "there is no such type or setting", "use one that the message lists"),
    /** The account's rate limit is used up: 429. */
    RATE_LIMIT("53000", "the account's limit of requests is used up", "run it again in some minutes"),
    /** The disk of the mirror is full. */
    DISK_FULL("53100", "the disk is full", "make room, or move the mirror; what was kept stays"),
    /** The memory of the engine does not suffice. */
    OUT_OF_MEMORY("53200", "the statement needs more memory than it may use", "read fewer columns or less time"),
    /** The option maxRequests would be exceeded. */
    MAX_REQUESTS("53400", "the statement needs more requests than maxRequests", "raise it, or ask for less time"),
    /** An answer of the server is beyond what is read. */
    ANSWER_TOO_LARGE("54000", "an answer of the server is larger than a limit", "see the limit that the message names"),
    /** The statement is nested too deeply. */
    TOO_COMPLEX("54001", "the statement is nested too deeply", "split it into parts"),
    /** The mirror has a format that this version does not know. */
    MIRROR_FORMAT("55000", "another version wrote the mirror", "use that version, or another directory"),
    /** The statement was cancelled. */
    CANCELLED("57014", "the statement was cancelled, or its timeout is over", "run it again: it goes on from there"),
    /** The server has trouble: 5xx, 409. */
    SERVER_TROUBLE("58000", "the server has trouble", "run it again later: it goes on from there"),
    /** A file or directory cannot be read or written. */
    FILES("58030", "a file of the mirror cannot be read or written", "see the path and the reason it names"),
    /** All other failures. */
    GENERAL("HY000", "anything else", "read the message"),
    /** An argument is null that must not be. */
    ARGUMENT_MISSING("HY009", "an argument of a call is null", "give one"),
    /** Calls come in a wrong order, or from two threads at once. */
    CALL_SEQUENCE("HY010", "a call at the wrong time, or by two threads at once", "give each thread its own"),
    /** A file of the mirror is damaged. */
    MIRROR_DAMAGED("XX001", "a file of the mirror is damaged", "run it again: it is fetched anew");

    private final String sqlState;
    private final String meaning;
    private final String remedy;

    ErrorKind(String sqlState, String meaning, String remedy) {
        this.sqlState = sqlState;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Finds the kind with that SQLSTATE, the first of several. */
    public static Optional<ErrorKind> ofSqlState(String sqlState) {
        return Arrays.stream(values())
                .filter(kind -> kind.sqlState.equals(sqlState))
                .findFirst();
    }

    /** Returns the SQLSTATE, five characters; several kinds may have the same. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns what has happened, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Returns what to do, in a few words. */
    public String remedy() {
        return remedy;
    }

    /** Makes an exception of this kind. */
    public SQLException exception(String message) {
        return exception(message, null);
    }

    /** Makes an exception of this kind, with its cause. */
    public SQLException exception(String message, @Nullable Throwable cause) {
        return new ClassifiedSqlException(this, message, cause);
    }
}
