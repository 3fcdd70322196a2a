package dev.ticketsql.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One failed attempt: a message with request and response, the status and the decision about a retry. */
final class FailedAttempt extends IOException {

    private final int status;
    private final FailureAdvice advice;
    private final Optional<Duration> retryAfter;
    private final @Nullable IOException cause;

    /**
     * An attempt that failed.
     *
     * @param message the request, without secrets, and the response
     * @param status of the answer; 0 if none came
     * @param advice retry decision and advice to the user
     * @param retryAfter wait from {@code Retry-After}, if any
     */
    FailedAttempt(
            String message,
            int status,
            FailureAdvice advice,
            Optional<Duration> retryAfter,
            @Nullable IOException cause) {
        super(message, cause);
        this.status = status;
        this.advice = advice;
        this.retryAfter = retryAfter;
        this.cause = cause;
    }

    /** Copies the failure with another advice. */
    FailedAttempt withAdvice(FailureAdvice other) {
        return new FailedAttempt(getMessage(), status, other, retryAfter, cause);
    }

    /** Copies the failure with the server's {@code Retry-After}. */
    FailedAttempt withRetryAfter(Optional<Duration> wait) {
        return new FailedAttempt(getMessage(), status, advice, wait, cause);
    }

    /** The answer's status; 0 if none came. */
    int status() {
        return status;
    }

    FailureAdvice advice() {
        return advice;
    }

    RetryDecision decision() {
        return advice.decision();
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
