package dev.ticketsql.mirror;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
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

/** Buffers the events of one page in temporary DuckDB tables, which spill to disk, until its segments are written. */
final class StagedPage implements EventSink, AutoCloseable {

    private final DuckDBConnection connection;
    private final Map<StagingTable, DuckDBAppender> appenders = new LinkedHashMap<>();
    private final Set<Identity> arrived = new HashSet<>();
    private long arrivals;
    private boolean repeats;
    private boolean hasRejected;
    private PurgedEvents purged = PurgedEvents.nothing();

    /** Key of an event. */
    private record Identity(long id, long startSec) {}

    /**
     * Creates the empty tables.
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
            hasRejected = false;
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot start a page over: " + e.getMessage());
        }
    }

    @Override
    public void accept(TicketEvent event) throws IOException {
        append(event, "event " + event.id());
        repeats |= !arrived.add(new Identity(event.id(), event.startSec()));
    }

    @Override
    public void reject(RejectedEvent event) throws IOException {
        append(event, "item " + event.position() + " of the page");
        hasRejected = true;
    }

    private void append(ReceivedEvent received, String name) throws IOException {
        try {
            for (Map.Entry<StagingTable, DuckDBAppender> rows : appenders.entrySet()) {
                rows.getKey().append(rows.getValue(), arrivals, received);
            }
            arrivals++;
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot take " + name + ": " + e.getMessage());
        }
    }

    /** Excludes purged events from later writes. */
    void leaveOut(PurgedEvents events) {
        purged = events;
    }

    /** Connection with the page's rows in {@link StagingTable}s, each event once; no event is accepted afterwards. */
    Connection staged() throws SQLException {
        closeAppenders();
        if (repeats) {
            try (Statement statement = connection.createStatement()) {
                for (EventTable table : EventTable.eventsLast()) {
                    if (table != EventTable.REJECTED_EVENTS) {
                        statement.execute(EventSql.deleteOlderCopies(table));
                    }
                }
            }
            repeats = false;
        }
        return connection;
    }

    /**
     * Writes the staged rows of {@code range} to {@code file}, those of each event once. May be called for several
     * tables and ranges; no event is accepted afterwards. Of an optional table without rows no file is made.
     *
     * @return number of rows written
     * @throws SQLException if the file cannot be written
     */
    long write(EventTable table, TimeRange range, Path file) throws SQLException {
        if (table.isOptional() && !hasRejected) {
            return 0;
        }
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
