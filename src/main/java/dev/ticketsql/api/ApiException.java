package dev.ticketsql.api;

import dev.ticketsql.event.ClassifiedIOException;
import java.util.List;

/**
 * The final failure of a request. Its one-line message has the request without secrets, the response, the number of the
 * attempt and advice; earlier attempts are suppressed exceptions.
 */
final class ApiException extends ClassifiedIOException {

    ApiException(FailedAttempt last, int attempt, int maxAttempts, String advice, List<FailedAttempt> earlier) {
        super(
                last.advice().kind(),
                last.getMessage() + "; attempt " + attempt + " of " + maxAttempts + ". " + advice,
                last.getCause());
        earlier.forEach(this::addSuppressed);
    }
}
