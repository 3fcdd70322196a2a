package dev.ticketsql.calcite.execute;

import static dev.ticketsql.testing.AuditHistory.days;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.TestAccount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares parameters with literals: the same rows, and the same ranges of time, once the statement runs. */
@Tag("time-zones")
final class ParametersTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    /** A condition with parameters, and the same condition with literals. */
    record Case(String parameters, String literals, List<Object> values) {

        Case(String parameters, String literals, Object... values) {
            this(parameters, literals, List.of(values));
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("via = ?", "via = '日本語'", "日本語"),
                new Case("via <> ? AND ticket_id > ?", "via <> 'Email' AND ticket_id > 7", "Email", 7L),
                new Case("via IN (?, ?, ?)", "via IN ('Email', 'it''s', '')", "Email", "it's", ""),
                new Case("via LIKE ?", "via LIKE '%i%'", "%i%"),
                new Case("ticket_id BETWEEN ? AND ?", "ticket_id BETWEEN -7 AND 7", -7L, 7L),
                new Case("latitude > ?", "latitude > 1.5E0", 1.5),
                new Case(
                        "start_time >= ? AND start_time < ?",
                        "start_time >= 0 AND start_time < 951825601",
                        0L,
                        951_825_601L),
                new Case("start_time > ? - 3600", "start_time > 1582934400 - 3600", 1_582_934_400L),
                new Case("start_time IN (?, ?)", "start_time IN (0, 946684799)", 0L, 946_684_799L),
                new Case(
                        "NOT (start_time < ? OR start_time > ?)",
                        "start_time BETWEEN 1 AND 1582934399",
                        1L,
                        1_582_934_399L),
                new Case("EXTRACT(YEAR FROM \"time\") = ?", "EXTRACT(YEAR FROM \"time\") = 2020", 2020L),
                new Case(
                        "UPPER(type) = ? AND start_time < ?",
                        "UPPER(type) = 'BREACH' AND start_time < 1582934400",
                        "BREACH",
                        1_582_934_400L),
                new Case("LOWER(via) = LOWER(?)", "LOWER(via) = 'email'", "EMAIL"),
                new Case("via LIKE '%' || ? || '%'", "via LIKE '%ai%'", "ai"),
                new Case("ticket_id % ? = 0", "MOD(ticket_id, 7) = 0", 7L),
                new Case(
                        "\"time\" >= DATE_TRUNC('year', ?)",
                        "\"time\" >= TIMESTAMP '2020-01-01 00:00:00'",
                        Timestamp.from(Instant.parse("2020-02-29T12:00:00Z"))),
                new Case(
                        "\"time\" >= DATE_TRUNC('week', ?) AND \"time\" < ? + INTERVAL '1 day'",
                        "\"time\" >= TIMESTAMP '2020-02-24 00:00:00' AND \"time\" < TIMESTAMP '2020-03-01 12:00:00'",
                        Timestamp.from(Instant.parse("2020-02-29T12:00:00Z")),
                        Timestamp.from(Instant.parse("2020-02-29T12:00:00Z"))),
                new Case(
                        "\"time\" >= TIMESTAMP '2020-03-01 00:00:00' - ? * INTERVAL '1 day'",
                        "\"time\" >= TIMESTAMP '2020-02-28 00:00:00'",
                        2),
                new Case(
                        "\"time\" >= DATE_SUB(TIMESTAMP '2020-03-01 00:00:00', INTERVAL ? DAY)",
                        "\"time\" >= TIMESTAMP '2020-02-28 00:00:00'",
                        2),
                new Case(
                        "\"time\" >= DATEADD(month, ?, TIMESTAMP '2020-03-01 00:00:00')",
                        "\"time\" >= TIMESTAMP '2020-01-01 00:00:00'",
                        -2),
                new Case("start_time > ? AND start_time < ?", "1 = 0", 5L, 5L));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void parametersGiveTheRowsOfLiterals(Case prepared) throws Exception {
        String select = "SELECT id, via FROM ticket_events WHERE ";
        List<String> rows = account.hsqldb().rows(select + prepared.literals() + " ORDER BY id");
        account.sql(select + prepared.parameters() + " ORDER BY id")
                .with(prepared.values().toArray())
                .returns(rows.toArray(String[]::new));
    }

    /** As SQL has it: nothing is equal to NULL. */
    @Test
    void aParameterThatIsNullAcceptsNothing() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE start_time > ?")
                .with((@Nullable Object) null)
                .returns()
                .agreesWithHsqldb();
    }

    @Test
    void eachOfTwoScansHasItsOwnParametersAndRange() throws Exception {
        InstantSource clock = InstantSource.fixed(TestAccount.NOW);
        PagedEvents source = PagedEvents.of(AuditHistory.events(), AuditHistory.PER_PAGE, clock);
        try (TestAccount years = TestAccount.over(source, clock);
                PreparedStatement statement = years.connection()
                        .prepareStatement(
                                "SELECT 'old', COUNT(*) FROM ticket_events WHERE start_time >= ? AND start_time < ? "
                                        + "UNION ALL SELECT 'new', COUNT(*) FROM ticket_events WHERE \"time\" >= ? "
                                        + "AND \"time\" < TIMESTAMPADD(DAY, 1, CAST(? AS TIMESTAMP))")) {
            statement.setLong(1, days("2023-02-01", "2023-02-02").fromSec());
            statement.setLong(2, days("2023-02-01", "2023-02-03").toSec());
            statement.setTimestamp(3, Timestamp.from(Instant.parse("2025-05-01T00:00:00Z")));
            statement.setTimestamp(4, Timestamp.from(Instant.parse("2025-05-01T00:00:00Z")));
            try (ResultSet result = statement.executeQuery()) {
                List<String> rows = RowTexts.read(result);
                assertEquals(List.of("old, 48", "new, 24"), rows);
                assertEquals(
                        years.hsqldb()
                                .rows(
                                        "SELECT 'old', COUNT(*) FROM ticket_events WHERE start_time >= 1675209600 "
                                                + "AND start_time < 1675382400 UNION ALL "
                                                + "SELECT 'new', COUNT(*) FROM ticket_events WHERE \"time\" >= "
                                                + "TIMESTAMP '2025-05-01 00:00:00' AND \"time\" < TIMESTAMP '2025-05-02 00:00:00'"),
                        rows);
            }
            assertEquals(2, years.requests());
        }
    }
}
