package dev.ticketsql.calcite.execute;

import dev.ticketsql.mirror.Cursor;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Enumerates the rows of one statement of the engine. */
final class CursorEnumerator implements EngineRows {

    private final Cursor cursor;
    private final RowDecoder decoder;
    private @Nullable Object current;

    CursorEnumerator(Cursor cursor, RowDecoder decoder) {
        this.cursor = cursor;
        this.decoder = decoder;
    }

    @Override
    public boolean moveNext() throws SQLException {
        boolean more = cursor.next();
        current = more ? decoder.decode(cursor.resultSet()) : null;
        return more;
    }

    @Override
    public @Nullable Object current() {
        return current;
    }

    @Override
    public void close() throws SQLException {
        cursor.close();
    }
}
