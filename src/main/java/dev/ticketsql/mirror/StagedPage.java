package dev.ticketsql.mirror;

import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The events of one page between their arrival and their segments, in temporary tables of the engine, which spill
 * rather than fill the memory. Knows nothing of coverage or of where files belong.
 */
final class StagedPage implements EventSink, AutoCloseable {

    private final DuckDBConnection connection;
    private final Map<StagingTable, DuckDBAppender> appenders = new LinkedHashMap<>();
    private final Set<Identity> arrived = new HashSet<>();
    private long arrivals;
    private boolean repeats;
    private PurgedEvents purged = PurgedEvents.nothing();

    /** What tells an event from every other. */
    private record Identity(long id, long startSec) {}

    /**
     * Prepares an empty page.
     *
     * @throws SQLException if the engine is closed
     */
    StagedPage(Engine engine) throws SQLException {
        connection = engine.connect();
        try {
            createTables();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void createTables() throws SQLException {
        for (EventTable table : EventTable.values()) {
            StagingTable staging = StagingTable.of(table);
            try (Statement statement = connection.createStatement()) {
                statement.execute(staging.create());
            }
            appenders.put(staging, staging.appender(connection));
        }
    }

    @Override
    public void begin() throws IOException {
        try {
            closeAppenders();
            createTables();
            arrived.clear();
            arrivals = 0;
            repeats = false;
        } catch (SQLException e) {
            throw new IOException("cannot start a page over: " + e.getMessage(), e);
        }
    }

    @Override
    public void accept(TicketEvent event) throws IOException {
        try {
            for (Map.Entry<StagingTable, DuckDBAppender> rows : appenders.entrySet()) {
                rows.getKey().append(rows.getValue(), arrivals, event);
            }
            arrivals++;
            repeats |= !arrived.add(new Identity(event.id(), event.startSec()));
        } catch (SQLException e) {
            throw new IOException("cannot take event " + event.id() + ": " + e.getMessage(), e);
        }
    }

    /** Writes none of these from now on. */
    void leaveOut(PurgedEvents events) {
        purged = events;
    }

    /**
     * The engine's connection on which the page's rows are {@link StagingTable}s, each event there once; no more are
     * taken afterwards.
     */
    Connection staged() throws SQLException {
        closeAppenders();
        if (repeats) {
            try (Statement statement = connection.createStatement()) {
                for (EventTable table : EventTable.eventsLast()) {
                    statement.execute(EventSql.deleteOlderReadings(table));
                }
            }
            repeats = false;
        }
        return connection;
    }

    /**
     * Writes the staged rows of {@code range} to {@code file}, those of each event once. May be called for several
     * tables and ranges; no more events are taken afterwards.
     *
     * @return how many rows were written
     * @throws SQLException if the file cannot be written
     */
    long write(EventTable table, TimeRange range, Path file) throws SQLException {
        try (Statement statement = staged().createStatement()) {
            return statement.executeLargeUpdate(EventSql.copy(table, range, purged, file));
        }
    }

    private void closeAppenders() throws SQLException {
        for (DuckDBAppender appender : appenders.values()) {
            appender.close();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            closeAppenders();
        } finally {
            connection.close();
        }
    }
}
