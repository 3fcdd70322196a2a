package dev.ticketsql.mirror;

import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The events of one page between their arrival and their segments, in a temporary table of the engine, which spills
 * rather than fill the memory. Knows nothing of coverage or of where files belong.
 */
final class StagedPage implements EventSink, AutoCloseable {

    private final DuckDBConnection connection;
    private DuckDBAppender appender;
    private long arrivals;
    private Purged purged = Purged.nothing();

    /**
     * Prepares an empty page.
     *
     * @throws SQLException if the engine is closed
     */
    StagedPage(Engine engine) throws SQLException {
        connection = engine.connect();
        try {
            appender = createTable();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private DuckDBAppender createTable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(EventTable.CREATE_STAGING);
        }
        return connection.createAppender("temp", "main", "page");
    }

    @Override
    public void begin() throws IOException {
        try {
            appender.close();
            appender = createTable();
            arrivals = 0;
        } catch (SQLException e) {
            throw new IOException("cannot start a page over: " + e.getMessage(), e);
        }
    }

    @Override
    public void accept(TicketEvent event) throws IOException {
        try {
            EventTable.append(appender, arrivals, event);
            arrivals++;
        } catch (SQLException e) {
            throw new IOException("cannot take event " + event.id() + ": " + e.getMessage(), e);
        }
    }

    /** Writes none of these from now on. */
    void leaveOut(Purged events) {
        purged = events;
    }

    /** The engine's connection on which the events of the page are table {@code page}; no more are taken afterwards. */
    Connection staged() throws SQLException {
        appender.close();
        return connection;
    }

    /**
     * Writes the staged events of {@code range} to {@code file}, each once. May be called for several ranges; no more
     * events are taken afterwards.
     *
     * @return how many events were written
     * @throws SQLException if the file cannot be written
     */
    long write(TimeRange range, Path file) throws SQLException {
        appender.close();
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(EventTable.copy(range, purged, file));
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            appender.close();
        } finally {
            connection.close();
        }
    }
}
