package dev.ticketsql.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.RowTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * A client as a programmer writes it in an afternoon: pages the export, parses each page with Jackson and keeps it in
 * SQLite, one transaction a page. Journal WAL, synchronous NORMAL, an index for tickets and one for time.
 */
final class SqliteExport {

    static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    /** The columns of {@code ticket_events}; in place of what no column has, the whole event. */
    private static final List<EventTable.Column> COLUMNS = EventTable.TICKET_EVENTS.columns();

    private static final String WHOLE = "other";

    private final ObjectMapper json = new ObjectMapper();
    private final OkHttpClient client = new OkHttpClient();
    private final String baseUrl;

    private SqliteExport(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** A connection to the database of {@code file}. */
    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** Fetches everything into a new file, and counts its events. */
    static long fetch(String baseUrl, Path file) throws IOException, SQLException {
        try (Connection connection = connect(file)) {
            new SqliteExport(baseUrl).fetch(connection);
            return Long.parseLong(RowTexts.asWritten(connection, COUNT).get(0));
        }
    }

    private void fetch(Connection connection) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute(COLUMNS.stream()
                    .map(column -> "\"" + column.name() + "\" " + type(column))
                    .collect(Collectors.joining(
                            ", ", "CREATE TABLE ticket_events (", ", PRIMARY KEY (id, start_time))")));
            statement.execute("CREATE INDEX by_ticket ON ticket_events (ticket_id)");
            statement.execute("CREATE INDEX by_time ON ticket_events (start_time)");
        }
        connection.setAutoCommit(false);
        String marks = COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO ticket_events VALUES (" + marks + ")")) {
            String startSec = "0";
            JsonNode page;
            do {
                page = page(startSec);
                for (JsonNode event : page.get("ticket_events")) {
                    bind(insert, event);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                startSec = page.get("end_time").asText();
            } while (!page.get("end_of_stream").asBoolean());
        }
        connection.setAutoCommit(true);
    }

    private static String type(EventTable.Column column) {
        return switch (column.type()) {
            case BIGINT, BOOLEAN -> "INTEGER";
            case DOUBLE -> "REAL";
            case VARCHAR, TIMESTAMP -> "TEXT";
        };
    }

    private JsonNode page(String startSec) throws IOException {
        try (Response answer =
                client.newCall(FetchingClient.page(baseUrl, startSec)).execute()) {
            return json.readTree(answer.body().byteStream());
        }
    }

    private static void bind(PreparedStatement insert, JsonNode event) throws SQLException {
        long startSec = startSec(event);
        for (int index = 0; index < COLUMNS.size(); index++) {
            String name = COLUMNS.get(index).name();
            switch (name) {
                case "start_time" -> insert.setLong(index + 1, startSec);
                case "time" ->
                    insert.setString(index + 1, Instant.ofEpochSecond(startSec).toString());
                case WHOLE -> insert.setString(index + 1, event.toString());
                default ->
                    bind(
                            insert,
                            index + 1,
                            value(event, name),
                            COLUMNS.get(index).type());
            }
        }
    }

    private static JsonNode value(JsonNode event, String name) {
        JsonNode own = event.path(name);
        return own.isMissingNode() ? event.path("system").path(name) : own;
    }

    private static void bind(PreparedStatement insert, int place, JsonNode value, EventTable.Type type)
            throws SQLException {
        if (value.isNull() || value.isMissingNode()) {
            insert.setObject(place, null);
        } else if (type == EventTable.Type.BIGINT) {
            insert.setLong(place, value.asLong());
        } else if (type == EventTable.Type.DOUBLE) {
            insert.setDouble(place, value.asDouble());
        } else {
            insert.setString(place, value.isTextual() ? value.textValue() : value.toString());
        }
    }

    private static long startSec(JsonNode event) {
        if (event.hasNonNull("timestamp")) {
            return event.get("timestamp").asLong();
        }
        String text = event.path(event.hasNonNull("created_at") ? "created_at" : "time")
                .asText();
        return Instant.parse(text).getEpochSecond();
    }
}
