package dev.ticketsql.event;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the reason of a failure out of Java code that the engine calls: of such a failure the engine reports what
 * Java prints of it, which would be a stack with names of classes. The text begins with the SQLSTATE, as those of the
 * engine's macros do.
 */
public final class CallbackFailure extends RuntimeException {

    private CallbackFailure(String message) {
        super(message, null, false, false);
    }

    /**
     * The failure to report for {@code failure}.
     *
     * @param subject what failed, with a colon and a space behind it
     */
    public static CallbackFailure of(Throwable failure, String subject) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        @Nullable String message = reason.getMessage();
        String sentence =
                message == null ? "there is no value" : message.strip().replaceAll("\\s+", " ");
        Optional<ErrorKind> kind = ClassifiedFailure.kindOf(failure);
        String state = kind.map(ErrorKind::sqlState)
                .or(() -> stateOf(failure))
                .map(known -> known + ": ")
                .orElse("");
        return new CallbackFailure(state + subject + sentence);
    }

    private static Optional<String> stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState()).filter(state -> state.matches("\\d[0-9A-Z]{4}"));
            }
        }
        return Optional.empty();
    }

    /** Text that the engine prints; Java's own would begin with the class's name. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
