package dev.ticketsql.cli;

import java.util.Locale;
import java.util.Set;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/**
 * The options of sqlline, where a row is printed as soon as it is there if that changes nothing in how it looks: pages
 * come minutes apart. sqlline 1.12 waits for a thousand rows, to know how wide their columns are; its own option
 * {@code incremental} prints a header before it knows whether there is anything below.
 */
final class SqlLineOptions extends SqlLineOpts {

    /** Formats whose columns have no width. */
    private static final Set<String> UNALIGNED =
            Set.of("csv", "tsv", "json", "vertical", "xmlattr", "xmlattrs", "xmlelements");

    /** To sqlline: a header with the first row, and every row that follows alone. */
    private static final int EACH_ROW = 0;

    SqlLineOptions(SqlLine sqlline) {
        super(sqlline);
    }

    /** As somebody said it; otherwise as the format allows. */
    @Override
    public int getIncrementalBufferRows() {
        return isUnsaid() && isUnaligned() ? EACH_ROW : super.getIncrementalBufferRows();
    }

    /** Whether rows are kept back to know how wide their columns are, and nobody said how many. */
    boolean keepsRowsBack() {
        return isUnsaid() && !isUnaligned() && !getIncremental();
    }

    private boolean isUnsaid() {
        return isDefault(BuiltInProperty.INCREMENTAL_BUFFER_ROWS);
    }

    private boolean isUnaligned() {
        return UNALIGNED.contains(getOutputFormat().toLowerCase(Locale.ROOT));
    }
}
