package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The rows of one query while they stream out of the engine, on a connection of their own. Closing it in the middle
 * stops the query; it outlives the mirror it came from. Not safe for several threads, except {@link #close}.
 */
public final class Cursor implements AutoCloseable {

    private final Connection connection;
    private final ResultSet resultSet;
    private final Cancellation cancellation;

    private Cursor(Connection connection, ResultSet resultSet, Cancellation cancellation) {
        this.connection = connection;
        this.resultSet = resultSet;
        this.cancellation = cancellation;
    }

    static Cursor open(Engine engine, String sql, Cancellation cancellation) throws SQLException {
        Connection connection = engine.connect();
        try {
            Statement statement = connection.createStatement();
            return new Cursor(connection, statement.executeQuery(sql), cancellation);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The rows; the columns' types are those of the query. Move on with {@link #next}, which can be cancelled. */
    public ResultSet resultSet() {
        return resultSet;
    }

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws SQLException if the query fails, or with SQLSTATE 57014 if the statement was cancelled
     */
    public boolean next() throws SQLException {
        if (cancellation.isCancelled()) {
            throw new SQLException("the statement was cancelled", "57014");
        }
        return resultSet.next();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
