package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.WindowQuestion.Bound;
import dev.ticketsql.calcite.WindowQuestion.Exclude;
import dev.ticketsql.calcite.WindowQuestion.Frame;
import dev.ticketsql.calcite.WindowQuestion.Function;
import dev.ticketsql.calcite.WindowQuestion.Side;
import dev.ticketsql.event.TicketEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Window functions in the mirror's engine and in Calcite, held against what the standard says of every row: each
 * function with every kind of frame, key and order that it can have.
 */
final class WindowFunctionsTest {

    /** What Calcite alone cannot do and says so. */
    private static final Pattern REFUSED = Pattern.compile("takes all rows for DISTINCT ones"
            + "|makes tiles of other sizes"
            + "|leaves out other rows than EXCLUDE says"
            + "|does not look for the nearest value that is not NULL"
            + "|measures RANGE frames only along numbers and timestamps that are NOT NULL");

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

    private static final List<WindowQuestion.Key> KEYS = List.of(WindowQuestion.Key.values());

    private static final List<Exclude> EXCLUDES = List.of(Exclude.values());

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void theEngineAnswersWhatTheStandardSays(Function function) throws Exception {
        for (WindowQuestion question : questions(function)) {
            account.sql(question.sql()).planWithout("EnumerableWindow");
            assertEquals(expected(question), account.sql(question.sql()).rows(), question::sql);
        }
    }

    @ParameterizedTest
    @EnumSource
    void calciteAnswersWhatTheStandardSaysOrRefuses(Function function) throws Exception {
        int answered = 0;
        for (WindowQuestion question : questions(function)) {
            try {
                List<String> rows = account.unpushed().sql(question.sql()).rows();
                assertEquals(expected(question), rows, question::sql);
                answered++;
            } catch (SQLException e) {
                String reason = reasons(e);
                assertTrue(REFUSED.matcher(reason).find(), () -> question.sql() + "\n" + reason);
            }
        }
        boolean engineOnly = Set.of(
                        Function.NTILE,
                        Function.COUNT_DISTINCT,
                        Function.SUM_DISTINCT,
                        Function.FIRST_KNOWN,
                        Function.LAG_KNOWN)
                .contains(function);
        assertEquals(engineOnly, answered == 0, function::toString);
    }

