package dev.ticketsql.mirror.export;

import dev.ticketsql.mirror.directory.EventTable;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the export's files, Hive-style: {@code ticket_events/month=2026-03/ticket_events-2026-03.parquet}. One file
 * a month, always of the same name, so that one rename replaces the month. No table has a column {@code month}.
 */
final class MonthFiles {

    /** The tables of an export. A rejected event is no row of them. */
    static final List<EventTable> TABLES = List.of(
            EventTable.TICKET_EVENTS,
            EventTable.TICKET_FIELD_CHANGES,
            EventTable.TICKET_COMMENTS,
            EventTable.TICKET_CHILD_EVENTS);

    private static final Pattern DIRECTORY = Pattern.compile("month=(\\d{4}-\\d{2})");

    private MonthFiles() {}

    /** Directory of a month, from the export's. */
    static String directory(EventTable table, YearMonth month) {
        return table.tableName() + "/month=" + month;
    }

    /** Path of a month's file, from the export's directory. */
    static String file(EventTable table, YearMonth month) {
        return directory(table, month) + "/" + table.tableName() + "-" + month + ".parquet";
    }

    /** The month of a directory; empty if it is none of ours. */
    static Optional<YearMonth> month(String directoryName) {
        Matcher name = DIRECTORY.matcher(directoryName);
        try {
            return name.matches() ? Optional.of(YearMonth.parse(name.group(1))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
