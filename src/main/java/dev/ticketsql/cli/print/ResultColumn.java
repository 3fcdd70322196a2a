package dev.ticketsql.cli.print;

/**
 * Column of a result.
 *
 * @param label its header
 */
record ResultColumn(String label, Kind kind) {

    /** Kind of a column's values. */
    enum Kind {
        NUMBER,
        TIME,
        TEXT
    }

    /** True if separated values leave them unquoted. */
    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** True if a part of a value would mislead, as of a number. */
    boolean isWhole() {
        return kind != Kind.TEXT;
    }
}
