package dev.ticketsql.calcite.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the macros of {@code engine-macros.sql} and the Java functions that they call, once in an engine. */
public final class EngineMacros {

    /** Name of the script with the macros. */
    public static final String NAME = "engine-macros.sql";

    private EngineMacros() {}

    /**
     * Creates macros and functions in the engine behind {@code connection}.
     *
     * @throws SQLException if the engine refuses one
     */
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script(NAME));
        }
        ToCharFunction.register(connection);
    }

    /** Reads a script beside this class. */
    static String script(String name) {
        try (InputStream in = EngineMacros.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("TicketSQL's jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
