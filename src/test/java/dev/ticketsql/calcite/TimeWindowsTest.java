package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions and the windows they leave, exactly, in every shape that Calcite may give them. */
final class TimeWindowsTest {

    private static final SqlConditions CONDITIONS = new SqlConditions();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "time" >= TIMESTAMP '2026-01-01 00:00:00' | [2026-01-01T00:00:00Z, ..)
            "time" > TIMESTAMP '2026-01-01 00:00:00' | [2026-01-01T00:00:01Z, ..)
            "time" <= TIMESTAMP '2026-01-01 00:00:00' | [.., 2026-01-01T00:00:01Z)
            "time" < TIMESTAMP '2026-01-01 00:00:00' | [.., 2026-01-01T00:00:00Z)
            """)
    void aComparisonOfTimeIsItsRange(String where, String windows) {
        assertWindows(where, windows);
    }

    private static void assertWindows(String where, String windows) {
        for (SqlConditions.Condition condition : CONDITIONS.shapes(where)) {
            assertEquals(
                    windows, condition.timeWindows().of(condition.node()).toString(), () -> where + ", " + condition);
        }
    }
}
