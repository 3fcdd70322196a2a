package dev.ticketsql.resilience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * A process that uses the driver in some ways, each of them again and again, and prints what it holds after the first
 * quarter of the cycles and after the last. Its arguments are ways with their number of cycles, as
 * {@code OPEN_QUERY_CLOSE=10000}. Its exit code is 1 if it holds more at the end.
 */
final class ResourceCycles {

    private static final String EMBEDDED = "jdbc:ticketsql:baseUrl='sandbox:?events=3000&seed=7'";

    static final int EVENTS = 2000;

    /** Tolerated more of threads, of handles and of temporary files: the timer of a library may have come meanwhile. */
    private static final int FEW = 3;

    /** Tolerated growth of the heap: caches fill. */
    private static final double HEAP_GROWTH = 1.1;

    private static final long HEAP_BYTES = 4 << 20;

    /** A way to use the driver. */
    enum Way {
        /** Properly, of an account whose server has to be asked each time. */
        OPEN_QUERY_CLOSE,
        /** A connection is closed, and neither its statement nor its half-read rows are. */
        CLOSED_WITH_HALF_READ_ROWS,
        /** Half-read rows and their statement are dropped; the connection goes on. */
        DROPPED_HALF_READ_ROWS,
        /** A cancelled statement is dropped with its rows. */
        DROPPED_AFTER_CANCEL,
        /** A connection is dropped with half-read rows. */
        DROPPED_CONNECTION,
        /** Results of metadata and generated keys, failed statements. */
        METADATA,
        /** Each model file has an account of its own. */
        MODEL_FILE,
        /** The same under Calcite's driver, which closes no statement with its connection. */
        MODEL_FILE_OF_CALCITE
    }

    private final Connection lasting;
    private final String server;
    private final Path models;

    private ResourceCycles(Connection lasting, String server, Path models) {
        this.lasting = lasting;
        this.server = server;
        this.models = models;
    }

    /** Takes the base URL of a server in another process, which remembers its requests, and ways with their counts. */
    public static void main(String[] arguments) throws Exception {
        boolean hasGrown = false;
        try (Connection lasting = DriverManager.getConnection(EMBEDDED)) {
            ResourceCycles cycles = new ResourceCycles(lasting, arguments[0], Files.createTempDirectory("models"));
            for (String argument : List.of(arguments).subList(1, arguments.length)) {
                String[] parts = argument.split("=", -1);
                hasGrown |= cycles.grows(Way.valueOf(parts[0]), Integer.parseInt(parts[1]));
            }
        }
        if (hasGrown) {
            System.exit(1);
        }
    }

    private boolean grows(Way way, int count) throws Exception {
        int early = count / 4;
        for (int number = 0; number < early; number++) {
            run(way, number);
        }
        HeldResources before = HeldResources.afterCollections();
        for (int number = early; number < count; number++) {
            run(way, number);
        }
        HeldResources after = HeldResources.afterCollections();
        boolean hasGrown = after.threads() > before.threads() + FEW
                || after.handles() > before.handles() + FEW
                || after.temporaryFiles() > before.temporaryFiles() + FEW
                || after.heapBytes() > before.heapBytes() * HEAP_GROWTH + HEAP_BYTES;
        System.out.printf(
                Locale.ROOT,
                "%s%n  after %5d: %s%n  after %5d: %s%s%n",
                way,
                early,
                before,
                count,
                after,
                hasGrown ? "  HAS GROWN" : "");
        return hasGrown;
    }

    private void run(Way way, int number) throws Exception {
        switch (way) {
            case OPEN_QUERY_CLOSE -> {
                try (Connection connection = DriverManager.getConnection(
                        "jdbc:ticketsql:baseUrl=" + server + ";mirror=none;freshness=PT0S")) {
                    count(connection);
                }
            }
            case CLOSED_WITH_HALF_READ_ROWS -> {
                Connection connection = DriverManager.getConnection(EMBEDDED);
                readHalf(connection);
                connection.close();
            }
            case DROPPED_HALF_READ_ROWS -> readHalf(lasting);
            case DROPPED_AFTER_CANCEL -> readHalf(lasting).cancel();
            case DROPPED_CONNECTION -> readHalf(DriverManager.getConnection(EMBEDDED));
            case METADATA -> askMetadata();
            case MODEL_FILE -> closeWithHalfReadRows("jdbc:ticketsql:model=" + modelOfAccount(number));
            case MODEL_FILE_OF_CALCITE ->
                closeWithHalfReadRows("jdbc:calcite:model=" + modelOfAccount(number) + ";lex=MYSQL_ANSI;timeZone=UTC");
        }
    }

    private static void closeWithHalfReadRows(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            readHalf(connection);
        }
    }

    private Path modelOfAccount(int number) throws Exception {
        return Files.writeString(models.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "zendesk", "schemas": [{"name": "zendesk", "type": "custom",
                  "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                  "operand": {"baseUrl": "sandbox:?events=500&seed=%d"}}]}
                """.formatted(number));
    }

    private void askMetadata() throws SQLException {
        nextOf(lasting.getMetaData().getColumns(null, null, "%", null));
        nextOf(lasting.getMetaData().getIndexInfo(null, null, "ticket_events", false, false));
        PreparedStatement statement = lasting.prepareStatement("SELECT 1");
        statement.getMetaData();
        nextOf(statement.getGeneratedKeys());
        try (Statement wrong = lasting.createStatement()) {
            wrong.executeQuery("SELEC");
        } catch (SQLException e) {
            return;
        }
        throw new IllegalStateException("SELEC was answered");
    }

    private static void nextOf(ResultSet rows) throws SQLException {
        rows.next();
    }

    /** Reads a row of many. */
    private static Statement readHalf(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM zendesk.ticket_events");
        if (!rows.next()) {
            throw new IllegalStateException("there are no events");
        }
        return statement;
    }

    private static void count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM zendesk.ticket_events")) {
            rows.next();
            if (rows.getLong(1) != EVENTS) {
                throw new IllegalStateException(rows.getLong(1) + " events instead of " + EVENTS);
            }
        }
    }
}
