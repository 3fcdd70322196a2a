package dev.ticketsql.calcite.function;

import java.sql.Connection;
import java.sql.SQLException;

/** Function of DuckDB that Java computes. An engine needs one of a name once for all statements. */
public interface JavaFunction {

    /** Name of the function, or of several that belong together. */
    String name();

    /**
     * Registers it in the engine behind {@code connection}, for all connections to it.
     *
     * @throws SQLException if the engine refuses it
     */
    void register(Connection connection) throws SQLException;
}
