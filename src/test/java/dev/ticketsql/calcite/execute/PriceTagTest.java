package dev.ticketsql.calcite.execute;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.AccountStore;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.Settings;
import dev.ticketsql.account.SharedAccounts;
import dev.ticketsql.api.Sleeper;
import dev.ticketsql.calcite.ConnectionDefaults;
import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Price;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.Driver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the price of a statement in EXPLAIN. Every EXPLAIN of the kit also asserts that it makes no request. */
final class PriceTagTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestAccount.NOW);

    private static final String MAY =
            "\"time\" >= TIMESTAMP '2024-05-01 00:00:00' AND \"time\" < TIMESTAMP '2024-06-01 00:00:00'";

    private static final String JUNE =
            "\"time\" >= TIMESTAMP '2024-06-01 00:00:00' AND \"time\" < TIMESTAMP '2024-07-01 00:00:00'";

    /** Eight pages of May reach two days into June; of the other 28, with 24 events each, a page holds 99. */
    private static final String PRICE_OF_JUNE = "mirrored=6%, requests=7, table=";

    @AutoClose
    private TestAccount account;

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.of(AuditHistory.events(), AuditHistory.PER_PAGE);
    }

    private void mirrorMay() throws Exception {
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE " + MAY).requests(8);
    }

    @Test
    void whereNothingIsMirroredThePriceIsAQuestion() throws Exception {
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE " + JUNE)
                .plan(
                        "DuckDbStatement(price=[requests=?, no rate limit known])",
                        "EventScan(window=[2024-06-01T00:00:00Z, 2024-07-01T00:00:00Z), mirrored=0%, requests=?, table=[[zendesk, ticket_events]])");
    }

    @Test
    void thePriceIsWhatItThenCosts() throws Exception {
        mirrorMay();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE " + JUNE)
                .plan("DuckDbStatement(price=[requests=7, no rate limit known])", PRICE_OF_JUNE)
                .requests(7);
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE id > 5 AND " + JUNE)
                .plan("DuckDbStatement(price=[requests=0])", "mirrored=100%, requests=0, table=")
                .requests(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events WHERE %s LIMIT 10",
                "SELECT id FROM ticket_events WHERE %s AND via = 'Email' OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY",
                "SELECT UPPER(via) FROM ticket_events WHERE %s AND JSON_EXISTS(metadata, 'lax $.row') LIMIT 10",
                "SELECT id, \"time\" FROM ticket_events WHERE %s ORDER BY \"time\" LIMIT 10",
                "SELECT id, start_time AS s FROM ticket_events WHERE %s ORDER BY s LIMIT 10",
            })
    void whereALimitMayStopEarlierThePriceIsAtMostThat(String sql) throws Exception {
        mirrorMay();
        account.sql(sql.formatted(JUNE))
                .plan("price=[requests<=7, no rate limit known]", "mirrored=6%, requests<=7, table=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events WHERE %s ORDER BY id LIMIT 10",
                "SELECT id FROM ticket_events WHERE %s OFFSET 5 ROWS",
                "SELECT via, COUNT(*) FROM ticket_events WHERE %s GROUP BY via LIMIT 1",
                "SELECT DISTINCT via FROM ticket_events WHERE %s LIMIT 1",
                "SELECT id, ROW_NUMBER() OVER (ORDER BY via) FROM ticket_events WHERE %s LIMIT 1",
            })
    void aLimitAboveWhatNeedsAllRowsChangesNothing(String sql) throws Exception {
        mirrorMay();
        account.sql(sql.formatted(JUNE)).plan("price=[requests=7, no rate limit known]", PRICE_OF_JUNE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id FROM ticket_events e JOIN %s ON e."time" BETWEEN i.opened AND i.closed WHERE e.%s | true
            SELECT e.id FROM %s JOIN ticket_events e ON e.start_time = i.opened_sec WHERE UPPER(e.via) <> 'x' AND e.%s | true
            SELECT COUNT(*) FROM ticket_events e WHERE EXISTS (SELECT 1 FROM %s WHERE e."time" BETWEEN i.opened AND i.closed) AND e.%s | true
            SELECT e.id FROM ticket_events e LEFT JOIN %s ON e.start_time = i.opened_sec WHERE e.%s | false
            SELECT e.id FROM ticket_events e JOIN %s ON e.via = i.name WHERE e.%s | false
            """)
    void whereRowsMayNarrowTheRangeThePriceIsAtMostThat(String sql, boolean isNarrowed) throws Exception {
        mirrorMay();
        // Two rows: the planner makes a condition of one.
        String incidents = """
                (VALUES ('mail', TIMESTAMP '2024-06-11 00:00:00', TIMESTAMP '2024-06-11 06:00:00', 1718064000),
                        ('chat', TIMESTAMP '2024-06-11 08:00:00', TIMESTAMP '2024-06-11 09:00:00', 1718092800))
                AS i(name, opened, closed, opened_sec)""";
        SqlAssert question = account.sql(sql.formatted(incidents, JUNE.replace("AND ", "AND e.")));
        if (isNarrowed) {
            question.plan(
                            "NarrowedByRows",
                            "price=[requests<=7, no rate limit known]",
                            "mirrored=6%, requests<=7, table=")
                    .requests(1);
        } else {
            question.planWithout("NarrowedByRows")
                    .plan("price=[requests=7, no rate limit known]", PRICE_OF_JUNE)
                    .requests(7);
        }
    }

    @Test
    void onlyTheScanThatIsNarrowedCostsLess() throws Exception {
        mirrorMay();
        account.sql(latestOf(JUNE.replace("07-01", "06-20")))
                .plan(
                        "NarrowedByRows",
                        "price=[requests<=7, ",
                        "2024-06-20T00:00:00Z), mirrored=10%, requests=5, table=",
                        "2024-07-01T00:00:00Z), mirrored=6%, requests<=7, table=");
    }

    @Test
    void whatIsReadInAnyCaseCostsTheSameWhateverElseIsNarrowed() throws Exception {
        mirrorMay();
        account.sql(latestOf(JUNE)).plan("NarrowedByRows", "price=[requests=7, ");
    }

    /** The events of June at the latest instants of each channel there. */
    private static String latestOf(String there) {
        return "SELECT e.id FROM ticket_events e JOIN (SELECT MAX(\"time\") AS latest FROM ticket_events WHERE " + there
                + " AND UPPER(via) <> 'x' GROUP BY via) i ON e.\"time\" = i.latest WHERE e."
                + JUNE.replace("AND ", "AND e.");
    }

    @Test
    void whatSeveralScansShareIsChargedOnce() throws Exception {
        mirrorMay();
        account.sql("SELECT a.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.ticket_id WHERE a."
                        + JUNE.replace("AND ", "AND a.") + " AND b." + JUNE.replace("AND ", "AND b."))
                .plan("price=[requests=7, no rate limit known]", PRICE_OF_JUNE);
        account.sql("SELECT id FROM ticket_events WHERE " + JUNE
                        + " UNION ALL SELECT ticket_id FROM ticket_events WHERE " + MAY)
                .plan("price=[requests=7, no rate limit known]", PRICE_OF_JUNE, "mirrored=100%, requests=0, table=");
    }

    @Test
    void aRangeThatWaitsForAParameterHasNoPrice() throws Exception {
        mirrorMay();
        account.sql("SELECT id FROM ticket_events WHERE start_time >= ?")
                .with(7L)
                .plan(
                        "price=[requests=?, no rate limit known]",
                        "EventScan(window=?, mirrored=?, requests=?, table=[[zendesk, ticket_events]])");
    }

    @Test
    void thePlanInJsonHasTheMirroredShareToo() throws Exception {
        mirrorMay();
        String sql = "EXPLAIN PLAN AS JSON FOR SELECT id FROM ticket_events WHERE " + JUNE;
        try (Statement statement = account.connection().createStatement();
                ResultSet plan = statement.executeQuery(sql)) {
            assertTrue(plan.next());
            assertTrue(plan.getString(1).contains("\"mirrored\": \"6%\""), plan.getString(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | false | 10 | requests=0",
                "0 | true | 10 | requests=0",
                "1 | false | 10 | requests=1, less than a minute at 10 requests a minute",
                "10 | false | 10 | requests=10, less than a minute at 10 requests a minute",
                "12 | false | 10 | requests=12, about 2 minutes at 10 requests a minute",
                "12 | true | 10 | requests<=12, at most about 2 minutes at 10 requests a minute",
                "1000 | false | 10 | requests=1000, about 100 minutes at 10 requests a minute",
                "12 | false | | requests=12, no rate limit known",
            })
    void theRateLimitMakesTimeOfRequests(int requests, boolean mayCostLess, Integer perMinute, String expected) {
        PriceTag tag = new PriceTag(Optional.of(new Price(0, 0, OptionalInt.of(requests))), mayCostLess);
        assertEquals(expected, tag.sentence(perMinute == null ? OptionalInt.empty() : OptionalInt.of(perMinute)));
    }

    @Test
    void noPriceIsLookedUpForAStatementThatRuns() throws Exception {
        assertEquals(
                1,
                snapshotsOf(
                        new Driver(),
                        "SELECT UPPER(via) FROM zendesk.ticket_events WHERE " + MAY + " LIMIT 3",
                        plan -> assertFalse(plan.isEmpty())));
    }

    @Test
    void thePricesOfOneExplainAreLookedUpInOneSnapshot() throws Exception {
        String runtime = "\"time\" < CURRENT_TIMESTAMP AND ";
        String ofMay = "SELECT id FROM zendesk.ticket_events WHERE " + runtime + MAY;
        assertEquals(
                1,
                snapshotsOf(
                        new Driver().withPrepareFactory(TicketSqlPrepare::new),
                        "EXPLAIN PLAN FOR " + ofMay + " UNION ALL " + ofMay
                                + " UNION ALL SELECT id FROM zendesk.ticket_events WHERE " + JUNE,
                        plan -> assertEquals(4, timesOf("requests=", plan), plan)));
    }

    @Test
    void aPlanThatIsShownAgainIsNotLookedUpAgain() throws Exception {
        String ofMay = "SELECT id FROM zendesk.ticket_events WHERE " + MAY;
        assertEquals(
                1,
                snapshotsOf(
                        new Driver(),
                        "EXPLAIN PLAN FOR " + ofMay + " UNION ALL VALUES 7 UNION ALL " + ofMay,
                        plan -> assertEquals(2, timesOf("DuckDbStatement(price=[requests=", plan), plan)));
    }

    private static int timesOf(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** How often the mirror is opened for a statement, whose first column's first value {@code check} takes. */
    private static int snapshotsOf(Driver driver, String sql, Consumer<String> check) throws Exception {
        SnapshotOptions settings = new SnapshotOptions(
                PagedEvents.of(AuditHistory.events(), CLOCK), 0, Duration.ofMinutes(1), OptionalInt.empty());
        AtomicInteger opened = new AtomicInteger();
        try (Mirror mirror = Mirror.openTemporary(new EngineLimits(256L << 20, 2), CLOCK);
                Connection connection =
                        requireNonNull(driver.connect("jdbc:calcite:", ConnectionDefaults.properties()))) {
            connection
                    .unwrap(CalciteConnection.class)
                    .getRootSchema()
                    .add("zendesk", new ZendeskSchema(cancellation -> {
                        opened.incrementAndGet();
                        return mirror.read(settings, cancellation);
                    }));
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertTrue(rows.next());
                check.accept(rows.getString(1));
            }
        }
        return opened.get();
    }

    @Test
    void anEmbeddedSandboxIsNotStartedToShowAPrice() throws Exception {
        List<String> notices = new ArrayList<>();
        SharedAccounts accounts = new SharedAccounts(CLOCK, Sleeper.real(), notices::add);
        Settings settings =
                Settings.of(OptionValues.of(Map.of("baseUrl", "sandbox:?events=10&rate-limit=7")), Map.of());
        AccountStore store = new AccountStore(settings, accounts.get(settings));
        try (PriceLookup lookup = PriceLookup.open(store)) {
            PriceTag tag = new PriceTag(lookup.price(Optional.of(TimeRanges.every())), false);
            assertEquals("requests=?, at 7 requests a minute", tag.sentence(store.requestsPerMinute()));
            assertEquals("0%", tag.mirrored());
        }
        assertEquals(List.of(), notices);
    }
}
