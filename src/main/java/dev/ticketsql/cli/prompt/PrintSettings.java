package dev.ticketsql.cli.prompt;

import dev.ticketsql.cli.print.PrintOptions;
import dev.ticketsql.cli.print.ResultFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/** Choices of printing, by sqlline's options and ours. Used by one thread. */
final class PrintSettings {

    /** Options of sqlline's tables which ours do not have: with one of them set, sqlline prints. */
    private static final List<BuiltInProperty> OF_SQLLINE = List.of(
            BuiltInProperty.NUMBER_FORMAT,
            BuiltInProperty.DATE_FORMAT,
            BuiltInProperty.TIME_FORMAT,
            BuiltInProperty.TIMESTAMP_FORMAT,
            BuiltInProperty.TABLE_STYLE,
            BuiltInProperty.SHOW_TYPES,
            BuiltInProperty.COLOR,
            BuiltInProperty.INCREMENTAL,
            BuiltInProperty.INCREMENTAL_BUFFER_ROWS);

    private static final String NULL = "NULL";

    private static final String TAB = "\t";

    private final SqlLine sqlline;
    private final Surroundings surroundings;
    private boolean markPending;

    PrintSettings(SqlLine sqlline, Surroundings surroundings) {
        this.sqlline = sqlline;
        this.surroundings = surroundings;
    }

    /** Begins the next separated values with a byte order mark, or does not. */
    void markBytes(boolean isMarked) {
        markPending = isMarked;
    }

    /** True if the next separated values begin with a byte order mark. */
    boolean marksBytes() {
        return markPending;
    }

    /** The format of a result; empty where sqlline prints it. */
    Optional<ResultFormat> format() {
        SqlLineOpts options = sqlline.getOpts();
        // For -e, sqlline itself sets an interval of -1, which is none.
        boolean isOfSqlline = OF_SQLLINE.stream().anyMatch(property -> !options.isDefault(property))
                || (!options.isDefault(BuiltInProperty.HEADER_INTERVAL) && options.getHeaderInterval() > 0);
        return switch (options.getOutputFormat().toLowerCase(Locale.ROOT)) {
            case "table" -> isOfSqlline ? Optional.empty() : Optional.of(ResultFormat.TABLE);
            case "vertical" -> isOfSqlline ? Optional.empty() : Optional.of(ResultFormat.RECORDS);
            case "csv", "tsv" -> isOfSqlline ? Optional.empty() : Optional.of(ResultFormat.SEPARATED);
            default -> Optional.empty();
        };
    }

    /** The options of a result that is printed now, at the width that the terminal has now. */
    PrintOptions options() {
        SqlLineOpts options = sqlline.getOpts();
        boolean isTab = options.getOutputFormat().equalsIgnoreCase("tsv");
        boolean marked = markPending;
        markPending = false;
        return new PrintOptions(
                options.getMaxWidth() > 0 ? options.getMaxWidth() : surroundings.width(),
                options.getMaxColumnWidth() > 0 ? options.getMaxColumnWidth() : Integer.MAX_VALUE,
                options.getShowHeader(),
                options.isDefault(BuiltInProperty.NULL_VALUE) ? NULL : options.get(BuiltInProperty.NULL_VALUE),
                surroundings.isStyled(),
                isTab ? TAB : options.getCsvDelimiter(),
                isTab ? '"' : options.getCsvQuoteCharacter(),
                marked,
                surroundings.isInteractive() ? "\\x shows all" : "--outputformat=vertical shows all");
    }
}
