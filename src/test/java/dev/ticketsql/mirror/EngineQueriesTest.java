package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements that write files, as a compaction: they return the number of rows and can be cancelled. */
@Timeout(60)
final class EngineQueriesTest {

    @TempDir
    private Path directory;

    @Test
    void writtenRowsAreCountedAndAWriteCanBeCancelled() throws Exception {
        try (Engine engine = new Engine(Asking.SMALL, directory.resolve("spill"), List.of(directory))) {
            EngineQueries queries = new EngineQueries(engine);
            CancellationSource cancelled = new CancellationSource();
            // Before the query starts, perhaps: DuckDB forgets that, and is called back again.
            new Thread(cancelled::cancel).start();
            String hours = "SELECT a.range FROM range(1000000) a, range(1000000) b WHERE a.range + b.range < 0";
            SQLException stopped =
                    assertThrows(SQLException.class, () -> queries.update(write(hours, "hours.parquet"), cancelled));
            assertEquals("57014", stopped.getSQLState());
            assertEquals("the statement was cancelled; every page that had arrived is kept", stopped.getMessage());

            assertEquals(5, queries.update(write("SELECT * FROM range(5)", "five.parquet"), Cancellation.never()));
        }
    }

    private String write(String select, String file) {
        return EventSql.write("(" + select + ")", directory.resolve(file), RowGroups.MAX_ROWS);
    }
}
