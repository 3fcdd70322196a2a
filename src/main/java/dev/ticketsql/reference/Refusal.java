package dev.ticketsql.reference;

import dev.ticketsql.event.ErrorKind;

/**
 * Reason for which a table of references is not read.
 *
 * @param kind of the server's answer: {@link ErrorKind#NOT_PERMITTED} for a 403, {@link ErrorKind#NO_SUCH_ACCOUNT} for
 *     a 404, {@link ErrorKind#OPTIONS} where references are turned off
 * @param reason a sentence for the user, without a full stop
 */
public record Refusal(ErrorKind kind, String reason) {}
