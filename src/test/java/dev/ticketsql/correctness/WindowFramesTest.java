package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.correctness.WindowFunctionQuestion.Bound;
import dev.ticketsql.correctness.WindowFunctionQuestion.Exclude;
import dev.ticketsql.correctness.WindowFunctionQuestion.Frame;
import dev.ticketsql.correctness.WindowFunctionQuestion.Function;
import dev.ticketsql.correctness.WindowFunctionQuestion.Side;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.TestAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Window functions with every frame, exclusion and key, against {@link WindowFunctionReference}, which computes them as
 * the standard defines them.
 */
final class WindowFramesTest {

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
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @ParameterizedTest
    @EnumSource
    void theEngineAnswersWhatTheStandardSays(Function function) throws Exception {
        for (WindowFunctionQuestion question : Series.choice(questions(function), 3)) {
            account.sql(question.sql()).planWithout("EnumerableWindow", "EnumerableSort");
            assertEquals(expected(question), account.sql(question.sql()).rows(), question::sql);
        }
    }

    private static List<String> expected(WindowFunctionQuestion question) {
        return WindowFunctionReference.answers(
                question,
                EdgeEvents.all().stream()
                        .map(event -> new WindowFunctionReference.Row(
                                event.id(),
                                event.value(EventField.TYPE) instanceof String type ? type : "",
                                key(question.key(), event),
                                optional(event.value(EventField.INSTANCE_ID))))
                        .toList());
    }

    private static OptionalLong key(WindowFunctionQuestion.Key key, TicketEvent event) {
        return switch (key) {
            case ID -> OptionalLong.of(event.id());
            case TICKET -> optional(event.value(EventField.TICKET_ID));
            case TIME -> OptionalLong.of(event.startSec());
            case DAY -> OptionalLong.of(Math.floorDiv(event.startSec(), 86_400));
        };
    }

    private static OptionalLong optional(@Nullable Object value) {
        return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
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
