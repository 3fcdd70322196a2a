package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.correctness.WindowFunctionQuestion.Bound;
import dev.ticketsql.correctness.WindowFunctionQuestion.Exclude;
import dev.ticketsql.correctness.WindowFunctionQuestion.Frame;
import dev.ticketsql.correctness.WindowFunctionQuestion.Function;
import dev.ticketsql.correctness.WindowFunctionQuestion.Side;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.TestAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Window functions in the mirror's engine and in Calcite, held against what the standard says of every row: each
 * function with every kind of frame, key and order that it can have.
 */
final class WindowFunctionsTest {

    private static final List<Bound> LOWER_ROWS = List.of(
            new Bound(Side.UNBOUNDED_PRECEDING, ""),
            new Bound(Side.PRECEDING, "2"),
            new Bound(Side.PRECEDING, "3000000000"),
            new Bound(Side.CURRENT_ROW, ""),
            new Bound(Side.FOLLOWING, "1"),
            new Bound(Side.FOLLOWING, "2147483647"));

    private static final List<Bound> UPPER_ROWS = List.of(
            new Bound(Side.UNBOUNDED_FOLLOWING, ""),
            new Bound(Side.FOLLOWING, "2"),
            new Bound(Side.FOLLOWING, "2147483647"),
            new Bound(Side.CURRENT_ROW, ""),
            new Bound(Side.PRECEDING, "1"),
            new Bound(Side.PRECEDING, "3000000000"));

    private static final List<WindowFunctionQuestion.Key> KEYS = List.of(WindowFunctionQuestion.Key.values());

    private static final List<Exclude> EXCLUDES = List.of(Exclude.values());

    @AutoClose
    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @ParameterizedTest
    @EnumSource
    void theEngineAnswersWhatTheStandardSays(Function function) throws Exception {
        for (WindowFunctionQuestion question : questions(function)) {
            account.sql(question.sql()).planWithout("EnumerableWindow", "EnumerableSort");
            assertEquals(expected(question), account.sql(question.sql()).rows(), question::sql);
        }
    }

    @Test
    void aNamedWindowKeepsTheFrameThatIsAddedToIt() throws Exception {
        account.sql(
                        "SELECT id, COUNT(*) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), COUNT(*) OVER w,"
                                + " COUNT(*) OVER (p ORDER BY id ROWS 1 PRECEDING) FROM ticket_events WHERE id < -6"
                                + " WINDOW w AS (ORDER BY id), p AS (PARTITION BY id)"
                                + " ORDER BY COUNT(*) OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)")
                .planWithout("EnumerableWindow")
                .returns("-7, 4, 4, 1", "-8, 4, 3, 1", "-9, 4, 2, 1", "-10, 4, 1, 1");
    }

    @Test
    void aWindowThatMayNotBeExtendedIsRefused() throws Exception {
        account.sql("SELECT COUNT(*) OVER (w ORDER BY id) FROM ticket_events WINDOW w AS (ORDER BY \"time\")")
                .fails("ORDER BY");
    }

