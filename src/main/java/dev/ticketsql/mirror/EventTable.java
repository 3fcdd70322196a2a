package dev.ticketsql.mirror;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/**
 * The columns of {@code ticket_events} as DuckDB has them: how an event is staged, what a segment's file holds, and how
 * files are read as a table. Column names and types are part of the mirror's format. Knows nothing of which files.
 */
final class EventTable {

    /** The order of the table's columns, in files and in what is read. */
    static final String COLUMNS = """
            id, ticket_id, "time", start_time, type, metric, instance_id, event_type, updater_id, via, client, \
            location, latitude, longitude, metadata, child_events, other""";

    /**
     * A page while it arrives. {@code arrival} tells the newest reading of an event from older ones on the same page;
     * {@code "time"} is computed from {@code start_time} when the page is written.
     */
    static final String CREATE_STAGING = """
            CREATE OR REPLACE TEMP TABLE page (
              arrival BIGINT, id BIGINT, ticket_id BIGINT, start_time BIGINT, type VARCHAR, metric VARCHAR,
              instance_id BIGINT, event_type VARCHAR, updater_id BIGINT, via VARCHAR, client VARCHAR,
              location VARCHAR, latitude DOUBLE, longitude DOUBLE, metadata VARCHAR, child_events VARCHAR,
              other VARCHAR)""";

    /** What an empty set of files reads as: the right columns and no row. */
    private static final String NO_ROWS = """
            SELECT NULL::BIGINT AS id, NULL::BIGINT AS ticket_id, NULL::TIMESTAMP AS "time", \
            NULL::BIGINT AS start_time, NULL::VARCHAR AS type, NULL::VARCHAR AS metric, NULL::BIGINT AS instance_id, \
            NULL::VARCHAR AS event_type, NULL::BIGINT AS updater_id, NULL::VARCHAR AS via, NULL::VARCHAR AS client, \
            NULL::VARCHAR AS location, NULL::DOUBLE AS latitude, NULL::DOUBLE AS longitude, \
            NULL::VARCHAR AS metadata, NULL::VARCHAR AS child_events, NULL::VARCHAR AS other WHERE FALSE""";

    private EventTable() {}

    /** Appends one event to a staged page. */
    static void append(DuckDBAppender appender, long arrival, TicketEvent event) throws SQLException {
        appender.beginRow()
                .append(arrival)
                .append(event.id())
                .append(event.ticketId())
                .append(event.startSec())
                .append(event.type())
                .append(event.metric())
                .append(event.instanceId())
                .append(event.eventType())
                .append(event.updaterId())
                .append(event.via())
                .append(event.client())
                .append(event.location())
                .append(event.latitude())
                .append(event.longitude())
                .append(event.metadata())
                .append(event.childEvents())
                .append(event.other())
                .endRow();
    }

    /**
     * The statement that writes a staged page's events of {@code range} to {@code file}, each {@code (id, instant)}
     * once, as it was read last, in the order of time, without the purged ones.
     *
     * <p>One row group holds any page of the API's 1000 events; 122,880 rows, DuckDB's own choice for its scans, is
     * reached only by a single second of more events than that.
     */
    static String copy(TimeRange range, Purged purged, Path file) {
        return """
                COPY (
                  SELECT %s FROM (SELECT *, make_timestamp(start_time * 1000000) AS "time" FROM page WHERE %s AND %s)
                  QUALIFY row_number() OVER (PARTITION BY id, start_time ORDER BY arrival DESC) = 1
                  ORDER BY start_time, id
                ) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)""".formatted(COLUMNS, within(range), purged.keeps(), SqlText.literal(file));
    }

    /**
     * How a staged page and what is mirrored differ in {@code range}: events only on the page, only mirrored, and on
     * the page but not mirrored just so.
     */
    static String difference(TimeRange range, Purged purged, String mirrored) {
        return """
                WITH there AS (
                  SELECT %1$s FROM (SELECT *, make_timestamp(start_time * 1000000) AS "time" FROM page WHERE %2$s AND %3$s)
                  QUALIFY row_number() OVER (PARTITION BY id, start_time ORDER BY arrival DESC) = 1
                ), here AS (SELECT %1$s FROM %4$s WHERE %2$s)
                SELECT
                  (SELECT count(*) FROM there ANTI JOIN here USING (id, start_time)),
                  (SELECT count(*) FROM here ANTI JOIN there USING (id, start_time)),
                  (SELECT count(*) FROM (FROM there EXCEPT FROM here))""".formatted(COLUMNS, within(range), purged.keeps(), mirrored);
    }

    /** The statement that writes a file's events of {@code range}, without the purged ones, to {@code copy}. */
    static String rewrite(Path file, TimeRange range, Purged purged, Path copy) {
        return """
                COPY (SELECT %s FROM read_parquet(%s) WHERE %s AND %s ORDER BY start_time, id)
                TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)""".formatted(COLUMNS, SqlText.literal(file), within(range), purged.keeps(), SqlText.literal(copy));
    }

    /** The statement that writes the rows of {@code select}, in the order in which they come, to {@code merged}. */
    static String merge(String select, Path merged) {
        return "COPY " + select + " TO " + SqlText.literal(merged)
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)";
    }

    /**
     * The files' rows as a parenthesised query: those of {@code whole} files all, of {@code parts} the given range,
     * none that is purged.
     */
    static String select(List<Path> whole, List<FilePart> parts, Purged purged) {
        List<String> branches = new ArrayList<>();
        if (!whole.isEmpty()) {
            String files = whole.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
            branches.add("SELECT " + COLUMNS + " FROM read_parquet(" + files + ")");
        }
        for (FilePart part : parts) {
            branches.add("SELECT " + COLUMNS + " FROM read_parquet(" + SqlText.literal(part.file()) + ") WHERE "
                    + within(part.range()));
        }
        String rows = "(" + (branches.isEmpty() ? NO_ROWS : String.join(" UNION ALL ", branches)) + ")";
        return purged.isNothing() ? rows : "(SELECT * FROM " + rows + " WHERE " + purged.keeps() + ")";
    }

    static String within(TimeRange range) {
        return "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec();
    }

    /**
     * The events of a file inside a range.
     *
     * @param file a segment's file
     * @param range the seconds that are read
     */
    record FilePart(Path file, TimeRange range) {}
}
