package dev.ticketsql.event;

/** Failure of a statement, with its kind and a message for the user. */
public final class ClassifiedException extends RuntimeException implements ClassifiedFailure {

    private final ErrorKind kind;

    /** Creates a failure of its own. */
    public ClassifiedException(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Creates a failure of the cause's kind, or of {@code other} if that is not known. */
    public ClassifiedException(Throwable cause, ErrorKind other, String message) {
        super(message, cause);
        this.kind = ClassifiedFailure.kindOf(cause).orElse(other);
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
