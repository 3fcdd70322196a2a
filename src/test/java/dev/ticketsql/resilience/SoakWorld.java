package dev.ticketsql.resilience;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Accounts of a {@link Soak}, and what its threads do with them. */
final class SoakWorld implements AutoCloseable {

    /** Of each server. */
    static final int EVENTS = 3000;

    private static final int WRONG_KEPT = 20;

    private static final String ALL = "SELECT * FROM zendesk.ticket_events";

    /** Works for minutes unless it is stopped. */
    private static final String ENDLESS = "SELECT COUNT(*) FROM zendesk.ticket_events a, zendesk.ticket_events b,"
            + " zendesk.ticket_events c WHERE a.id + b.id + c.id < 0";

    /** SQLSTATEs of what was provoked: cancelled, closed by another thread, not parsed, and the server's faults. */
    private static final Set<String> EXPECTED =
            Set.of("57014", "08003", "HY010", "42000", "53000", "58000", "08001", "08006", "08P01");

    private final URI one;
    private final URI other;
    private final Path directory;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "soak-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final ReadWriteLock rest = new ReentrantReadWriteLock(true);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Connection shared;
    private volatile boolean ended;

    SoakWorld(URI one, URI other, Path directory) throws SQLException {
        this.one = one;
        this.other = other;
        this.directory = directory;
        shared = DriverManager.getConnection(url(one, "mirror=" + directory.resolve("shared")));
    }

    /** Does one thing after the other until the end. */
    void work(Random random) {
        while (!ended) {
            rest.readLock().lock();
            try {
                ThrowingConsumer<Random> task = task(random);
                task.accept(random);
                counts.merge("done", 1, Integer::sum);
            } catch (SQLException e) {
                failed(e);
            } catch (Throwable e) {
                wrong(stackTrace(e));
            } finally {
                rest.readLock().unlock();
            }
        }
    }

    private void failed(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        counts.merge(state, 1, Integer::sum);
        if (!EXPECTED.contains(state)) {
            wrong(state + ": " + stackTrace(failure));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void wrong(String what) {
        counts.merge("WRONG", 1, Integer::sum);
        if (wrong.size() < WRONG_KEPT) {
            wrong.add(what);
            System.out.println("WRONG " + what);
        }
    }

    /** Counts while all threads rest. */
    <T> T atRest(Callable<T> count) throws Exception {
        rest.writeLock().lock();
        try {
            return count.call();
        } finally {
            rest.writeLock().unlock();
        }
    }

    /** Statements that ended well, and failures by their SQLSTATE. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** Requests to both servers that table {@code api_requests} remembers: its latest 10,000 of each account. */
    long rememberedRequests() throws SQLException {
        long count = 0;
        for (URI server : List.of(one, other)) {
            try (Connection connection = DriverManager.getConnection(url(server, "mirror=none"));
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM zendesk.api_requests")) {
                rows.next();
                count += rows.getLong(1);
            }
        }
        return count;
    }

    /** The first answers that were wrong, and failures that nobody provoked. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    void end() {
        ended = true;
    }

    private static String url(URI server, String options) {
        return "jdbc:ticketsql:baseUrl=" + server + ";freshness=PT0S;" + options;
    }

    /** A connection to one of the servers, with a mirror that lasts or one of its own. */
    private Connection connection(Random random) throws SQLException {
        return DriverManager.getConnection(
                switch (random.nextInt(3)) {
                    case 0 -> url(one, "mirror=" + directory.resolve("shared"));
                    case 1 -> url(other, "mirror=" + directory.resolve("other"));
                    default -> url(other, "mirror=none");
                });
    }

    private ThrowingConsumer<Random> task(Random random) {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> this::askAndClose;
            case 3 -> this::askThroughTheSharedConnection;
            case 4 -> this::closeWithHalfReadRows;
            case 5 -> this::dropHalfReadRows;
            case 6 -> this::dropTheConnection;
            case 7, 8 -> this::cancel;
            case 9 -> this::timeOut;
            case 10 -> this::closeFromAnotherThread;
            case 11 -> this::askMetadata;
            case 12 -> this::useAModelFile;
            default -> this::failToParse;
        };
    }

    private void askAndClose(Random random) throws SQLException {
        try (Connection connection = connection(random);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*), MAX(\"time\") FROM zendesk.ticket_events")) {
            rows.next();
            requireAll(rows.getInt(1));
        }
    }

