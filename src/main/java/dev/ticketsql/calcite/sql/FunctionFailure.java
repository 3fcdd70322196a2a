package dev.ticketsql.calcite.sql;

/** Carries the reason of a failed row to DuckDB's message, without the class names and stacks of Java's exceptions. */
final class FunctionFailure extends RuntimeException {

    FunctionFailure(String message) {
        super(message, null, false, false);
    }

    /** Text that DuckDB prints; Java's own would begin with the class's name. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
