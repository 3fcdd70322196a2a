package dev.ticketsql.correctness;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Random joins, filters, orders and limits over a mirror that holds random ranges: the first rows are those of HSQLDB,
 * which has all of them.
 */
final class FirstRowsPropertyTest {

    private static final int EVENTS = 1_500;

    private static final int PER_PAGE = 20;

    private static final Hsqldb HSQLDB = hsqldb();

    /** Three of a second now and then, weeks of silence, and the last an hour ago; ids fall where times rise. */
    private static List<TicketEvent> events() {
        List<String> channels = List.of("Email", "Web form", "Chat", "電話");
        return IntStream.range(0, EVENTS)
                .mapToObj(number -> {
                    long back = number / 7 * 6L + (number % 7 < 3 ? 0 : number % 7) + number / 400 * 500L;
                    return EventBuilder.audit(
                                    number,
                                    TestAccount.NOW
                                            .minus(Duration.ofHours(back + 1))
                                            .getEpochSecond(),
                                    number % 53L,
                                    channels.get(number % channels.size()))
                            .build();
                })
                .toList();
    }

    private static Hsqldb hsqldb() {
        try {
            Hsqldb hsqldb = Hsqldb.of(events());
            hsqldb.execute(
                    "CREATE INDEX events_time ON ticket_events (\"time\")",
                    "CREATE INDEX events_start_time ON ticket_events (start_time)",
                    "CREATE TABLE tickets (ticket_id BIGINT, subject VARCHAR(20))",
                    "INSERT INTO tickets VALUES (1, 'a'), (1, 'b'), (20, 'c'), (40, 'd'), (400, 'e')",
                    "CREATE TABLE incidents (subject VARCHAR(20), opened TIMESTAMP(0), closed TIMESTAMP(0))",
                    "INSERT INTO incidents VALUES "
                            + "('m', TIMESTAMP '2026-09-05 07:00:00', TIMESTAMP '2026-09-20 00:00:00'), "
                            + "('n', TIMESTAMP '2026-11-01 12:00:00', TIMESTAMP '2026-11-03 00:00:00'), "
                            + "('o', NULL, TIMESTAMP '2026-11-03 00:00:00')");
            return hsqldb;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterContainer
    static void close() throws Exception {
        HSQLDB.close();
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void theFirstRowsAreTheFirst(@ForAll long seed) throws Exception {
        RandomDice dice = new RandomDice(seed, 0);
        try (TestAccount account = TestAccount.of(events(), PER_PAGE).beside(HSQLDB)) {
            account.addOffice();
            while (dice.percent(50)) {
                account.sql("SELECT COUNT(*) FROM ticket_events WHERE " + window(dice, ""))
                        .rows();
            }
            for (int question = 0; question < Series.length(4, 16); question++) {
                String sql = dice.percent(85) ? rows(dice) : ends(dice);
                SqlAssert answer = account.sql(sql).agreesWithHsqldb(sql.replace("office.", ""));
                Statistics.label("plans")
                        .collect(answer.explain().contains("SortByTime") ? "in slices" : "whole")
                        .coverage(coverage -> coverage.check("in slices").percentage(share -> share > 40));
                Statistics.label("answers")
                        .collect(answer.rows().isEmpty() ? "no rows" : "rows")
                        .coverage(coverage -> coverage.check("rows").percentage(share -> share > 60));
            }
        }
    }

    /** A source of events {@code e}, its conditions, and the columns that make its rows unique beside the event. */
    private record Source(String from, String condition, String rest) {}

    private static Source source(RandomDice dice) {
        return dice.one(List.of(
                new Source("ticket_events e", "1 = 1", ""),
                new Source(
                        "ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id", "1 = 1", ", t.subject"),
                new Source(
                        "office.tickets t JOIN ticket_events e ON e.ticket_id < t.ticket_id", "1 = 1", ", t.subject"),
                new Source(
                        "ticket_events e LEFT JOIN office.tickets t ON e.ticket_id = t.ticket_id",
                        "e.via <> COALESCE(t.subject, 'Chat')",
                        ", COALESCE(t.subject, '')"),
                new Source("ticket_events e", "e.ticket_id IN (SELECT ticket_id FROM office.tickets)", ""),
                new Source("ticket_events e", "e.ticket_id NOT IN (SELECT ticket_id FROM office.tickets)", ""),
                new Source(
                        "ticket_events e",
                        "e.ticket_id IN (SELECT ticket_id FROM ticket_events WHERE \"time\" > TIMESTAMP '2026-11-18 00:00:00')",
                        ""),
                new Source(
                        "(SELECT id, ticket_id, via, \"time\", start_time FROM ticket_events WHERE via = 'Chat'"
                                + " UNION ALL SELECT id + 100000, ticket_id, via, \"time\", start_time FROM ticket_events"
                                + " WHERE MOD(id, 3) = 1) e",
                        "1 = 1",
                        ""),
                new Source(
                        "ticket_events e JOIN ticket_events f ON e.start_time = f.start_time AND e.id <= f.id",
                        "f.via <> 'Email'",
                        ", f.id"),
                new Source(
                        "ticket_events e LEFT JOIN ticket_events f ON e.\"time\" = f.\"time\" AND f.via = 'Chat'",
                        "1 = 1",
                        ", COALESCE(f.id, -1)"),
                new Source(
                        "ticket_events e JOIN office.incidents i ON e.\"time\" BETWEEN i.opened AND i.closed",
                        "1 = 1",
                        ", i.subject"),
                new Source(
                        "office.incidents i JOIN ticket_events e ON CAST(e.\"time\" AS DATE) = CAST(i.opened AS DATE)",
                        "1 = 1",
                        ", i.subject"),
                new Source(
                        "ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id JOIN office.incidents i"
                                + " ON e.\"time\" > i.opened - INTERVAL '3' DAY AND e.\"time\" < i.closed",
                        "1 = 1",
                        ", t.subject, i.subject"),
                new Source(
                        "ticket_events e",
                        "e.\"time\" > (SELECT MAX(\"time\") FROM ticket_events WHERE via = 'Email') - INTERVAL '30' DAY",
                        ""),
                new Source("ticket_events e", "e.id > (SELECT COUNT(*) FROM ticket_events WHERE via = 'Chat')", ""),
                new Source(
                        "ticket_events e JOIN (SELECT * FROM ticket_events ORDER BY \"time\" DESC, id LIMIT 3) f ON e.ticket_id = f.ticket_id",
                        "1 = 1",
                        ", f.id")));
    }

    private static String condition(RandomDice dice, Source source) {
        String filter = dice.one(
                "UPPER(e.via) = 'CHAT'",
                "MOD(e.id, 7) = 3",
                "e.via <> 'Email'",
                "e.id = 700",
                "1 = 1",
                window(dice, "e."));
        return " WHERE " + source.condition() + " AND " + filter;
    }

    private static String window(RandomDice dice, String alias) {
        long toSec = TestAccount.NOW.getEpochSecond() - dice.below(150) * 86_400L;
        long fromSec = toSec - (1 + dice.below(40)) * 86_400L;
        return alias + "start_time >= " + fromSec + " AND " + alias + "start_time < " + toSec;
    }

    private static String key(RandomDice dice) {
        return dice.one(
                "e.\"time\"",
                "e.start_time",
                "-e.start_time",
                "e.start_time * 3",
                "5 - e.start_time",
                "e.start_time / 7200",
                "CAST(e.\"time\" AS DATE)",
                "e.\"time\" + INTERVAL '2' HOUR",
                "MOD(e.start_time, 5000)");
    }

    private static String rows(RandomDice dice) {
        Source source = source(dice);
        StringBuilder sql = new StringBuilder("SELECT e.id" + source.rest() + " FROM " + source.from());
        sql.append(condition(dice, source)).append(" ORDER BY ");
        do {
            sql.append(key(dice)).append(dice.one(" DESC", "", " DESC")).append(", ");
        } while (dice.percent(30));
        sql.append("e.id").append(source.rest());
        sql.append(" LIMIT ").append(1 + dice.below(dice.one(List.of(3, 30, 300))));
        return dice.percent(30) ? sql + " OFFSET " + dice.below(20) : sql.toString();
    }

    private static String ends(RandomDice dice) {
        Source source = source(dice);
        return "SELECT MAX(" + key(dice) + "), MIN(" + key(dice) + "), MAX(CASE WHEN e.via = 'Chat' THEN " + key(dice)
                + " END) FROM " + source.from() + condition(dice, source);
    }
}
