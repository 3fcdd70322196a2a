package dev.ticketsql.mirror;

import java.sql.Connection;
import java.sql.SQLException;

/** What an engine is taught once, for all of its connections: a macro, or a function. */
@FunctionalInterface
public interface EngineDefinition {

    /**
     * Teaches it to the engine behind {@code connection}.
     *
     * @throws SQLException if the engine refuses
     */
    void on(Connection connection) throws SQLException;
}
