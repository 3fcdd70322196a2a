package dev.ticketsql.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt that failed: what was asked, what came back, and what is to be done about it. */
final class FailedAttempt extends IOException {

    private final int status;
    private final FailureAdvice advice;
    private final Optional<Duration> retryAfter;
    private final @Nullable IOException cause;

    /**
     * An attempt that failed.
     *
     * @param message what was asked, without secrets, and what came back
     * @param status of the answer; 0 if none came
     * @param advice what is to be done
     * @param retryAfter how long the server asked to wait
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

    /** The same failure, judged by someone who knows more. */
    FailedAttempt judged(FailureAdvice other) {
        return new FailedAttempt(getMessage(), status, other, retryAfter, cause);
    }

    /** The same failure with what the server asked for. */
    FailedAttempt askingToWait(Optional<Duration> wait) {
        return new FailedAttempt(getMessage(), status, advice, wait, cause);
    }

    /** The answer's status; 0 if none came. */
    int status() {
        return status;
    }

    FailureAdvice advice() {
        return advice;
    }

    RetryDecision verdict() {
        return advice.verdict();
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
