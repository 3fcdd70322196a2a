package dev.ticketsql.calcite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.Hook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the pages of 100 events that the first rows need, of three years until now of which nothing is mirrored yet.
 */
final class FirstRowsTest {

    private static final int NEWEST = 3 * 365 * 24 - 1;

    /** One an hour, the last of them an hour ago; ids from 0 upwards. */
    private static final List<TicketEvent> EVENTS =
            AuditHistory.eventsFrom(TestAccount.NOW.minus(Duration.ofDays(3 * 365)));

    @AutoClose
    private static Hsqldb hsqldb;

    @AutoClose
    private TestAccount account;

    @BeforeAll
    static void openHsqldb() throws Exception {
        hsqldb = Hsqldb.of(EVENTS);
    }

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.of(EVENTS, AuditHistory.PER_PAGE).beside(hsqldb);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM ticket_events LIMIT 3 | 0, 1, 2 | 1",
                "SELECT id FROM ticket_events OFFSET 2 ROWS FETCH NEXT 1 ROW ONLY | 2 | 1",
                // The hundredth event comes again on the second page.
                "SELECT id FROM ticket_events OFFSET 98 ROWS FETCH NEXT 1 ROW ONLY | 98 | 1",
                "SELECT id FROM ticket_events OFFSET 99 ROWS FETCH NEXT 1 ROW ONLY | 99 | 2",
                "SELECT id FROM ticket_events WHERE via = 'Chat' LIMIT 2 | 2, 6 | 1",
                "SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' LIMIT 2 | 2, 6 | 1",
                "SELECT id FROM ticket_events WHERE id > 250 LIMIT 1 | 251 | 3",
                "SELECT LOWER(via) FROM ticket_events LIMIT 1 | email | 1",
                "SELECT id FROM ticket_events ORDER BY \"time\" LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY start_time, via LIMIT 2 | 0, 1 | 1",
                "SELECT COUNT(*) FROM (SELECT id FROM ticket_events LIMIT 150) AS t | 150 | 2",
                "SELECT event_id FROM ticket_comments WHERE \"time\" < TIMESTAMP '1990-01-01 00:00:00' LIMIT 2 | | 1",
            })
    void theOldestCostThePagesThatHoldThem(String sql, String rows, int requests) throws Exception {
        account.sql(sql)
                .returns(rows == null ? new String[0] : rows.split(", "))
                .agreesWithHsqldb()
                .requests(requests);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 3 | 0, 1, 2 | 1",
                "SELECT id FROM ticket_events ORDER BY start_time DESC, via LIMIT 1 OFFSET 2 | 2 | 1",
                "SELECT id FROM ticket_events WHERE MOD(id, 10) = 9 ORDER BY \"time\" DESC LIMIT 2 | 0, 10 | 2",
                // Only Calcite knows UPPER.
                "SELECT id FROM ticket_events WHERE UPPER(via) = '電話' ORDER BY \"time\" DESC LIMIT 2 | 0, 4 | 1",
                "SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 1 OFFSET 200 | 200 | 4",
                // Whatever follows the instant orders as it does.
                "SELECT id, \"time\" + INTERVAL '2' HOUR AS there FROM ticket_events ORDER BY there DESC LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY start_time * 1000 - 7 DESC LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY -start_time LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY 9 - start_time, via LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY CAST(\"time\" AS DATE) DESC, \"time\" DESC, via LIMIT 2 | 0, 1 | 1",
                "SELECT id FROM ticket_events ORDER BY CAST(\"time\" AS DATE) DESC, start_time / 60 DESC, -start_time LIMIT 2 | 0, 1 | 1",
            })
    void theNewestCostAHandful(String sql, String back, int requests) throws Exception {
        String found = account.sql(sql).agreesWithHsqldb().requests(requests).rows().stream()
                .map(row -> row.replaceAll(",.*", ""))
                .map(id -> Integer.toString(NEWEST - Integer.parseInt(id)))
                .collect(Collectors.joining(", "));
        assertEquals(back, found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT MAX(\"time\") FROM ticket_events | 1",
                "SELECT MAX(start_time), MAX(\"time\") FROM ticket_events | 1",
                "SELECT MIN(\"time\") FROM ticket_events | 1",
                "SELECT MIN(\"time\") AS a, MAX(\"time\") AS b FROM ticket_events | 2",
                "SELECT MIN(start_time) FROM ticket_events WHERE via = 'Chat' | 1",
                "SELECT MAX(start_time) FROM ticket_events WHERE UPPER(via) = 'CHAT' | 1",
                "SELECT MAX(start_time) FROM ticket_events WHERE start_time < 0 | 0",
                "SELECT (SELECT MAX(start_time) FROM ticket_events) - 1 | 1",
                "SELECT EXTRACT(YEAR FROM MAX(\"time\")) FROM ticket_events | 1",
                "SELECT MAX(CAST(\"time\" AS DATE)), MAX(\"time\" + INTERVAL '2' HOUR), MIN(-start_time), MAX(start_time / 60) FROM ticket_events | 1",
                // The newest Chat has the date of the newest event, and an earlier second.
                "SELECT MAX(CAST(\"time\" AS DATE)), MIN(-start_time) FROM (SELECT \"time\", start_time FROM ticket_events WHERE via = 'Chat' UNION ALL SELECT \"time\", start_time FROM ticket_events) AS t | 1",
                "SELECT MAX(CASE WHEN via = 'Chat' THEN \"time\" END), MIN(\"time\"), MAX(CASE WHEN via = 'Email' THEN start_time * 2 END) FROM ticket_events | 2",
                "SELECT COUNT(*) FROM ticket_events WHERE \"time\" > (SELECT MAX(\"time\") FROM ticket_events) - INTERVAL '1' DAY | 2",
                "SELECT COUNT(*) FROM ticket_events WHERE start_time > (SELECT MAX(start_time) FROM ticket_events) - 86400 | 2",
                "SELECT MAX(\"time\"), MIN(start_time) FROM (SELECT \"time\", start_time FROM ticket_events UNION ALL SELECT \"time\", start_time FROM ticket_comments) AS t | 2",
            })
    void theFirstAndLastInstantCostWhatTheirEventsDo(String sql, int requests) throws Exception {
        account.sql(sql)
                .plan("SortByTime")
                .requests(requests)
                // HSQLDB has no SELECT without FROM.
                .agreesWithHsqldb(sql.endsWith(" - 1") ? sql + " FROM (VALUES (1))" : sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Of the events of a day, the least id is not among the newest.
                "SELECT id FROM ticket_events ORDER BY CAST(\"time\" AS DATE) DESC, id LIMIT 3",
                "SELECT id FROM ticket_events ORDER BY CAST(\"time\" AS DATE) DESC, \"time\" LIMIT 3",
                // A month after the 30th is not before one after the 31st.
                "SELECT id FROM ticket_events ORDER BY \"time\" + INTERVAL '1' MONTH DESC, id LIMIT 3",
                "SELECT id FROM ticket_events ORDER BY MOD(start_time, 7200) DESC, id LIMIT 3",
                "SELECT id FROM ticket_events ORDER BY start_time * 0, id LIMIT 3",
                "SELECT MAX(start_time * start_time) FROM ticket_events",
            })
    void whatDoesNotFollowTheInstantIsSortedWhole(String sql) throws Exception {
        account.sql(sql).planWithout("SortByTime").agreesWithHsqldb();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY \"time\" DESC) AS n FROM ticket_events) WHERE n <= 3 | true | 1",
                "SELECT * FROM (SELECT id, UPPER(via), ROW_NUMBER() OVER (ORDER BY \"time\" DESC, via) AS n FROM ticket_events) WHERE n BETWEEN 2 AND 4 AND id > 5 | true | 1",
                "SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' QUALIFY ROW_NUMBER() OVER (ORDER BY start_time) = 7 | true | 1",
                // Others would see fewer rows.
                "SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY \"time\" DESC) AS n, COUNT(*) OVER () AS c FROM ticket_events) WHERE n + 0 * c <= 3 | false | 266",
                "SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY via ORDER BY \"time\" DESC) AS n FROM ticket_events) WHERE n <= 3 | false | 266",
                "SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY via, id) AS n FROM ticket_events) WHERE n <= 3 | false | 266",
                "SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY \"time\" DESC) AS n FROM ticket_events) WHERE n <= 3 OR id = 7 | false | 266",
            })
    void aLimitMayBeWrittenAsANumberOfTheRow(String sql, boolean isSearched, int requests) throws Exception {
        SqlAssert answer = account.sql(sql).requests(requests);
        if (isSearched) {
            answer.plan("SortByTime");
        } else {
            answer.planWithout("SortByTime");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT n FROM (VALUES (1), (2)) AS t(n) WHERE EXISTS (SELECT id FROM ticket_events WHERE via = 'Chat') | 1",
                "SELECT n FROM (VALUES (1), (2)) AS t(n) WHERE NOT EXISTS (SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT') | 1",
                "SELECT n, CASE WHEN EXISTS (SELECT id FROM ticket_events WHERE id > 250) THEN 1 ELSE 0 END FROM (VALUES (1), (2)) AS t(n) | 3",
            })
    void whetherThereIsAnyIsKnownFromTheFirst(String sql, int requests) throws Exception {
        account.sql(sql).requests(requests).agreesWithHsqldb();
    }

    @Test
    void theLastValueOfATicketIsFoundFromTheEnd() throws Exception {
        account.sql(
                        "SELECT id FROM ticket_events WHERE \"time\" = (SELECT MAX(\"time\") FROM ticket_events WHERE via = 'Chat')")
                .returns(Integer.toString(NEWEST - 1))
                .agreesWithHsqldb();
    }

    @Test
    void theSameAgainCostsNothing() throws Exception {
        String newest = "SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 120";
        List<String> rows = account.sql(newest).agreesWithHsqldb().rows();
        assertEquals(rows, account.sql(newest).requests(0).rows());
        account.sql("SELECT id FROM ticket_events WHERE id > " + (NEWEST - 50) + " ORDER BY \"time\" DESC LIMIT 40")
                .agreesWithHsqldb()
                .requests(0);
    }

    @Test
    void limitsMayBeParameters() throws Exception {
        account.sql("SELECT id FROM ticket_events LIMIT ?")
                .with(2)
                .returns("0", "1")
                .agreesWithHsqldb()
                .requests(1);
        account.sql("SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT ?")
                .with(1)
                .returns(Integer.toString(NEWEST))
                .agreesWithHsqldb()
                .requests(1);
        // HSQLDB takes LIMIT 0 for no limit.
        account.sql("SELECT id FROM ticket_events LIMIT ?").with(0).returns().requests(0);
        account.sql("SELECT id FROM ticket_events LIMIT ?")
                .with(-1)
                .fails("FETCH is -1: parameter 1 must be a whole number from 0");
    }

    @Test
    void allRowsInAnyOrderOfTimeAreAllRows() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' ORDER BY \"time\" DESC")
                .agreesWithHsqldb();
        account.sql("SELECT id, via FROM ticket_events ORDER BY \"time\" DESC, id")
                .agreesWithHsqldb();
    }

    @Test
    void aClientThatClosesEarlyStopsTheFetching() throws Exception {
        try (Statement statement = account.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM ticket_events")) {
            for (int row = 0; row < 150; row++) {
                assertTrue(rows.next());
            }
            assertEquals(2, account.requests());
        }
        assertEquals(2, account.requests());
        account.sql("SELECT id FROM ticket_events LIMIT 100").requests(0);
    }

    @Test
    void setMaxRowsStopsTheFetching() throws Exception {
        String newest = "SELECT id FROM ticket_events ORDER BY \"time\" DESC";
        try (Statement statement = account.connection().createStatement()) {
            statement.setMaxRows(5);
            try (ResultSet rows = statement.executeQuery(newest)) {
                assertEquals(hsqldb.rows(newest + " LIMIT 5"), RowTexts.read(rows));
            }
        }
        assertEquals(1, account.requests());
    }

    @Test
    void twoSearchesOfOneStatementStopEachForItself() throws Exception {
        account.sql("(SELECT id FROM ticket_events ORDER BY \"time\" LIMIT 1)"
                        + " UNION ALL (SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 1)")
                .returnsUnordered("0", Integer.toString(NEWEST))
                .agreesWithHsqldb()
                .requests(2);
        account.sql("SELECT n.id FROM (SELECT * FROM ticket_events ORDER BY \"time\" DESC LIMIT 10) AS n"
                        + " JOIN (SELECT * FROM ticket_events ORDER BY \"time\" DESC LIMIT 5) AS o ON n.id = o.id"
                        + " ORDER BY n.id LIMIT 1")
                .returns(Integer.toString(NEWEST - 4))
                .agreesWithHsqldb()
                .requests(1);
    }

    @Test
    void aRangeInPiecesIsSearchedPieceByPiece() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE start_time < "
                        + EVENTS.get(24).startSec() + " OR start_time >= "
                        + EVENTS.get(NEWEST - 1).startSec() + " ORDER BY \"time\" DESC LIMIT 3")
                .returns(Integer.toString(NEWEST), Integer.toString(NEWEST - 1), "23")
                .agreesWithHsqldb()
                .requests(2);
    }

    /** A query of a slice names the files that it reads. */
    @Test
    void theNewestOfAMirroredHistoryAreReadFromItsNewestFiles() throws Exception {
        account.sql("SELECT COUNT(*) FROM ticket_events").returns(Integer.toString(EVENTS.size()));
        int all = files("SELECT COUNT(*) FROM ticket_events");
        int ofNewest = files("SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 3");
        assertTrue(ofNewest * 2 < all, () -> ofNewest + " of " + all + " files");
        account.sql("SELECT id FROM ticket_events ORDER BY \"time\" DESC LIMIT 3")
                .returns(Integer.toString(NEWEST), Integer.toString(NEWEST - 1), Integer.toString(NEWEST - 2))
                .agreesWithHsqldb()
                .requests(0);
    }

    private int files(String sql) throws Exception {
        List<String> queries = new ArrayList<>();
        Hook.Closeable listening = Hook.QUERY_PLAN.addThread((Consumer<String>) queries::add);
        try (Statement statement = account.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
        } finally {
            listening.close();
        }
        Matcher names = Pattern.compile("\\w+\\.parquet").matcher(String.join("", queries));
        return (int) names.results().map(MatchResult::group).distinct().count();
    }
}
