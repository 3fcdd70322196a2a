package dev.ticketsql.cli.print;

/**
 * Choices of how a result is printed.
 *
 * @param width columns of the terminal; {@link Integer#MAX_VALUE} where nothing is cut
 * @param maxColumnWidth greatest width of a column of a table, or {@link Integer#MAX_VALUE}
 * @param header whether column names are printed
 * @param nullText text for NULL in tables and records
 * @param styled whether NULL is dimmed
 * @param separator between separated values
 * @param quote around separated values
 * @param byteOrderMark whether separated values begin with one, for spreadsheets
 * @param wayToSeeAll how a person gets the columns that do not fit
 */
public record PrintOptions(
        int width,
        int maxColumnWidth,
        boolean header,
        String nullText,
        boolean styled,
        String separator,
        char quote,
        boolean byteOrderMark,
        String wayToSeeAll) {

    private static final String DIM = "\u001b[2m";

    private static final String PLAIN = "\u001b[0m";

    /** NULL among other values. */
    String shownNull() {
        return styled && !nullText.isEmpty() ? DIM + nullText + PLAIN : nullText;
    }
}
