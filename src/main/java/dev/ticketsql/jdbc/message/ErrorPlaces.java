package dev.ticketsql.jdbc.message;

/** Places in a statement: lines and columns, from 1, as Calcite's parser counts them. */
final class ErrorPlaces {

    private ErrorPlaces() {}

    /** The offset of a line and a column, or the end if there is no such place. */
    static int offset(String sql, int line, int column) {
        int start = 0;
        for (int before = 1; before < line && start >= 0; before++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return Math.max(0, Math.min(sql.length(), start + column - 1));
    }
}
