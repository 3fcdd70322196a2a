package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups the rows that are printed together, for a reader that calls as sqlline does. */
final class EarlyRowsTest {

    private static final Duration LONG = EarlyRows.PATIENCE.plusNanos(1);

    /** A row or a failure, and the time until it comes. */
    private record Coming(Duration after, boolean fails) {}

    private final Queue<Coming> coming = new ArrayDeque<>();

    private long nowNanos = 5;

    @Test
    void whatComesAtOnceIsPrintedAtOnce() {
        rowsAfter(Duration.ofHours(1), Duration.ZERO, EarlyRows.PATIENCE);
        assertEquals(List.of(3), printed());
    }

    @Test
    void whatIsThereIsPrintedWhenARowWasLongInComingAndThenEachAlone() {
        rowsAfter(Duration.ZERO, Duration.ZERO, LONG, Duration.ZERO, Duration.ZERO);
        assertEquals(List.of(2, 1, 1, 1), printed());
    }

    @Test
    void patienceIsForAllThatIsKeptBackTogether() {
        rowsAfter(Duration.ZERO, EarlyRows.PATIENCE, Duration.ofNanos(1), Duration.ZERO);
        assertEquals(List.of(2, 1, 1), printed());
    }

    @Test
    void afterAsManyAsAreEverKeptBackEachIsPrintedAlone() {
        rowsAfter(IntStream.range(0, EarlyRows.KEPT_BACK + 2)
                .mapToObj(row -> Duration.ZERO)
                .toArray(Duration[]::new));
        assertEquals(List.of(EarlyRows.KEPT_BACK, 1, 1), printed());
    }

    @Test
    void whatIsThereIsPrintedBeforeAFailure() {
        rowsAfter(Duration.ZERO, Duration.ZERO);
        coming.add(new Coming(Duration.ZERO, true));
        assertEquals(List.of(2, -1), printed());
    }

    @Test
    void aFailureBeforeTheFirstRowIsAllThereIs() {
        coming.add(new Coming(Duration.ZERO, true));
        assertEquals(List.of(-1), printed());
    }

    @Test
    void noRowsAreNoRows() {
        assertEquals(List.of(), printed());
    }

    private void rowsAfter(Duration... each) {
        Arrays.stream(each).map(after -> new Coming(after, false)).forEach(coming::add);
    }

    /** Lists the number of rows of each print; -1 for a failure. */
    private List<Integer> printed() {
        EarlyRows rows = new EarlyRows(() -> nowNanos);
        List<Integer> printed = new ArrayList<>();
        try {
            int batch;
            do {
                batch = 0;
                while (batch < EarlyRows.KEPT_BACK && rows.next(this::move)) {
                    batch++;
                }
                if (batch > 0) {
                    printed.add(batch);
                }
            } while (batch > 0);
        } catch (SQLException e) {
            printed.add(-1);
        }
        assertEquals(0, coming.size());
        return printed;
    }

    private boolean move() throws SQLException {
        Coming next = coming.poll();
        if (next == null) {
            return false;
        }
        nowNanos += next.after().toNanos();
        if (next.fails()) {
            throw new SQLException("it failed");
        }
        return true;
    }
}
