package dev.ticketsql.cli;

import java.util.Locale;
import java.util.Set;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/**
 * Options of sqlline that print a row as soon as it arrives, in formats without column widths: pages come minutes
 * apart. sqlline 1.12 waits for a thousand rows to measure columns; its own option {@code incremental} prints a header
 * even without any row.
 */
final class SqlLineOptions extends SqlLineOpts {

    /** Formats whose columns have no width. */
    private static final Set<String> UNALIGNED =
            Set.of("csv", "tsv", "json", "vertical", "xmlattr", "xmlattrs", "xmlelements");

    /** Prints a header with the first row, and each later row alone. */
    private static final int EACH_ROW = 0;

    SqlLineOptions(SqlLine sqlline) {
        super(sqlline);
    }

    /** The given number; by default as the format allows. */
    @Override
    public int getIncrementalBufferRows() {
        return isDefaultBuffer() && isUnaligned() ? EACH_ROW : super.getIncrementalBufferRows();
    }

    private boolean isDefaultBuffer() {
        return isDefault(BuiltInProperty.INCREMENTAL_BUFFER_ROWS);
    }

    private boolean isUnaligned() {
        return UNALIGNED.contains(getOutputFormat().toLowerCase(Locale.ROOT));
    }
}
