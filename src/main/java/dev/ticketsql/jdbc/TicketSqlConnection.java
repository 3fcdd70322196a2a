package dev.ticketsql.jdbc;

import dev.ticketsql.event.FetchListener;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Adds the progress of fetching to JDBC's connection; {@code connection.unwrap(TicketSqlConnection.class)} gives it.
 */
public interface TicketSqlConnection extends Connection {

    /**
     * Sets the listener for the progress of this connection's fetching, from the next statement on. A connection has
     * one listener: the next call replaces it, {@link FetchListener#none()} removes it.
     *
     * @throws SQLException if the connection is closed
     */
    void setFetchListener(FetchListener listener) throws SQLException;
}
