package dev.ticketsql.calcite.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRanges;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Every event that a condition accepts lies inside its ranges, whatever the condition and the event. */
final class ConditionRangesPropertyTest {

    private static final SqlConditions CONDITIONS = new SqlConditions();

    private static final int EVENTS_PER_CONDITION = 50;

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void everyAcceptedEventLiesInsideTheRanges(
            @ForAll("conditions") String where, @ForAll("events") List<SqlConditions.Row> events) {
        List<SqlConditions.Condition> shapes = CONDITIONS.shapes(where);
        Optional<List<SqlConditions.Row>> evaluated = shapes.get(0).accepted(events);
        Assume.that(evaluated.isPresent());
        List<SqlConditions.Row> accepted = evaluated.orElseThrow();
        for (SqlConditions.Condition shape : shapes) {
            TimeRanges ranges = shape.ranges();
            for (SqlConditions.Row event : accepted) {
                assertTrue(
                        ranges.contains(event.startSec()),
                        () -> event + " passes " + where + " but lies outside " + ranges + " of " + shape);
            }
        }
        boolean narrowed = !shapes.get(0).ranges().isEvery();
        // Else the property would hold of code that understands nothing, or of conditions that accept nothing.
        Statistics.label("ranges")
                .collect(narrowed ? "narrowed" : "every")
                .coverage(coverage -> coverage.check("narrowed").percentage(share -> share > 40));
        Statistics.label("events")
                .collect(accepted.isEmpty() ? "none accepted" : "some accepted")
                .coverage(coverage -> coverage.check("some accepted").percentage(share -> share > 40));
    }

    /** Ranges of a prepared statement: those of its plan, narrowed by an execution. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyEventAcceptedWithItsParametersAndAtItsTimeLiesInsideTheRangesOfTheExecution(
            @ForAll("runtimeConditions") RuntimeCondition condition, @ForAll("events") List<SqlConditions.Row> events) {
        List<SqlConditions.Condition> shapes = CONDITIONS.shapes(condition.sql());
        Optional<List<SqlConditions.Row>> evaluated = shapes.get(0).accepted(events, condition.variables());
        Assume.that(evaluated.isPresent());
        List<SqlConditions.Row> accepted = evaluated.orElseThrow();
        boolean waited = false;
        for (SqlConditions.Condition shape : shapes) {
            TimeRanges planned = shape.ranges();
            TimeRanges executed = shape.ranges(condition.variables());
            assertEquals(executed, executed.and(planned), () -> "an execution widens " + shape);
            waited |= !executed.equals(planned);
            for (SqlConditions.Row event : accepted) {
                assertTrue(
                        executed.contains(event.startSec()),
                        () -> event + " passes " + condition + " but lies outside " + executed + " of " + shape);
            }
        }
        // Else the property would hold of code that waits for nothing, or of conditions that accept nothing.
        Statistics.label("ranges")
                .collect(waited ? "narrowed by the execution" : "as planned")
                .coverage(
                        coverage -> coverage.check("narrowed by the execution").percentage(share -> share > 40));
        Statistics.label("events")
                .collect(accepted.isEmpty() ? "none accepted" : "some accepted")
                .coverage(coverage -> coverage.check("some accepted").percentage(share -> share > 30));
    }

    @Provide
    Arbitrary<RuntimeCondition> runtimeConditions() {
        return RandomConditions.runtimeConditions();
    }

    @Provide
    Arbitrary<String> conditions() {
        return RandomConditions.conditions();
    }

    @Provide
    Arbitrary<List<SqlConditions.Row>> events() {
        return Combinators.combine(
                        RandomConditions.startSecs(),
                        Arbitraries.of("reply_time", "agent_work_time", "").injectNull(0.3),
                        Arbitraries.longs().between(0, 9).injectNull(0.2))
                .as(SqlConditions.Row::new)
                .list()
                .ofSize(EVENTS_PER_CONDITION);
    }
}
