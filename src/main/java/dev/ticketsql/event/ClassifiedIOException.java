package dev.ticketsql.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Failure of the mirror or the API, with its kind and a message for the user. */
public class ClassifiedIOException extends IOException implements ClassifiedFailure {

    private final ErrorKind kind;

    /** Creates a failure of its own. */
    public ClassifiedIOException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    /** Creates a failure with its cause. */
    public ClassifiedIOException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Creates a failure of the cause's kind, or of {@code other} if that is not known. */
    public static ClassifiedIOException of(Throwable cause, ErrorKind other, String message) {
        return new ClassifiedIOException(ClassifiedFailure.kindOf(cause).orElse(other), message, cause);
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
