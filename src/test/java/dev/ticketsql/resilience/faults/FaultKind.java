package dev.ticketsql.resilience.faults;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.sandbox.Fault;
import java.util.Set;

/**
 * The kinds of trouble of a schedule, each with what a statement may make of it: its errors, the times that a statement
 * survives, and whether it may warn.
 */
enum FaultKind {
    TOO_MANY_REQUESTS(HttpFaults::tooManyRequests, Survived.RETRIES, ErrorKind.RATE_LIMIT),
    LONG_RETRY_AFTER(HttpFaults::longRetryAfter, Survived.NEVER, ErrorKind.RATE_LIMIT, ErrorKind.SERVER_TROUBLE),
    CONFLICT(HttpFaults::conflict, Survived.RETRIES, ErrorKind.SERVER_TROUBLE),
    SERVER_ERROR(HttpFaults::serverError, Survived.RETRIES, ErrorKind.SERVER_TROUBLE),
    TIMEOUT_ABOVE_PAGE_SIZE(HttpFaults::timeout, Survived.RETRIES, ErrorKind.SERVER_TROUBLE),
    REFUSED_REQUEST(HttpFaults::refused, Survived.NEVER, ErrorKind.REQUEST_REFUSED, ErrorKind.NO_SUCH_ACCOUNT),
    FORBIDDEN(HttpFaults::forbidden, Survived.NEVER, ErrorKind.NOT_PERMITTED),
    REVOKED_LOGIN(HttpFaults::revoked, Survived.NEVER, ErrorKind.WRONG_LOGIN),
    SUCCESS_WITHOUT_PAGE(HttpFaults::otherSuccess, Survived.NEVER, ErrorKind.REQUEST_REFUSED),
    REDIRECT(HttpFaults::redirect, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    ODD_LIMIT_HEADERS(HttpFaults::oddLimitHeaders, Survived.ALWAYS),
    ODD_CONTENT_TYPE(HttpFaults::oddContentType, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    REFLECTED_SECRET(
            HttpFaults::reflectedSecret,
            Survived.NEVER,
            ErrorKind.WRONG_LOGIN,
            ErrorKind.NOT_PERMITTED,
            ErrorKind.REQUEST_REFUSED,
            ErrorKind.NO_SUCH_ACCOUNT,
            ErrorKind.SERVER_TROUBLE,
            ErrorKind.WRONG_ANSWER),

    CLOSED_BEFORE_ANSWER(WireFaults::closed, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    RESET_BEFORE_HEADERS(WireFaults::resetBeforeHeaders, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    RESET_AFTER_HEADERS(WireFaults::resetAfterHeaders, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    CUT_IN_HEADERS(WireFaults::cutInHeaders, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    CUT_IN_BODY(WireFaults::cutInBody, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    BROKEN_CHUNKS(WireFaults::brokenChunks, Survived.NEVER, ErrorKind.CONNECTION_BROKEN, ErrorKind.WRONG_ANSWER),
    BROKEN_GZIP(WireFaults::brokenGzip, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    CUT_GZIP(WireFaults::cutGzip, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    PLAIN_AS_GZIP(WireFaults::plainAsGzip, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    WRONG_ENCODING(WireFaults::wrongEncoding, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    WRONG_LENGTH(WireFaults::wrongLength, Survived.NEVER, ErrorKind.CONNECTION_BROKEN, ErrorKind.WRONG_ANSWER),
    MALFORMED_HEAD(WireFaults::malformedHead, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    INTERIM_ANSWER(WireFaults::interimAnswer, Survived.ALWAYS),
    FRAGMENTS(WireFaults::fragments, Survived.ALWAYS),
    STALLED_AND_CANCELLED(WireFaults::stalled, Survived.NEVER, ErrorKind.CANCELLED),
    CANCELLED(WireFaults::cancelled, Survived.NEVER, ErrorKind.CANCELLED),

    HTML(DocumentFaults::html, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    EMPTY_DOCUMENT(DocumentFaults::empty, Survived.RETRIES, ErrorKind.CONNECTION_BROKEN),
    WRONG_DOCUMENT(DocumentFaults::wrong, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    TRUNCATED_JSON(DocumentFaults::truncated, Survived.NEVER, ErrorKind.CONNECTION_BROKEN, ErrorKind.WRONG_ANSWER),
    GARBAGE_BEHIND_JSON(DocumentFaults::garbageBehind, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    LYING_END_TIME(DocumentFaults::endTime, Survived.ALWAYS),
    LYING_COUNT(DocumentFaults::count, Survived.ALWAYS),
    WRONG_END_OF_STREAM(DocumentFaults::wrongEndOfStream, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    DENIED_END_OF_STREAM(DocumentFaults::deniedEndOfStream, Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER),
    FOREIGN_NEXT_PAGE(DocumentFaults::nextPage, Survived.ALWAYS),
    UNKNOWN_FIELDS(DocumentFaults::unknownFields, Survived.ALWAYS),

    DISORDER(RowFaults::disorder, Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER),
    DUPLICATES(RowFaults::duplicates, Survived.ALWAYS),
    ODD_SCALARS(RowFaults::oddScalars, Survived.ALWAYS),
    ODD_VALUES(RowFaults::oddValues, Survived.ALWAYS),
    BAD_EVENT(RowFaults::badEvent, Survived.NEVER, ErrorKind.WRONG_ANSWER),
    EARLY_ROWS(RowFaults::earlyRows, Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER),
    STALE_PAGE(RowFaults::stalePage, Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER),
    EMPTY_REPEATED_SECOND(RowFaults::empty, Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER),

    SERVER_CLOCK_BEHIND(ClockFaults::serverBehind, Survived.ALWAYS),
    SERVER_CLOCK_AHEAD(ClockFaults::serverAhead, Survived.ALWAYS),
    SERVER_CLOCK_MISSING(ClockFaults::serverWithout, Survived.ALWAYS),
    OUR_CLOCK_BEHIND(ClockFaults::oursBehind, Survived.ALWAYS),
    OUR_CLOCK_AHEAD(ClockFaults::oursAhead, Survived.NEVER, ErrorKind.REQUEST_REFUSED),

    TOKEN_ENDPOINT(
            HttpFaults::tokenEndpoint,
            Survived.NEVER,
            ErrorKind.WRONG_LOGIN,
            ErrorKind.SERVER_TROUBLE,
            ErrorKind.RATE_LIMIT,
            ErrorKind.NO_SUCH_ACCOUNT,
            ErrorKind.CONNECTION_BROKEN,
            ErrorKind.WRONG_ANSWER),

    /** The clock passes the end of an access token's life between two pages; no fault is injected. */
    EXPIRED_TOKEN(site -> Fault.drop(), Survived.ALWAYS),
    /** Events come after their minute; no fault is injected. */
    LATE_ROWS(site -> Fault.drop(), Survived.ALWAYS),
    /** Tickets are deleted; no fault is injected. */
    VANISHED_ROWS(site -> Fault.drop(), Survived.CONTRADICTIONS, ErrorKind.WRONG_ANSWER);

    /** Makes the fault of one place. */
    @FunctionalInterface
    interface Maker {
        Fault at(FaultSite site);
    }

    /** The times that one statement survives a kind. */
    enum Survived {
        /** The first may be the statement's last. */
        NEVER(0),
        /** Twice: the third contradiction is an error. */
        CONTRADICTIONS(2),
        /** Seven times: a page is requested eight times. */
        RETRIES(7),
        ALWAYS(Integer.MAX_VALUE);

        private final int times;

        Survived(int times) {
            this.times = times;
        }

        int times() {
            return times;
        }
    }

    // Neither is changed after this; the types do not show it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Maker maker;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<ErrorKind> errors;

    private final Survived survived;

    FaultKind(Maker maker, Survived survived, ErrorKind... errors) {
        this.maker = maker;
        this.survived = survived;
        this.errors = Set.of(errors);
    }

    Fault at(FaultSite site) {
        return maker.at(site);
    }

    Survived survived() {
        return survived;
    }

    Set<ErrorKind> errors() {
        return errors;
    }

    /** Whether it is a property of the history or the login, which no fault injects. */
    boolean isOfHistory() {
        return this == EXPIRED_TOKEN || this == LATE_ROWS || this == VANISHED_ROWS;
    }

    /** Whether it makes the server's clock wrong. */
    boolean isOfServersClock() {
        return this == SERVER_CLOCK_AHEAD || this == SERVER_CLOCK_BEHIND || this == SERVER_CLOCK_MISSING;
    }

    /** Whether it makes our clock wrong. */
    boolean isOfOurClock() {
        return this == OUR_CLOCK_AHEAD || this == OUR_CLOCK_BEHIND;
    }
}
