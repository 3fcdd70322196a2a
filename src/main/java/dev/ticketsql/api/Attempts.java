package dev.ticketsql.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts the attempts at one page, and decides if another one follows and after which wait. Never waits itself. */
final class Attempts {

    /** Ten times what a page of 1000 events took at most; waits for limits and between attempts are not part of it. */
    static final Duration PAGE_TIME = Duration.ofMinutes(10);

    private final BackOff backOff;
    private final List<FailedAttempt> failed = new ArrayList<>();
    private Duration left = PAGE_TIME;
    private int renewals;

    Attempts(BackOff backOff) {
        this.backOff = backOff;
    }

    /** Time that is left for the next attempt, positive. */
    Duration left() {
        return left;
    }

    /**
     * Records a failure.
     *
     * @param taken time of the attempt
     * @return wait before the next attempt; zero for none
     * @throws ApiException if no attempt follows
     */
    Duration waitAfter(FailedAttempt failure, Duration taken) throws ApiException {
        left = left.minus(taken);
        boolean inVain = failure.decision() == RetryDecision.RENEW_TOKEN && renewals > 0;
        // An attempt with an access token that is replaced takes none from the page.
        int attempt = failed.size() + 1 - (inVain ? 0 : renewals);
        int maxAttempts =
                inVain ? attempt : Math.max(attempt, failure.decision().maxAttempts());
        Duration wait = wait(failure, attempt);
        if (wait.compareTo(BackOff.MAX_WAIT) > 0) {
            throw new ApiException(failure, attempt, maxAttempts, tooLongMessage(wait), failed);
        }
        if (attempt >= maxAttempts) {
            throw new ApiException(
                    failure, attempt, maxAttempts, failure.advice().forUser(), failed);
        }
        if (left.isZero() || left.isNegative()) {
            throw new ApiException(
                    failure,
                    attempt,
                    maxAttempts,
                    "A page gets " + inMinutes(PAGE_TIME) + " with all its attempts, and these are over. "
                            + failure.advice().forUser(),
                    failed);
        }
        failed.add(failure);
        renewals += failure.decision() == RetryDecision.RENEW_TOKEN ? 1 : 0;
        return wait;
    }

    private Duration wait(FailedAttempt failure, int attempt) {
        return switch (failure.decision()) {
            case FINAL, RENEW_TOKEN -> Duration.ZERO;
            case SLOW_DOWN -> requestedWait(failure, backOff.atLimit());
            case RETRY, RECONNECT, HALVE_PAGE, TOO_SLOW -> requestedWait(failure, backOff.after(attempt));
        };
    }

    private static Duration requestedWait(FailedAttempt failure, Duration otherwise) {
        return failure.retryAfter().filter(wait -> !wait.isZero()).orElse(otherwise);
    }

    private static String tooLongMessage(Duration wait) {
        return "The server asks to wait " + inMinutes(wait) + ", no more than " + inMinutes(BackOff.MAX_WAIT)
                + " are waited out; ask again after that time, " + FailureAdvice.KEPT;
    }

    private static String inMinutes(Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }
}
