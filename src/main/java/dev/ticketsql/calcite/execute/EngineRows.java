package dev.ticketsql.calcite.execute;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of the engine, in one pass. */
interface EngineRows extends AutoCloseable {

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine fails
     */
    boolean moveNext() throws IOException, SQLException;

    /** The current row as Calcite's generated code has it: the value of one column, an array of several. */
    @Nullable
    Object current();

    @Override
    void close() throws SQLException;

    /** No row. */
    static EngineRows none() {
        return new EngineRows() {
            @Override
            public boolean moveNext() {
                return false;
            }

            @Override
            public @Nullable Object current() {
                return null;
            }

            @Override
            public void close() {}
        };
    }
}
