package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tables that a generated query may ask, and the columns that a piece of it can see. Immutable. */
record RandomScope(List<Source> sources) {

    /**
     * A column.
     *
     * @param extreme whether its numbers reach the ends of 64 bits
     * @param multiline whether its texts have line breaks, which an underscore of LIKE does not match in Calcite alone
     */
    record Column(String name, Kind kind, boolean extreme, boolean multiline) {

        static Column of(String name, Kind kind) {
            return new Column(name, kind, false, false);
        }

        private static Column extreme(String name) {
            return new Column(name, Kind.INTEGER, true, false);
        }

        private static Column multiline(String name) {
            return new Column(name, Kind.TEXT, false, true);
        }
    }

    /**
     * A table or a subquery after FROM.
     *
     * @param hsqldbName its name in HSQLDB itself
     */
    record Table(String name, String hsqldbName, List<Column> columns) {}

    /** A table under its alias. */
    record Source(String alias, List<Column> columns) {}

    /** A column of one of the sources. */
    record Reference(String alias, Column column) {

        RandomSql sql() {
            RandomSql sql = RandomSql.of(column.kind(), alias + "." + column.name());
            return column.extreme() ? sql.asExtreme() : sql;
        }
    }

    private static final Table EVENTS = ours(
            "ticket_events",
            Column.extreme("id"),
            Column.of("ticket_id", Kind.INTEGER),
            Column.of("\"time\"", Kind.TIMESTAMP),
            Column.of("start_time", Kind.INTEGER),
            Column.of("type", Kind.TEXT),
            Column.of("metric", Kind.TEXT),
            Column.of("instance_id", Kind.INTEGER),
            Column.of("event_type", Kind.TEXT),
            Column.of("updater_id", Kind.INTEGER),
            Column.multiline("via"),
            Column.multiline("client"),
            Column.of("location", Kind.TEXT),
            Column.of("latitude", Kind.DOUBLE),
            Column.of("longitude", Kind.DOUBLE),
            Column.of("metadata", Kind.TEXT),
            Column.of("child_events", Kind.TEXT),
            Column.of("other", Kind.TEXT));

    private static final Table CHANGES = ours(
            "ticket_field_changes",
            Column.extreme("event_id"),
            Column.of("ticket_id", Kind.INTEGER),
            Column.of("\"time\"", Kind.TIMESTAMP),
            Column.of("start_time", Kind.INTEGER),
            Column.extreme("change_id"),
            Column.of("event_type", Kind.TEXT),
            Column.of("field", Kind.TEXT),
            Column.of("new_value", Kind.TEXT),
            Column.of("previous_value", Kind.TEXT),
            Column.of("added_tags", Kind.TEXT),
            Column.of("removed_tags", Kind.TEXT),
            Column.of("updater_id", Kind.INTEGER),
            Column.of("via", Kind.TEXT),
            Column.of("\"position\"", Kind.INTEGER),
            Column.of("via_reference_id", Kind.TEXT));

    private static final Table COMMENTS = ours(
            "ticket_comments",
            Column.extreme("event_id"),
            Column.of("ticket_id", Kind.INTEGER),
            Column.of("\"time\"", Kind.TIMESTAMP),
            Column.of("start_time", Kind.INTEGER),
            Column.extreme("comment_id"),
            Column.of("author_id", Kind.INTEGER),
            Column.of("is_public", Kind.TRUTH),
            Column.multiline("body"),
            Column.multiline("html_body"),
            Column.multiline("plain_body"),
            Column.of("via", Kind.TEXT),
            Column.of("attachments", Kind.TEXT),
            Column.of("created_at", Kind.TIMESTAMP),
            Column.of("type", Kind.TEXT),
            Column.of("attributes", Kind.TEXT),
            Column.of("\"position\"", Kind.INTEGER),
            Column.of("via_reference_id", Kind.TEXT));

    private static final Table CHILDREN = ours(
            "ticket_child_events",
            Column.extreme("event_id"),
            Column.of("ticket_id", Kind.INTEGER),
            Column.of("\"time\"", Kind.TIMESTAMP),
            Column.of("start_time", Kind.INTEGER),
            Column.extreme("child_id"),
            Column.of("\"position\"", Kind.INTEGER),
            Column.of("event_type", Kind.TEXT),
            Column.multiline("via"),
            Column.of("via_reference_id", Kind.TEXT),
            Column.of("author_id", Kind.INTEGER),
            Column.of("is_public", Kind.TRUTH),
            Column.of("attributes", Kind.TEXT));

    private static final Table CHANNELS = new Table(
            "office.channels",
            "channels",
            List.of(Column.of("name", Kind.TEXT), Column.of("owner", Kind.TEXT), Column.of("weight", Kind.INTEGER)));

    private static final Table RELEASES = new Table(
            "office.releases",
            "releases",
            List.of(
                    Column.of("version", Kind.TEXT),
                    Column.of("released", Kind.TIMESTAMP),
                    Column.of("code", Kind.INTEGER)));

    /** Ours more often than the others'. */
    private static final List<Table> TABLES =
            List.of(EVENTS, EVENTS, EVENTS, CHANGES, CHANGES, COMMENTS, COMMENTS, CHILDREN, CHANNELS, RELEASES);

    RandomScope {
        sources = List.copyOf(sources);
    }

    private static Table ours(String name, Column... columns) {
        return new Table(name, name, List.of(columns));
    }

    static Table table(RandomDice dice) {
        return dice.one(TABLES);
    }

    RandomScope with(Source source) {
        List<Source> more = new ArrayList<>(sources);
        more.add(source);
        return new RandomScope(more);
    }

    /** The columns of {@code kind}; none if there is none. */
    List<Reference> columns(Kind kind) {
        return sources.stream()
                .flatMap(source -> source.columns().stream()
                        .filter(column -> column.kind() == kind)
                        .map(column -> new Reference(source.alias(), column)))
                .toList();
    }
}