    @Test
    void whatWindowFunctionsComputeIsGroupedByAndFilteredInTheEngine() throws Exception {
        account.sql("SELECT n, COUNT(*) FROM (SELECT COUNT(*) OVER (PARTITION BY type) AS n FROM ticket_events)"
                        + " GROUP BY n")
                .runsInTheEngine()
                .returnsUnordered("22, 88");
        account.sql("SELECT type, MAX(id) OVER (PARTITION BY type) FROM ticket_events WHERE type <> 'breach'"
                        + " QUALIFY ROW_NUMBER() OVER (PARTITION BY type ORDER BY id) = 1")
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT type, MAX(id) FROM ticket_events WHERE type <> 'breach' GROUP BY type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT id FROM ticket_events ORDER BY id LIMIT 3                                    | 3
            SELECT id FROM ticket_events ORDER BY id OFFSET 86 ROWS                             | 2
            SELECT id FROM ticket_events ORDER BY "time" DESC, id LIMIT 5                       | 5
            SELECT instance_id AS id FROM ticket_events GROUP BY instance_id ORDER BY 1 LIMIT 2 | 2
            SELECT instance_id AS id FROM ticket_events UNION SELECT 7 ORDER BY 1 DESC LIMIT 2  | 2
            SELECT DISTINCT instance_id AS id FROM ticket_events LIMIT 3                        | 3
            """)
    void windowFunctionsSeeTheRowsThatALimitLeaves(String rows, int expected) throws Exception {
        for (String beside : List.of("", ", UPPER(CAST(id AS VARCHAR))")) {
            account.sql("SELECT COUNT(*), MIN(n), MAX(n) FROM (SELECT COUNT(*) OVER () AS n" + beside + " FROM (" + rows
                            + ") t) u")
                    .returns(expected + ", " + expected + ", " + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROWS 1 + 1 PRECEDING",
                "ROWS CAST(? AS INTEGER) PRECEDING",
                "RANGE 3 + 4 PRECEDING",
                "RANGE BETWEEN CAST(? AS BIGINT) PRECEDING AND CURRENT ROW",
                "RANGE BETWEEN start_time PRECEDING AND CURRENT ROW",
            })
    void aDistanceMayBeComputed(String frame) throws Exception {
        Object[] parameters = frame.contains("?") ? new Object[] {2} : new Object[0];
        String known = frame.replace("CAST(? AS INTEGER)", "2").replace("CAST(? AS BIGINT)", "2");
        List<String> rows = account.sql("SELECT id, COUNT(*) OVER (ORDER BY id " + frame + ") FROM ticket_events")
                .with(parameters)
                .rows();
        if (!known.contains("start_time")) {
            assertEquals(
                    account
                            .sql("SELECT id, COUNT(*) OVER (ORDER BY id "
                                    + known.replace("1 + 1", "2").replace("3 + 4", "7") + ") FROM ticket_events")
                            .rows()
                            .stream()
                            .sorted()
                            .toList(),
                    rows.stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INTERVAL '36:30' HOUR TO MINUTE | INTERVAL '2190' MINUTE(4)
            INTERVAL '1-2' YEAR TO MONTH    | INTERVAL '14' MONTH
            INTERVAL '100' DAY(3)           | INTERVAL '8640000' SECOND(7)
            INTERVAL '36 hours 30 minutes'  | INTERVAL '2190' MINUTE(4)
            '14 months'::interval           | INTERVAL '14' MONTH
            """)
    void distancesInTimeAreReadInEveryUnit(String distance, String same) throws Exception {
        String sql = "SELECT id, COUNT(*) OVER (ORDER BY \"time\" RANGE %s PRECEDING) FROM ticket_events ORDER BY id";
        assertEquals(
                account.sql(sql.formatted(same)).runsInTheEngine().rows(),
                account.sql(sql.formatted(distance)).rows());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT COUNT(*) OVER (w ROWS 1 PRECEDING) FROM ticket_events WINDOW w AS (PARTITION BY via = CAST(? AS VARCHAR) ORDER BY id) | a window with a parameter cannot be extended
            """)
    void whatWouldBeComputedWronglyIsRefused(String sql, String sentence) {
        account.sql(sql)
                .with(sql.contains("?") ? new Object[] {"a"} : new Object[0])
                .fails(sentence);
    }

    @Test
    void rowsThatARowOutsideChoosesHaveAWindowOfTheirOwn() throws Exception {
        account.sql(
                        "SELECT e.id, (SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY c.id) AS n FROM ticket_events c"
                                + " WHERE c.type = e.type) t) FROM ticket_events e WHERE e.id < 0")
                .agreesWithHsqldb("SELECT e.id, (SELECT NULLIF(COUNT(*), 0) FROM ticket_events c WHERE c.type = e.type)"
                        + " FROM ticket_events e WHERE e.id < 0");
        account.sql("SELECT x, n FROM (VALUES (1), (2)) t(x), LATERAL (SELECT COUNT(*) OVER () AS n FROM ticket_events"
                        + " WHERE instance_id >= x LIMIT 1) ORDER BY x")
                .agreesWithHsqldb("SELECT x, (SELECT COUNT(*) FROM ticket_events WHERE instance_id >= x) AS n"
                        + " FROM (VALUES (1), (2)) t(x) ORDER BY x");
    }

    @Test
    void parametersKeepTheirPlaces() throws Exception {
        account.sql(
                        "SELECT id, COUNT(*) OVER w, SUM(instance_id) FILTER (WHERE via = CAST(? AS VARCHAR)) OVER (ORDER BY id)"
                                + " FROM ticket_events WHERE id > ? WINDOW w AS (PARTITION BY via = CAST(? AS VARCHAR))")
                .with("Email", 3L, "email");
        account.sql(
                        "SELECT id, LAG(id, 1, CAST(? AS BIGINT)) OVER (ORDER BY id) FROM ticket_events WHERE id < CAST(? AS"
                                + " BIGINT) ORDER BY id")
                .with(-99L, -8L)
                .returns("-10, -99", "-9, -10");
    }

    @Test
    void aRunningTotalOfGroupsRunsInTheEngine() throws Exception {
        account.sql("SELECT type, SUM(COUNT(*)) OVER (ORDER BY type NULLS LAST ROWS UNBOUNDED PRECEDING),"
                        + " SUM(SUM(id)) OVER () FROM ticket_events WHERE id < 0 GROUP BY type")
                .runsInTheEngine()
                .agreesWithHsqldb("""
                        SELECT type, (SELECT COUNT(*) FROM ticket_events b
                                WHERE b.id < 0 AND (b.type <= a.type OR a.type IS NULL)), SUM(SUM(id)) OVER ()
                        FROM ticket_events a WHERE id < 0 GROUP BY type""".replace("SUM(SUM(id)) OVER ()", "-55"));
    }

    @Test
    void besideWhatOnlyCalciteComputesTheEngineStillComputesWindowFunctions() throws Exception {
        account.sql("SELECT id, UPPER(via), RANK() OVER (ORDER BY via NULLS LAST),"
                        + " ROW_NUMBER() OVER (PARTITION BY UPPER(via) ORDER BY id) FROM ticket_events")
                .runsInTheEngine();
        account.sql("SELECT id, ROUND(SUM(latitude) OVER (PARTITION BY via), 6),"
                        + " COUNT(DISTINCT via) OVER (PARTITION BY ticket_id) FROM ticket_events ORDER BY id LIMIT 5")
                .runsInTheEngine();
        account.sql("SELECT id, AVG(instance_id) OVER (ORDER BY id ROWS 3 PRECEDING) FROM ticket_events")
                .planWithout("EnumerableWindow");
    }

    @Test
    void aConditionOnTimeNarrowsTheWindowBelowFunctionsButNotAbove() throws Exception {
        account.sql("SELECT id, COUNT(*) OVER (ORDER BY id) FROM ticket_events"
                        + " WHERE \"time\" >= TIMESTAMP '2020-01-01 00:00:00' LIMIT 2")
                .windows("[2020-01-01T00:00:00Z, ..)");
        account.sql("SELECT * FROM (SELECT \"time\", COUNT(*) OVER () FROM ticket_events)"
                        + " WHERE \"time\" >= TIMESTAMP '2026-06-01 00:00:00'")
                .windows("every");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ORDER BY id RANGE 60 PRECEDING", "ORDER BY id DESC RANGE BETWEEN 0 PRECEDING AND 60 FOLLOWING"})
    void aDistanceThatLeadsOutOf64BitsIsRefused(String window) throws Exception {
        try (TestAccount smallest = TestAccount.of(
                List.of(EventBuilder.event(Long.MIN_VALUE + 50, 1).build()))) {
            String sql = "SELECT COUNT(*) OVER (" + window + ") FROM ticket_events";
            smallest.sql(sql).runsInTheEngine().fails("Overflow in subtraction of INT64");
        }
    }

    private static List<String> expected(WindowFunctionQuestion question) {
        return WindowFunctionReference.answers(
                question,
                EdgeEvents.all().stream()
                        .map(event -> new WindowFunctionReference.Row(
                                event.id(),
                                Optional.ofNullable(event.type()).orElse(""),
                                key(question.key(), event),
                                optional(event.instanceId())))
                        .toList());
    }

    private static OptionalLong key(WindowFunctionQuestion.Key key, TicketEvent event) {
        return switch (key) {
            case ID -> OptionalLong.of(event.id());
            case TICKET -> optional(event.ticketId());
            case TIME -> OptionalLong.of(event.startSec());
            case DAY -> OptionalLong.of(Math.floorDiv(event.startSec(), 86_400));
        };
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Every frame once, each with another of the orders. */
    private static List<WindowFunctionQuestion> questions(Function function) {
        List<WindowFunctionQuestion> questions = new ArrayList<>();
        List<Optional<Frame>> frames = function.isFramed() ? frames() : List.of(Optional.empty());
        int orders = function.isFramed() ? 1 : 2 * 2 * 2 * KEYS.size();
        for (Optional<Frame> frame : frames) {
            for (int order = 0; order < orders; order++) {
                int number = questions.size() + function.name().length();
                boolean byDistance = frame.filter(Frame::isByDistance).isPresent();
                boolean byRows = frame.filter(Frame::byRows).isPresent();
                // Ordered by one key alone; of peers, nobody says which comes first.
                WindowFunctionQuestion.Key key = byDistance && function.tellsPeersApart()
                        ? WindowFunctionQuestion.Key.ID
                        : KEYS.get(number % KEYS.size());
                questions.add(new WindowFunctionQuestion(
                        function,
                        number / 4 % 2 == 0,
                        key,
                        number / 8 % 2 == 0,
                        number / 16 % 2 == 0,
                        byDistance || (!function.tellsPeersApart() && !byRows && number % 3 == 0),
                        frame.map(words -> byDistance ? along(key, words) : words)));
            }
        }
        return questions;
    }

    private static List<Optional<Frame>> frames() {
        List<Optional<Frame>> frames = new ArrayList<>();
        frames.add(Optional.empty());
        int number = 0;
        for (Bound lower : LOWER_ROWS) {
            for (Bound upper : UPPER_ROWS) {
                // The standard forbids the others.
                if (upper.mayFollow(lower)) {
                    for (boolean byRows : List.of(true, false)) {
                        Exclude exclude =
                                number % 3 == 0 ? EXCLUDES.get(number / 3 % EXCLUDES.size()) : Exclude.NO_OTHERS;
                        frames.add(Optional.of(new Frame(byRows, lower, upper, exclude)));
                        number++;
                    }
                }
            }
        }
        return frames;
    }

    /** With distances that the key has, in the place of numbers of rows. */
    private static Frame along(WindowFunctionQuestion.Key key, Frame frame) {
        return new Frame(false, along(key, frame.lower()), along(key, frame.upper()), frame.exclude());
    }

    private static Bound along(WindowFunctionQuestion.Key key, Bound bound) {
        return bound.distance().isEmpty()
                ? bound
                : new Bound(
                        bound.side(),
                        key.distances()
                                .get(bound.distance().length() % key.distances().size()));
    }
}
