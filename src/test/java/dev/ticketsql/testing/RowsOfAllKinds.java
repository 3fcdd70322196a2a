package dev.ticketsql.testing;

import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that generated queries ask: the {@link EdgeEvents}, more at the ends of 64 bits, in right-to-left scripts,
 * within one second and around changes of the clock, all with field changes and comments; and two small tables of
 * another database.
 *
 * <p>No text has a character from U+E000 to U+FFFF: texts with these and with supplementary characters are the one case
 * in which the engines order differently (by UTF-16 unit in Calcite and HSQLDB, by code point in the mirror's engine).
 */
public final class RowsOfAllKinds {

    private static final List<String> MORE_INSTANTS = List.of(
            "2026-03-29T00:59:59Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T00:59:59Z",
            "2026-10-25T01:00:00Z",
            "2024-02-29T00:00:00Z",
            "2024-02-29T23:59:59Z",
            "2023-12-31T23:59:59Z",
            "2024-01-01T00:00:00Z",
            "2026-05-05T05:05:05Z",
            "2026-05-05T05:05:05Z",
            "2026-05-05T05:05:05Z",
            "2026-05-05T05:05:05Z");

    private static final List<Long> IDS = List.of(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE + 1,
            (1L << 53) + 1,
            1L << 53,
            -(1L << 53) - 1,
            1L << 31,
            (1L << 31) - 1,
            -(1L << 31),
            -2L,
            Long.MAX_VALUE - 1,
            3L);

    private static final List<@Nullable String> TEXTS = Arrays.asList(
            "שלום",
            "مرحبا بالعالم",
            null,
            "\u200fabc\u200e",
            "🎫",
            "🎫🎫",
            "",
            "é",
            "Ii",
            "'",
            "a\"b",
            "open",
            "{\"a\": 1}");

    private static final List<@Nullable String> VALUES = Arrays.asList(
            "open",
            "solved",
            null,
            "",
            "0",
            "12",
            "-7",
            "it's",
            "שלום",
            "🎫 ticket",
            "[\"a\",\"b\"]",
            "normal",
            "Open ",
            "é");

    /** The statements that make the other database's tables. */
    public static final List<String> OFFICE = List.of(
            "CREATE TABLE channels (name VARCHAR(20), owner VARCHAR(20), weight BIGINT)",
            "INSERT INTO channels VALUES ('Email', 'Ada', 1), ('Web form', 'Grace', 7), ('日本語', '恵', NULL),"
                    + " (NULL, 'nobody', -7), ('', NULL, 0), ('open', 'שלום', 2147483648), ('🎫', 'Ada', 3)",
            "CREATE TABLE releases (version VARCHAR(10), released TIMESTAMP(0), code BIGINT)",
            "INSERT INTO releases VALUES ('1.0', TIMESTAMP '1999-12-31 23:59:59', 0), "
                    + "('2.0', TIMESTAMP '2020-02-29 00:00:00', NULL), (NULL, TIMESTAMP '2026-03-08 10:00:00', 1), "
                    + "('3.1', NULL, -1), ('2.0', TIMESTAMP '2026-05-05 05:05:05', 7)");

    private static final List<@Nullable String> KINDS =
            Arrays.asList("Notification", "Cc", null, "AgentMacroReference", "VoiceComment");

    private static final List<String> FIELDS =
            List.of("status", "priority", "tags", "custom_ticket_fields.360001", "assignee_id");

    private RowsOfAllKinds() {}

    /** The events, the same each time. */
    public static List<TicketEvent> events() {
        List<EventBuilder> events = EdgeEvents.builders();
        for (int row = 0; row < MORE_INSTANTS.size(); row++) {
            events.add(EventBuilder.event(
                            IDS.get(row), Instant.parse(MORE_INSTANTS.get(row)).getEpochSecond())
                    .ticket(row % 3 == 0 ? null : row - 5L)
                    .metric(row % 2 == 0 ? null : "breach", TEXTS.get(row), row % 4L)
                    .audit("Audit", -1L, TEXTS.get((row + 5) % TEXTS.size()))
                    .from(TEXTS.get((row + 8) % TEXTS.size()), TEXTS.get((row + 2) % TEXTS.size()), row - 6.5, null)
                    .metadata(row % 2 == 0 ? "{\"row\": null, \"deep\": {\"list\": [1, 2]}}" : null)
                    .childEvents("[]")
                    .other(row % 3 == 0 ? "{\"אב\": \"🎫\"}" : null));
        }
        return IntStream.range(0, events.size())
                .mapToObj(row -> withChildren(events.get(row), row))
                .toList();
    }

    private static TicketEvent withChildren(EventBuilder event, int row) {
        long startSec = event.build().startSec();
        List<FieldChange> changes = new ArrayList<>();
        for (int child = 0; child < row % 3; child++) {
            int step = row + child * 5;
            String field = FIELDS.get(step % FIELDS.size());
            boolean tags = field.equals("tags");
            changes.add(new FieldChange(
                    step % 6 == 0 ? null : IDS.get(step % IDS.size()),
                    step % 4 == 0 ? null : step % 4 == 1 ? "Create" : "Change",
                    field,
                    VALUES.get(step % VALUES.size()),
                    VALUES.get((step * 3 + 1) % VALUES.size()),
                    tags ? "[\"vip\",\"ü\"]" : null,
                    tags && step % 2 == 0 ? "[]" : null,
                    step % 2 == 0 ? null : "web",
                    child,
                    TEXTS.get((step + 3) % TEXTS.size())));
        }
        List<TicketComment> comments = new ArrayList<>();
        for (int child = 0; child < row % 5 - 2; child++) {
            int step = row + child * 7;
            comments.add(new TicketComment(
                    step % 7 == 0 ? null : IDS.get((step + 4) % IDS.size()),
                    step % 5 == 0 ? null : (long) (step % 4) - 1,
                    step % 3 == 0 ? null : step % 3 == 1,
                    step % 4 == 0 ? "first\nsecond 🎫" : TEXTS.get(step % TEXTS.size()),
                    TEXTS.get((step + 1) % TEXTS.size()),
                    VALUES.get(step % VALUES.size()),
                    step % 2 == 0 ? "{\"channel\": \"web\"}" : null,
                    step % 2 == 0 ? null : "[{\"id\": 1}]",
                    step % 3 == 1 ? null : startSec + step - 90,
                    step % 2 == 0 ? "Comment" : "VoiceComment",
                    step % 3 == 0 ? null : "{\"data\": {\"call_duration\": 5}}",
                    child,
                    step % 2 == 0 ? null : "34"));
        }
        List<ChildEvent> all = new ArrayList<>();
        for (int child = 0; child < row % 4; child++) {
            int step = row + child * 3;
            all.add(new ChildEvent(
                    child,
                    step % 5 == 0 ? null : IDS.get(step % IDS.size()),
                    KINDS.get(step % KINDS.size()),
                    TEXTS.get((step + 6) % TEXTS.size()),
                    step % 2 == 0 ? null : VALUES.get(step % VALUES.size()),
                    step % 3 == 0 ? null : (long) (step % 4) - 1,
                    step % 4 == 0 ? null : step % 4 == 1,
                    step % 3 == 1 ? null : "{\"macro_id\": " + step + "}"));
        }
        return event.rows(new ChildRows(all, changes, comments)).build();
    }

    /** An account with these events, their copy in HSQLDB, and the other database's tables in schema {@code office}. */
    public static TestAccount account() {
        TestAccount account = TestAccount.of(events());
        try {
            account.hsqldb().execute(OFFICE.toArray(String[]::new));
            account.addOffice();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the other database cannot be opened", e);
        }
        return account;
    }
}
