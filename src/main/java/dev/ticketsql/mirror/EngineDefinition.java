package dev.ticketsql.mirror;

import java.sql.Connection;
import java.sql.SQLException;

/** Defines a macro or a function in an engine, once for all of its connections. */
@FunctionalInterface
public interface EngineDefinition {

    /**
     * Defines it in the engine of {@code connection}.
     *
     * @throws SQLException if the engine refuses
     */
    void on(Connection connection) throws SQLException;
}
