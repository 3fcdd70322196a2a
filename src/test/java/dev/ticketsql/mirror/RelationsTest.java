package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.EventBuilder;
import java.sql.ResultSet;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns of a snapshot's relations, and the components of events in them. */
final class RelationsTest extends MirrorFixture {

    @ParameterizedTest
    @EnumSource
    void relationsHaveTheColumnsOfTheTableWithAndWithoutEvents(EventTable table) throws Exception {
        api.add(Events.audit(2, startSec));
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.none()));
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.of(5, 10)));
            assertEquals(columns, columnsOf(snapshot, table, TimeRanges.every()));
        }
    }

    @Test
    void fieldChangesAndCommentsOfAnEventComeBackInTheirColumns() throws Exception {
        FieldChange status = new FieldChange(71L, "Change", "status", "open", "new", null, null, "Mail", 0, null);
        FieldChange tags = new FieldChange(null, null, "tags", "[\"a\"]", null, "[\"a\"]", "[]", null, 0, null);
        TicketComment comment = new TicketComment(
                72L,
                9L,
                false,
                "Grüße 🦆",
                "<p>Grüße</p>",
                "Grüße",
                "{\"channel\":\"api\"}",
                "[{}]",
                1_700_000_000L,
                null,
                null,
                0,
                null);
        TicketComment presence =
                new TicketComment(null, null, null, null, null, null, null, null, null, null, null, 0, null);
        api.add(audit(List.of(status, tags), List.of(comment, presence)));
        String at = LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
        try (Snapshot snapshot = snapshot(Cancellation.never())) {
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec + "|71|Change|status|open|new|null|null|-1|Mail|0|null",
                            "4|4|" + at + ":00.0|" + startSec
                                    + "|null|null|tags|[\"a\"]|null|[\"a\"]|[]|-1|null|0|null"),
                    rows(snapshot, EventTable.TICKET_FIELD_CHANGES));
            assertEquals(
                    List.of(
                            "4|4|" + at + ":00.0|" + startSec
                                    + "|72|9|false|Grüße 🦆|<p>Grüße</p>|Grüße|{\"channel\":\"api\"}|[{}]"
                                    + "|2023-11-14 22:13:20.0|null|null|0|null",
                            "4|4|" + at + ":00.0|" + startSec
                                    + "|null|null|null|null|null|null|null|null|null|null|null|0|null"),
                    rows(snapshot, EventTable.TICKET_COMMENTS));
        }
    }

    @Test
    void ofAnEventThatComesTwiceOnAPageTheLastCopysChildrenStay() throws Exception {
        FieldChange before = new FieldChange(1L, "Change", "subject", "before", null, null, null, null, 0, null);
        FieldChange after = new FieldChange(1L, "Change", "subject", "redacted", null, null, null, null, 0, null);
        api.add(audit(List.of(before, before), List.of()));
        api.add(audit(List.of(after), List.of()));
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query("SELECT new_value FROM "
                        + snapshot.relation(EventTable.TICKET_FIELD_CHANGES, TimeRanges.every()))) {
            assertTrue(cursor.next());
            assertEquals("redacted", cursor.resultSet().getString(1));
            assertFalse(cursor.next());
        }
    }

    private TicketEvent audit(List<FieldChange> changes, List<TicketComment> comments) {
        return EventBuilder.audit(4, startSec, 4, "Web form")
                .children(changes, comments)
                .build();
    }

    @Test
    void everyComponentOfAnEventComesBackInItsColumn() throws Exception {
        api.add(EventBuilder.event(9_007_199_254_740_993L, startSec)
                .ticket(2L)
                .metric("breach", "reply_time", 3L)
                .audit("Audit", -1L, "Web form")
                .from("Mozilla/5.0", "Zürich, 東京, 🦆 'quoted'", 47.3769, -122.4194)
                .metadata("{\"a\":1}")
                .childEvents("[{\"id\":1}]")
                .other("{\"deleted\":true}")
                .build());
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query(
                        "SELECT * FROM " + snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
            assertTrue(cursor.next());
            ResultSet row = cursor.resultSet();
            assertEquals(9_007_199_254_740_993L, row.getLong("id"));
            assertEquals(2, row.getLong("ticket_id"));
            assertEquals(
                    LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC),
                    row.getObject("time", LocalDateTime.class));
            assertEquals(startSec, row.getLong("start_time"));
            assertEquals("breach", row.getString("type"));
            assertEquals("reply_time", row.getString("metric"));
            assertEquals(3, row.getLong("instance_id"));
            assertEquals("Audit", row.getString("event_type"));
            assertEquals(-1, row.getLong("updater_id"));
            assertEquals("Web form", row.getString("via"));
            assertEquals("Mozilla/5.0", row.getString("client"));
            assertEquals("Zürich, 東京, 🦆 'quoted'", row.getString("location"));
            assertEquals(47.3769, row.getDouble("latitude"));
            assertEquals(-122.4194, row.getDouble("longitude"));
            assertEquals("{\"a\":1}", row.getString("metadata"));
            assertEquals("[{\"id\":1}]", row.getString("child_events"));
            assertEquals("{\"deleted\":true}", row.getString("other"));
            assertFalse(cursor.next());
        }
    }

    @Test
    void whatAnEventDoesNotHaveIsNull() throws Exception {
        api.add(EventBuilder.event(1, startSec).build());
        try (Snapshot snapshot = snapshot(Cancellation.never());
                Cursor cursor = snapshot.query("SELECT COLUMNS(* EXCLUDE (id, \"time\", start_time)) FROM "
                        + snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every()))) {
            assertTrue(cursor.next());
            for (int column = 1; column <= EventTable.TICKET_EVENTS.columns().size() - 3; column++) {
                assertEquals(null, cursor.resultSet().getObject(column), "column " + column);
            }
        }
    }

    private Snapshot snapshot(Cancellation cancellation) {
        return mirror.read(Asking.settings(api), cancellation);
    }

    /** In the order in which they come. */
    private static List<String> rows(Snapshot snapshot, EventTable table) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = snapshot.query("SELECT * FROM " + snapshot.relation(table, TimeRanges.every()))) {
            while (cursor.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= table.columns().size(); column++) {
                    row.add(cursor.resultSet().getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static List<String> columnsOf(Snapshot snapshot, EventTable table, TimeRanges wanted) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Cursor cursor = snapshot.query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "
                + snapshot.relation(table, wanted) + ")")) {
            while (cursor.next()) {
                columns.add(cursor.resultSet().getString(1) + " "
                        + cursor.resultSet().getString(2));
            }
        }
        return columns;
    }
}
