package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the condition: reading only its windows, and evaluating it in the mirror's engine where that may, gives the
 * rows that Calcite finds in the whole history. HSQLDB has no words for many of these conditions; what it has words for
 * is asked of it by {@link RandomQueriesTest}.
 */
final class PushDownPropertyTest {

    /** So few that the history is many files, and a window that is too small misses some. */
    private static final int PER_PAGE = 5;

    private static final TestAccount ACCOUNT = open();

    private static TestAccount open() {
        try {
            return TestAccount.of(EdgeEvents.all(), PER_PAGE);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterContainer
    static void close() throws Exception {
        ACCOUNT.close();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void windowsAndPushDownChangeNoAnswer(@ForAll("conditions") String where) throws Exception {
        String sql = "SELECT id, start_time FROM ticket_events WHERE " + where + " ORDER BY id, start_time";
        Optional<List<String>> whole = rows(ACCOUNT.unpushed().sql(sql));
        Assume.that(whole.isPresent());
        assertEquals(whole.orElseThrow(), ACCOUNT.sql(sql).rows(), sql);
        Statistics.label("answers")
                .collect(whole.orElseThrow().isEmpty() ? "no rows" : "rows")
                .coverage(coverage -> coverage.check("rows").percentage(share -> share > 30));
    }

    /** Empty where Calcite alone cannot answer: it overflows, or generates no code. */
    private static Optional<List<String>> rows(SqlAssert statement) {
        try {
            return Optional.of(statement.rows());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> conditions() {
        return RandomConditions.conditions();
    }
}
