package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import java.nio.file.Path;
import java.util.List;

/** Writes the DuckDB statements over staged events, and the COPY of them to files. */
public final class StagingSql {

    /** DuckDB's default of rows in a row group. */
    public static final int GROUP_ROWS = 122_880;

    private StagingSql() {}

    /**
     * DELETE for duplicates in a staged table: of each {@code (id, instant)} the rows that arrived last stay. The
     * statement for events must run last, since the others look at the events.
     */
    static String deleteOlderCopies(EventTable table) {
        return "DELETE FROM %s WHERE arrival NOT IN (SELECT max(arrival) FROM %s GROUP BY id, start_time)"
                .formatted(
                        StagingTable.of(table).name(),
                        StagingTable.of(EventTable.TICKET_EVENTS).name());
    }

    /** Query for the rows of a staged table that became files. */
    static String runs(List<Path> runs) {
        return "SELECT * FROM read_parquet(" + SqlText.list(runs) + ")";
    }

    /** As {@link #runs(List)}, without the rows that {@link #deleteOlderCopies} would delete. */
    static String latestOfRuns(List<Path> runs, List<Path> eventRuns) {
        return "%s WHERE arrival IN (SELECT max(arrival) FROM (%s) GROUP BY id, start_time)"
                .formatted(runs(runs), runs(eventRuns));
    }

    /** COPY of a staged page's rows of {@code range} to {@code file}, in the order of time, without the purged ones. */
    static String copy(EventTable table, TimeRange range, PurgedEvents purged, Path file) {
        return "COPY (" + rows(table, range, purged) + " ORDER BY start_time, " + table.idColumn() + ", place) TO "
                + file(file, GROUP_ROWS);
    }

    /** COPY of the rows of {@code select}, in their order, that meet a condition, to {@code file}. */
    public static String copy(String select, String condition, Path file) {
        return "COPY (SELECT * FROM (" + select + ") WHERE " + condition + ") TO " + file(file, GROUP_ROWS);
    }

    /** SELECT of the staged rows of {@code range}, without the purged ones. */
    public static String rows(EventTable table, TimeRange range, PurgedEvents purged) {
        return "SELECT %s FROM %s WHERE %s AND %s"
                .formatted(table.columnList(), StagingTable.of(table).name(), within(range), purged.keeps(table));
    }

    /**
     * Target of a COPY.
     *
     * @param groupRows rows of a row group
     */
    public static String file(Path file, int groupRows) {
        return SqlText.literal(file) + " (" + format(groupRows) + ")";
    }

    /**
     * Target of a COPY with larger dictionaries than DuckDB makes by itself.
     *
     * @param groupRows rows of a row group
     * @param dictionaryValues most values of a dictionary
     */
    public static String file(Path file, int groupRows, long dictionaryValues) {
        return SqlText.literal(file) + " (" + format(groupRows) + ", DICTIONARY_SIZE_LIMIT " + dictionaryValues + ")";
    }

    private static String format(int groupRows) {
        return "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + groupRows;
    }

    /** Condition on {@code start_time}. */
    public static String within(TimeRange range) {
        return "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec();
    }
}
