package dev.ticketsql.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.calcite.ReadyView;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another engine with the same tables and the same rows, in memory, to compare answers with. Rows without an order come
 * in the order of the events.
 */
public final class Hsqldb implements AutoCloseable {

    private final String url;
    private final Connection connection;

    private Hsqldb(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    /** The tables that these events are rows of. */
    public static Hsqldb of(List<TicketEvent> events) throws SQLException {
        String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();
        Hsqldb hsqldb = new Hsqldb(url, DriverManager.getConnection(url));
        // CURRENT_TIMESTAMP and its like are of this zone.
        hsqldb.execute("SET TIME ZONE INTERVAL '0:00' HOUR TO MINUTE");
        // Standard SQL's other choice, and everybody else's: 'a' and 'a ' are different texts.
        hsqldb.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
        EventTables.create(hsqldb.connection, events, "LONGVARCHAR", "DOUBLE");
        return hsqldb;
    }

    /** The tables of the events that the server at {@code baseUrl} has now, read page by page, past all SQL. */
    public static Hsqldb ofServer(URI baseUrl) throws IOException, SQLException {
        Hsqldb hsqldb = of(ServedEvents.of(baseUrl));
        // Else every row of a join reads a whole table of that many.
        hsqldb.execute(
                "CREATE INDEX events_by_id ON ticket_events (id)",
                "CREATE INDEX events_by_ticket ON ticket_events (ticket_id)",
                "CREATE INDEX changes_by_ticket ON ticket_field_changes (ticket_id)",
                "CREATE INDEX comments_by_ticket ON ticket_comments (ticket_id)");
        return hsqldb;
    }

    private static void setParameters(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }

    /** Adds the ready-made views that HSQLDB has words for; it knows nobody's name. */
    public void addReadyViews() throws SQLException {
        execute("CREATE TABLE users (id BIGINT PRIMARY KEY, name VARCHAR(100))");
        for (ReadyView view : List.of(ReadyView.TICKET_REOPENS, ReadyView.TICKET_REASSIGNMENTS)) {
            // Its names are not quoted here, and so are upper case.
            execute("CREATE VIEW " + view.viewName() + " AS " + view.sql().replaceAll("\"(?!time\")(\\w+)\"", "$1"));
        }
    }

    /** The JDBC URL of the same database. */
    public String url() {
        return url;
    }

    /** The connection that all statements run on. */
    public Connection connection() {
        return connection;
    }

    /** Runs statements that return no rows. */
    public void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of {@code sql}, executed with these values: columns joined by a comma. */
    public List<String> rows(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setParameters(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                return RowTexts.read(result);
            }
        }
    }

    /** {@code asked} returns the same rows; in the same order, if the statement orders them. */
    public void agrees(Connection asked, String sql) throws SQLException {
        agrees(asked, sql, sql);
    }

    /** {@code asked} returns for {@code sql} the rows that are here those of {@code dialect}. */
    public void agrees(Connection asked, String sql, String dialect) throws SQLException {
        try (Statement statement = asked.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertEquals(RowTexts.comparable(rows(dialect), sql), RowTexts.comparable(RowTexts.read(result), sql), sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
