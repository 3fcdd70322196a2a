package dev.ticketsql.api;

import java.io.IOException;
import java.util.List;

/**
 * The API did not give what was asked of it. The message, one line, says what was asked (without secrets), what came
 * back, which attempt it was, and what to do; earlier attempts ride along as suppressed exceptions.
 */
public final class ApiException extends IOException {

    ApiException(FailedAttempt last, int attempt, int maxAttempts, String advice, List<FailedAttempt> earlier) {
        super(last.getMessage() + "; attempt " + attempt + " of " + maxAttempts + ". " + advice, last.getCause());
        earlier.forEach(this::addSuppressed);
    }
}
