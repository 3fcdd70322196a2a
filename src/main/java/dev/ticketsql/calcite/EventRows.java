package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Cursor;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows as they stream out of the mirror's engine, one pass over them. Closing stops the engine. */
final class EventRows extends OnePass {

    private final Cursor cursor;
    private final RowReader reader;
    private final StatementReading reading;
    private @Nullable Object current;

    EventRows(Cursor cursor, RowReader reader, StatementReading reading) {
        this.cursor = cursor;
        this.reader = reader;
        this.reading = reading;
    }

    @Override
    public @Nullable Object current() {
        return current;
    }

    @Override
    public boolean moveNext() {
        try {
            boolean more = cursor.next();
            current = more ? reader.read(cursor.resultSet()) : null;
            return more;
        } catch (SQLException e) {
            reading.fail();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            cursor.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
