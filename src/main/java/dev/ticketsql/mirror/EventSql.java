package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the DuckDB statements that write segments, and the subqueries that read files as a table. */
final class EventSql {

    private EventSql() {}

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
        return "COPY (" + staged(table, range, purged) + " ORDER BY start_time, " + table.idColumn() + ", place) TO "
                + file(file, RowGroups.MAX_ROWS);
    }

    private static String staged(EventTable table, TimeRange range, PurgedEvents purged) {
        return "SELECT %s FROM %s WHERE %s AND %s"
                .formatted(table.columnList(), StagingTable.of(table).name(), within(range), purged.keeps(table));
    }

    /**
     * SELECT of the differences between a staged page and the mirror in {@code range}, as three counts: events only on
     * the page, events only in the mirror, and events of the page whose row in the mirror is another. A rejected event,
     * which has no key, is compared by its text.
     *
     * @param mirrored query for the mirror's events
     * @param rejected query for the mirror's rejected events
     */
    static String difference(TimeRange range, PurgedEvents purged, String mirrored, String rejected) {
        return """
                WITH there AS (%1$s), here AS (SELECT %2$s FROM %3$s WHERE %4$s),
                  bad_there AS (SELECT event FROM (%5$s)), bad_here AS (SELECT event FROM %6$s WHERE %4$s),
                  missing AS (SELECT count(*) AS events FROM there ANTI JOIN here USING (id, start_time))
                SELECT
                  (SELECT events FROM missing) + (SELECT count(*) FROM (FROM bad_there EXCEPT ALL FROM bad_here)),
                  (SELECT count(*) FROM here ANTI JOIN there USING (id, start_time))
                    + (SELECT count(*) FROM (FROM bad_here EXCEPT ALL FROM bad_there)),
                  (SELECT count(*) FROM (FROM there EXCEPT FROM here)) - (SELECT events FROM missing)""".formatted(
                        staged(EventTable.TICKET_EVENTS, range, purged),
                        EventTable.TICKET_EVENTS.columnList(),
                        mirrored,
                        within(range),
                        staged(EventTable.REJECTED_EVENTS, range, purged),
                        rejected);
    }

    private static String file(Path file, int groupRows) {
        return SqlText.literal(file) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + groupRows + ")";
    }

    /** COPY of a file's rows of {@code range}, without the purged ones, to {@code copy}. */
    static String rewrite(EventTable table, Path file, TimeRange range, PurgedEvents purged, Path copy, int groupRows) {
        return write(
                "(SELECT " + table.columnList() + " FROM read_parquet(" + SqlText.literal(file) + ") WHERE "
                        + within(range) + " AND " + purged.keeps(table) + ")",
                copy,
                groupRows);
    }

    /**
     * COPY of the rows of {@code select}, in their order, to {@code file}.
     *
     * @param groupRows rows of a row group
     */
    static String write(String select, Path file, int groupRows) {
        return "COPY " + select + " TO " + file(file, groupRows);
    }

    /**
     * Parenthesised query for the rows of files: all rows of {@code whole}, rows of the given ranges of {@code parts},
     * none that is purged.
     */
    static String select(EventTable table, List<Path> whole, List<FilePart> parts, PurgedEvents purged) {
        List<String> branches = new ArrayList<>();
        if (!whole.isEmpty()) {
            String files = SqlText.list(whole);
            branches.add("SELECT " + table.columnList() + " FROM read_parquet(" + files + ")");
        }
        for (FilePart part : parts) {
            branches.add("SELECT " + table.columnList() + " FROM read_parquet(" + SqlText.literal(part.file())
                    + ") WHERE " + within(part.range()));
        }
        String rows = "(" + (branches.isEmpty() ? noRows(table) : String.join(" UNION ALL ", branches)) + ")";
        return purged.isNothing() ? rows : "(SELECT * FROM " + rows + " WHERE " + purged.keeps(table) + ")";
    }

    /** A query with the table's columns and no row, for an empty list of files. */
    private static String noRows(EventTable table) {
        return table.columns().stream()
                .map(column -> "NULL::" + column.type() + " AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
    }

    static String within(TimeRange range) {
        return "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec();
    }

    /**
     * The rows of a file inside a range.
     *
     * @param file a segment's file
     * @param range the seconds that are read
     */
    record FilePart(Path file, TimeRange range) {}
}