    private void requireAll(int count) {
        if (count != EVENTS) {
            wrong(count + " events instead of " + EVENTS);
        }
    }

    private void askThroughTheSharedConnection(Random random) throws SQLException {
        try (PreparedStatement statement = shared.prepareStatement(
                "SELECT id, via FROM zendesk.ticket_events WHERE \"time\" >= CAST(? AS TIMESTAMP) OR ticket_id = ?")) {
            statement.setString(1, "2025-0" + (1 + random.nextInt(9)) + "-01 00:00:00");
            statement.setLong(2, random.nextInt(100));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(2);
                }
            }
        }
    }

    private static Statement readHalf(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL);
        rows.next();
        return statement;
    }

    private void closeWithHalfReadRows(Random random) throws SQLException {
        try (Connection connection = connection(random)) {
            readHalf(connection);
            readHalf(connection);
        }
    }

    private void dropHalfReadRows(Random random) throws SQLException {
        readHalf(shared);
    }

    private void dropTheConnection(Random random) throws SQLException {
        readHalf(connection(random));
    }

    private void cancel(Random random) throws SQLException {
        try (Connection connection = connection(random);
                Statement statement = connection.createStatement()) {
            whileStopped(
                    random,
                    statement::cancel,
                    () -> statement.executeQuery(ENDLESS).next());
        }
    }

    /** Stops again and again what has not begun yet. */
    private void whileStopped(Random random, Executable stop, Callable<Boolean> statement) throws SQLException {
        ScheduledFuture<?> stopping = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        stop.execute();
                    } catch (SQLException e) {
                        failed(e);
                    } catch (Throwable e) {
                        wrong("a stop failed: " + e);
                    }
                },
                random.nextInt(200),
                100,
                TimeUnit.MILLISECONDS);
        try {
            statement.call();
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stopping.cancel(false);
        }
    }

    private void timeOut(Random random) throws SQLException {
        try (Connection connection = connection(random);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.executeQuery(ENDLESS).next();
        }
    }

    private void closeFromAnotherThread(Random random) throws SQLException {
        try (Connection connection = connection(random);
                Statement statement = connection.createStatement()) {
            whileStopped(
                    random,
                    connection::close,
                    () -> statement.executeQuery(ENDLESS).next());
        }
    }

    private void askMetadata(Random random) throws SQLException {
        try (Connection connection = connection(random)) {
            connection.getMetaData().getColumns(null, null, "%", null).next();
            shared.getMetaData().getTables(null, null, "%", null).next();
        }
    }

    private void useAModelFile(Random random) throws SQLException, IOException {
        Path model = Files.createTempFile(directory, "model", ".json");
        try {
            Files.writeString(model, """
                    {"version": "1.0", "defaultSchema": "zendesk", "schemas": [{"name": "zendesk", "type": "custom",
                      "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                      "operand": {"baseUrl": "sandbox:?events=500&seed=%d"}}]}
                    """.formatted(random.nextInt(50)));
            try (Connection connection = DriverManager.getConnection(
                    random.nextBoolean()
                            ? "jdbc:ticketsql:model=" + model
                            : "jdbc:calcite:model=" + model + ";lex=MYSQL_ANSI;timeZone=UTC")) {
                readHalf(connection);
            }
        } finally {
            Files.delete(model);
        }
    }

    private void failToParse(Random random) throws SQLException {
        try (Statement statement = shared.createStatement()) {
            statement.executeQuery("SELECT nothing" + random.nextInt() + " FROM zendesk.ticket_events");
        }
    }

    @Override
    public void close() throws SQLException {
        timer.shutdownNow();
        shared.close();
    }
}
