package dev.ticketsql.calcite;

import dev.ticketsql.event.TicketEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Another engine with the same table and the same rows, in memory, to compare answers with. */
final class Hsqldb implements AutoCloseable {

    private final String url;
    private final Connection connection;

    private Hsqldb(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Hsqldb of(List<TicketEvent> events) throws SQLException {
        String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            // Standard SQL's other choice, and everybody else's: 'a' and 'a ' are different texts.
            statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
            statement.execute("""
                    CREATE TABLE ticket_events (
                        id BIGINT NOT NULL, ticket_id BIGINT, "time" TIMESTAMP(0) NOT NULL, start_time BIGINT NOT NULL,
                        type LONGVARCHAR, metric LONGVARCHAR, instance_id BIGINT, event_type LONGVARCHAR,
                        updater_id BIGINT, via LONGVARCHAR, client LONGVARCHAR, location LONGVARCHAR,
                        latitude DOUBLE, longitude DOUBLE,
                        metadata LONGVARCHAR, child_events LONGVARCHAR, other LONGVARCHAR)""");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ticket_events VALUES (" + "?, ".repeat(16) + "?)")) {
            for (TicketEvent event : events) {
                insert(insert, event);
            }
        }
        return new Hsqldb(url, connection);
    }

    private static void insert(PreparedStatement insert, TicketEvent event) throws SQLException {
        Object[] values = {
            event.id(),
            event.ticketId(),
            LocalDateTime.ofEpochSecond(event.startSec(), 0, ZoneOffset.UTC),
            event.startSec(),
            event.type(),
            event.metric(),
            event.instanceId(),
            event.eventType(),
            event.updaterId(),
            event.via(),
            event.client(),
            event.location(),
            event.latitude(),
            event.longitude(),
            event.metadata(),
            event.childEvents(),
            event.other()
        };
        for (int column = 0; column < values.length; column++) {
            insert.setObject(column + 1, values[column]);
        }
        insert.executeUpdate();
    }

    /** Where others find it. */
    String url() {
        return url;
    }

    /** Runs statements that return no rows. */
    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of {@code sql}. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return RowTexts.read(result);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
