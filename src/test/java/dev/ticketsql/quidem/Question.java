package dev.ticketsql.quidem;

import java.util.List;
import java.util.Locale;

/**
 * A statement of a script and its record.
 *
 * @param place the script's name and the number of the statement's first line
 * @param schema the schema that the script uses at that place; empty if none so far
 * @param sql the statement, without the semicolon
 * @param format the format of the recorded rows
 * @param recorded the lines of the answer, or of the error
 * @param fails whether an error is recorded
 */
record Question(
        String place, String schema, String sql, RecordedRows.Format format, List<String> recorded, boolean fails) {

    Question {
        recorded = List.copyOf(recorded);
    }

    /** Whether the statement itself orders its rows. */
    boolean isOrdered() {
        int order = sql.toUpperCase(Locale.ROOT).lastIndexOf("ORDER BY");
        int depth = 0;
        for (int index = Math.max(0, order); index < sql.length() && depth >= 0; index++) {
            depth += sql.charAt(index) == '(' ? 1 : sql.charAt(index) == ')' ? -1 : 0;
        }
        return order >= 0 && depth == 0;
    }
}
