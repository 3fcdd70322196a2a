package dev.ticketsql.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failure whose kind is known where it is raised, so that nobody has to read it out of the message. */
public interface ClassifiedFailure {

    /** The kind of failure. */
    ErrorKind kind();

    /** Finds the kind of {@code failure}: of the first classified one among it and its causes. */
    static Optional<ErrorKind> kindOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassifiedFailure classified) {
                return Optional.of(classified.kind());
            }
        }
        return Optional.empty();
    }
}
