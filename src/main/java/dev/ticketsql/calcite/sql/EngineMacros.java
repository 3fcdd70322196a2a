package dev.ticketsql.calcite.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The macros of {@code engine-macros.sql} and the functions that Java computes for them, which an engine is taught
 * once.
 */
public final class EngineMacros {

    /** What the macros are called together. */
    public static final String NAME = "engine-macros.sql";

    private EngineMacros() {}

    /**
     * Creates them in the engine behind {@code connection}.
     *
     * @throws SQLException if the engine refuses one
     */
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
        ToCharFunction.register(connection);
    }

    private static String script() {
        try (InputStream in = EngineMacros.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("TicketSQL's jar has no " + NAME);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
