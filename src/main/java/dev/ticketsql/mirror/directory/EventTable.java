package dev.ticketsql.mirror.directory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tables of a mirror: names, columns and types, which are part of its file format. All of them have the event's
 * ticket, time and start time, so that a range or a purge selects the same events in each.
 */
public enum EventTable {
    /** One row per event, in both of the export's shapes. */
    TICKET_EVENTS(
            "id",
            List.of(
                    Column.required("id", Type.BIGINT),
                    Column.of("ticket_id", Type.BIGINT),
                    Column.required("time", Type.TIMESTAMP),
                    Column.required("start_time", Type.BIGINT),
                    Column.of("type", Type.VARCHAR),
                    Column.of("metric", Type.VARCHAR),
                    Column.of("instance_id", Type.BIGINT),
                    Column.of("event_type", Type.VARCHAR),
                    Column.of("updater_id", Type.BIGINT),
                    Column.of("via", Type.VARCHAR),
                    Column.of("client", Type.VARCHAR),
                    Column.of("location", Type.VARCHAR),
                    Column.of("latitude", Type.DOUBLE),
                    Column.of("longitude", Type.DOUBLE),
                    Column.of("metadata", Type.VARCHAR),
                    Column.of("child_events", Type.VARCHAR),
                    Column.of("other", Type.VARCHAR))),

    /** One row per field that an audit set or changed. */
    TICKET_FIELD_CHANGES(
            "event_id",
            List.of(
                    Column.required("event_id", Type.BIGINT),
                    Column.of("ticket_id", Type.BIGINT),
                    Column.required("time", Type.TIMESTAMP),
                    Column.required("start_time", Type.BIGINT),
                    Column.of("change_id", Type.BIGINT),
                    Column.of("event_type", Type.VARCHAR),
                    Column.required("field", Type.VARCHAR),
                    Column.of("new_value", Type.VARCHAR),
                    Column.of("previous_value", Type.VARCHAR),
                    Column.of("added_tags", Type.VARCHAR),
                    Column.of("removed_tags", Type.VARCHAR),
                    Column.of("updater_id", Type.BIGINT),
                    Column.of("via", Type.VARCHAR))),

    /** One row per comment of an audit. */
    TICKET_COMMENTS(
            "event_id",
            List.of(
                    Column.required("event_id", Type.BIGINT),
                    Column.of("ticket_id", Type.BIGINT),
                    Column.required("time", Type.TIMESTAMP),
                    Column.required("start_time", Type.BIGINT),
                    Column.of("comment_id", Type.BIGINT),
                    Column.of("author_id", Type.BIGINT),
                    Column.of("is_public", Type.BOOLEAN),
                    Column.of("body", Type.VARCHAR),
                    Column.of("html_body", Type.VARCHAR),
                    Column.of("plain_body", Type.VARCHAR),
                    Column.of("via", Type.VARCHAR),
                    Column.of("attachments", Type.VARCHAR),
                    Column.of("created_at", Type.TIMESTAMP)));

    /** Type of a column, named as in DuckDB. */
    public enum Type {
        /** An integer of 64 bits. */
        BIGINT,
        /** Text. */
        VARCHAR,
        /** A number of 64 bits. */
        DOUBLE,
        /** True or false. */
        BOOLEAN,
        /** A second in UTC, without a zone. */
        TIMESTAMP
    }

    /**
     * A column.
     *
     * @param nullable true if the column may be NULL
     */
    public record Column(String name, Type type, boolean nullable) {

        private static Column required(String name, Type type) {
            return new Column(name, type, false);
        }

        private static Column of(String name, Type type) {
            return new Column(name, type, true);
        }
    }

    private final String eventIdColumn;

    // List.of makes an immutable list, but the type does not show it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Column> columns;

    EventTable(String eventIdColumn, List<Column> columns) {
        this.eventIdColumn = eventIdColumn;
        this.columns = columns;
    }

    /** The name of the table, and of the directory of its files. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns, in the order of files and of queries. */
    public List<Column> columns() {
        return columns;
    }

    /** The tables with the events last, for steps in which the other tables need the events. */
    public static List<EventTable> eventsLast() {
        return List.of(TICKET_COMMENTS, TICKET_FIELD_CHANGES, TICKET_EVENTS);
    }

    /** The column with the id of a row's event. */
    public String eventIdColumn() {
        return eventIdColumn;
    }

    /** The columns as a SELECT list. */
    public String columnList() {
        return columns.stream()
                .map(column -> column.name().equals("time") ? "\"time\"" : column.name())
                .collect(Collectors.joining(", "));
    }
}
