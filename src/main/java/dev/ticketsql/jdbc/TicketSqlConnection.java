package dev.ticketsql.jdbc;

import dev.ticketsql.event.FetchListener;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a connection of this driver can do besides what JDBC asks of it;
 * {@code connection.unwrap(TicketSqlConnection.class)} gives it.
 */
public interface TicketSqlConnection extends Connection {

    /**
     * From the next statement on, has {@code listener} told how far the fetching of this connection's statements is.
     * One listener at a time: another one takes its place, {@link FetchListener#none()} that of all.
     *
     * @throws SQLException if the connection is closed
     */
    void setFetchListener(FetchListener listener) throws SQLException;
}
