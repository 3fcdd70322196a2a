package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.value.JdbcArguments;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Answers the calls of {@link Statement} that set and get its options. */
abstract class StatementSettings extends JdbcCalls {

    private final Statement statement;
    private final QueryTimeout timeout = new QueryTimeout();
    private int maxFieldSize;
    private boolean isPoolable;

    StatementSettings(Class<?> kind, Statement statement, JdbcCalls origin) {
        super(kind, statement, Optional.of(origin));
        this.statement = statement;
        isPoolable = kind != Statement.class;
    }

    /** The timeout of this statement and of its rows. */
    final QueryTimeout timeout() {
        return timeout;
    }

    /** Characters of a text, or bytes, after which rows cut it; 0 for no limit. */
    final int maxFieldSize() {
        return maxFieldSize;
    }

    /** Throws an SQLException if the statement is closed. */
    final void requireOpen() throws SQLException {
        call(statement::getFetchSize);
    }

    @JdbcMethod
    public void setMaxRows(int rows) throws SQLException {
        JdbcArguments.notNegative("maximum of rows", rows);
        change(() -> statement.setMaxRows(rows));
    }

    @JdbcMethod
    public void setLargeMaxRows(long rows) throws SQLException {
        JdbcArguments.notNegative("maximum of rows", rows);
        change(() -> statement.setLargeMaxRows(rows));
    }

    @JdbcMethod
    public void setMaxFieldSize(int size) throws SQLException {
        requireOpen();
        maxFieldSize = (int) JdbcArguments.notNegative("maximum size of a field", size);
    }

    @JdbcMethod
    public int getMaxFieldSize() throws SQLException {
        requireOpen();
        return maxFieldSize;
    }

    @JdbcMethod
    public void setFetchSize(int rows) throws SQLException {
        JdbcArguments.notNegative("fetch size", rows);
        change(() -> statement.setFetchSize(rows));
    }

    /** A hint; rows are read forward all the same. */
    @JdbcMethod
    public void setFetchDirection(int direction) throws SQLException {
        StatementOptions.requireFetchDirection(direction);
        change(() -> statement.setFetchDirection(direction));
    }

    /** A name for updates at a position, of which there are none. */
    @JdbcMethod
    public void setCursorName(String name) throws SQLException {
        requireOpen();
    }

    /** Escapes are part of the grammar, whether they are asked for or not. */
    @JdbcMethod
    public void setEscapeProcessing(boolean isOn) throws SQLException {
        requireOpen();
    }

    /** A hint to pools, which this driver has no use for. */
    @JdbcMethod
    public void setPoolable(boolean isOn) throws SQLException {
        requireOpen();
        isPoolable = isOn;
    }

    @JdbcMethod
    public boolean isPoolable() throws SQLException {
        requireOpen();
        return isPoolable;
    }

    /**
     * Limits the driver's own work. Calcite's clock would also count the time in which the caller does something else.
     */
    @JdbcMethod
    public void setQueryTimeout(int seconds) throws SQLException {
        requireOpen();
        timeout.set((int) JdbcArguments.notNegative("timeout of queries", seconds));
    }

    @JdbcMethod
    public int getQueryTimeout() throws SQLException {
        requireOpen();
        return timeout.seconds();
    }
}