    @Test
    void everyFunctionOfTheListIsAsked() {
        Set<String> asked = Stream.of(Function.values())
                .map(function -> function.name().replaceFirst("_(TWO|THREE|KNOWN|LARGE|DISTINCT)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = AgreedWindowFunctions.kinds().stream()
                .map(SqlKind::name)
                .collect(Collectors.toCollection(TreeSet::new));
        // Said in other functions; SUM becomes SUM0 and a COUNT.
        asked.removeAll(Set.of("AVG", "PERCENT_RANK", "CUME_DIST", "FIRST"));
        listed.remove("SUM0");
        assertEquals(listed, asked);
    }

    @Test
    void aNamedWindowKeepsTheFrameThatIsAddedToIt() throws Exception {
        account.sql(
                        "SELECT id, COUNT(*) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), COUNT(*) OVER w,"
                                + " COUNT(*) OVER (p ORDER BY id ROWS 1 PRECEDING) FROM ticket_events WHERE id < -6"
                                + " WINDOW w AS (ORDER BY id), p AS (PARTITION BY id)"
                                + " ORDER BY COUNT(*) OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)")
                .planWithout("EnumerableWindow")
                .returns("-7, 4, 4, 1", "-8, 4, 3, 1", "-9, 4, 2, 1", "-10, 4, 1, 1")
                .agreesWithCalcite();
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
                .returnsUnordered("22, 88")
                .agreesWithCalcite();
        account.sql("SELECT type, MAX(id) OVER (PARTITION BY type) FROM ticket_events WHERE type <> 'breach'"
                        + " QUALIFY ROW_NUMBER() OVER (PARTITION BY type ORDER BY id) = 1")
                .runsInTheEngine()
                .agreesWithCalcite()
                .agreesWithHsqldb("SELECT type, MAX(id) FROM ticket_events WHERE type <> 'breach' GROUP BY type");
    }

    @Test
    void aRunningTotalOfGroupsRunsInTheEngine() throws Exception {
        account.sql("SELECT type, SUM(COUNT(*)) OVER (ORDER BY type NULLS LAST ROWS UNBOUNDED PRECEDING),"
                        + " SUM(SUM(id)) OVER () FROM ticket_events WHERE id < 0 GROUP BY type")
                .runsInTheEngine()
                .agreesWithCalcite()
                .agreesWithHsqldb("""
                        SELECT type, (SELECT COUNT(*) FROM ticket_events b
                                WHERE b.id < 0 AND (b.type <= a.type OR a.type IS NULL)), SUM(SUM(id)) OVER ()
                        FROM ticket_events a WHERE id < 0 GROUP BY type""".replace("SUM(SUM(id)) OVER ()", "-55"));
    }

    @Test
    void besideWhatOnlyCalciteComputesTheEngineStillComputesWindowFunctions() throws Exception {
        account.sql("SELECT id, UPPER(via), RANK() OVER (ORDER BY via NULLS LAST),"
                        + " ROW_NUMBER() OVER (PARTITION BY UPPER(via) ORDER BY id) FROM ticket_events")
                .plan("EnumerableWindow(window#0=[window(partition", "RANK() OVER (ORDER BY $9 NULLS LAST)")
                .agreesWithCalcite();
        account.sql("SELECT id, AVG(instance_id) OVER (ORDER BY id ROWS 3 PRECEDING) FROM ticket_events")
                .planWithout("EnumerableWindow")
                .agreesWithCalcite();
    }

    @Test
    void aConditionOnTimeNarrowsTheWindowBelowFunctionsButNotAbove() throws Exception {
        account.sql("SELECT id, COUNT(*) OVER (ORDER BY id) FROM ticket_events"
                        + " WHERE \"time\" >= TIMESTAMP '2020-01-01 00:00:00' LIMIT 2")
                .windows("[2020-01-01T00:00:00Z, ..)")
                .agreesWithCalcite();
        account.sql("SELECT * FROM (SELECT \"time\", COUNT(*) OVER () FROM ticket_events)"
                        + " WHERE \"time\" >= TIMESTAMP '2026-06-01 00:00:00'")
                .windows("every")
                .agreesWithCalcite();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ORDER BY id RANGE 60 PRECEDING", "ORDER BY id DESC RANGE BETWEEN 0 PRECEDING AND 60 FOLLOWING"})
    void aDistanceThatLeadsOutOf64BitsIsRefused(String window) throws Exception {
        try (TestAccount smallest = TestAccount.of(List.of(EdgeEvents.bare(Long.MIN_VALUE + 50, 1)))) {
            String sql = "SELECT COUNT(*) OVER (" + window + ") FROM ticket_events";
            smallest.sql(sql).runsInTheEngine().fails("Overflow in subtraction of INT64");
            smallest.unpushed().sql(sql).fails("long overflow");
        }
    }

    private static List<String> expected(WindowQuestion question) {
        return WindowReference.answers(
                question,
                EdgeEvents.all().stream()
                        .map(event -> new WindowReference.Row(
                                event.id(),
                                Optional.ofNullable(event.type()).orElse(""),
                                key(question.key(), event),
                                optional(event.instanceId())))
                        .toList());
    }

    private static OptionalLong key(WindowQuestion.Key key, TicketEvent event) {
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

    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause ->
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
                .collect(Collectors.joining("\n"));
    }

    /** Every frame once, each with another of the orders. */
    private static List<WindowQuestion> questions(Function function) {
        List<WindowQuestion> questions = new ArrayList<>();
        List<Optional<Frame>> frames = function.isFramed() ? frames() : List.of(Optional.empty());
        int orders = function.isFramed() ? 1 : 2 * 2 * 2 * KEYS.size();
        for (Optional<Frame> frame : frames) {
            for (int order = 0; order < orders; order++) {
                int number = questions.size() + function.name().length();
                boolean byDistance = frame.filter(Frame::isByDistance).isPresent();
                boolean byRows = frame.filter(Frame::byRows).isPresent();
                // Ordered by one key alone; of peers, nobody says which comes first.
                WindowQuestion.Key key = byDistance && function.tellsPeersApart()
                        ? WindowQuestion.Key.ID
                        : KEYS.get(number % KEYS.size());
                questions.add(new WindowQuestion(
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
    private static Frame along(WindowQuestion.Key key, Frame frame) {
        return new Frame(false, along(key, frame.lower()), along(key, frame.upper()), frame.exclude());
    }

    private static Bound along(WindowQuestion.Key key, Bound bound) {
        return bound.distance().isEmpty()
                ? bound
                : new Bound(
                        bound.side(),
                        key.distances()
                                .get(bound.distance().length() % key.distances().size()));
    }
}
