package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagingSql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the DuckDB statements that write segments, and the subqueries that read files as a table. */
final class EventSql {

    private EventSql() {}

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
                        StagingSql.rows(EventTable.TICKET_EVENTS, range, purged),
                        EventTable.TICKET_EVENTS.columnList(),
                        mirrored,
                        StagingSql.within(range),
                        StagingSql.rows(EventTable.REJECTED_EVENTS, range, purged),
                        rejected);
    }

    /** COPY of a file's rows of {@code range}, without the purged ones, to {@code copy}. */
    static String rewrite(EventTable table, Path file, TimeRange range, PurgedEvents purged, Path copy, int groupRows) {
        return write(
                "(SELECT " + table.columnList() + " FROM read_parquet(" + SqlText.literal(file) + ") WHERE "
                        + StagingSql.within(range) + " AND " + purged.keeps(table) + ")",
                copy,
                groupRows);
    }

    /**
     * COPY of the rows of {@code select}, in their order, to {@code file}.
     *
     * @param groupRows rows of a row group
     */
    static String write(String select, Path file, int groupRows) {
        return "COPY " + select + " TO " + StagingSql.file(file, groupRows);
    }

    /**
     * The same for so many events. DuckDB gives a column a bloom filter if it has a dictionary, so that dictionaries
     * may have half as many values as a row group has rows, in place of a fifth: then {@code ticket_id} has one where
     * tickets have few events, and a look-up of a ticket reads the row groups that have it.
     */
    static String writeEvents(String select, Path file, int groupRows, long eventCount) {
        long values = Math.max(1, Math.min(groupRows, eventCount) / 2);
        return "COPY " + select + " TO " + StagingSql.file(file, groupRows, values);
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
                    + ") WHERE " + StagingSql.within(part.range()));
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

    /**
     * The rows of a file inside a range.
     *
     * @param file a segment's file
     * @param range the seconds that are read
     */
    record FilePart(Path file, TimeRange range) {}
}
