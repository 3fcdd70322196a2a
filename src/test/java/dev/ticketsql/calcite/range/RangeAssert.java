package dev.ticketsql.calcite.range;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.TestAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Asserts the ranges of conditions and the events that they accept: those that HSQLDB accepts too, of events at the
 * borders of all ranges in the tables of a test class, a second before and an hour and a half behind each.
 */
final class RangeAssert implements AutoCloseable {

    private static final Pattern BORDER = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

    /** Time of the query, when all events have settled. The export has nothing before 1970. */
    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private static final List<@Nullable String> METRICS = Arrays.asList("a", "b", null);

    private final SqlConditions conditions = new SqlConditions();
    private final TestAccount account;

    RangeAssert(Class<?> test) throws Exception {
        InstantSource clock = InstantSource.fixed(END);
        account = TestAccount.over(PagedEvents.of(events(test), clock), clock);
    }

    private static List<TicketEvent> events(Class<?> test) {
        TreeSet<Long> secs = new TreeSet<>();
        Stream.of(test.getDeclaredMethods())
                .flatMap(method -> Optional.ofNullable(method.getAnnotation(CsvSource.class)).stream())
                .flatMap(table -> BORDER.matcher(table.textBlock()).results())
                .map(MatchResult::group)
                .map(border -> Instant.parse(border).getEpochSecond())
                .forEach(borderSec -> secs.addAll(List.of(borderSec - 1, borderSec, borderSec + 5400)));
        List<TicketEvent> events = new ArrayList<>();
        for (long sec : secs.subSet(0L, END.getEpochSecond() - 60)) {
            for (@Nullable String metric : METRICS) {
                int id = events.size();
                Long ticketId = id % 4 == 0 ? null : 6L + id % 4;
                events.add(EventBuilder.event(id, sec)
                        .ticket(ticketId)
                        .metric(null, metric, null)
                        .build());
            }
        }
        return events;
    }

    /** Asserts the ranges of the condition in every shape that Calcite may give it. */
    void leaves(String where, String ranges) {
        for (SqlConditions.Condition condition : conditions.shapes(where)) {
            assertEquals(ranges, condition.ranges().toString(), () -> where + ", " + condition);
        }
    }

    /** Asserts that the condition accepts the events that HSQLDB accepts in its own dialect. */
    void agreesWithHsqldb(String where, String dialect) throws SQLException {
        account.sql("SELECT id FROM ticket_events WHERE " + where)
                .agreesWithHsqldb("SELECT id FROM ticket_events WHERE " + dialect);
    }

    @Override
    public void close() throws SQLException {
        account.close();
    }
}
