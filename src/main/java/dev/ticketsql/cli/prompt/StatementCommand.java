package dev.ticketsql.cli.prompt;

import dev.ticketsql.cli.print.ResultFormat;
import dev.ticketsql.cli.print.ResultRows;
import dev.ticketsql.jdbc.TicketSqlConnection;
import dev.ticketsql.jdbc.message.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sqlline.AbstractCommandHandler;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/**
 * Runs statements in place of sqlline's {@code !sql}: says the price before it is paid, prints the result by its
 * format, and says rows, time and requests behind. Formats that are not ours are left to sqlline.
 */
final class StatementCommand extends AbstractCommandHandler {

    static final String NAME = "sql";

    /** Erases the progress line, which is drawn anew below. */
    private static final String OVER_PROGRESS = "\u001b[K";

    private static final double NANOS_PER_SECOND = 1e9;

    /** First words of statements that may ask for events. */
    private static final Set<String> OF_EVENTS = Set.of("SELECT", "WITH", "TABLE", "VALUES", "");

    private final CommandHandler sqllines;
    private final Connections connections;
    private final Surroundings surroundings;
    private final PrintSettings settings;
    private final FetchCounter counter;

    StatementCommand(
            SqlLine sqlline,
            CommandHandler sqllines,
            Connections connections,
            Surroundings surroundings,
            PrintSettings settings) {
        super(sqlline, new String[] {NAME}, sqllines.getHelpText(), List.of());
        this.sqllines = sqllines;
        this.connections = connections;
        this.surroundings = surroundings;
        this.settings = settings;
        counter = new FetchCounter(line -> sqlline.info((surroundings.isErasable() ? OVER_PROGRESS : "") + line));
    }

    @Override
    public @Nullable String matches(@Nullable String line) {
        return line != null && (line.equals(NAME) || line.matches("(?s)" + NAME + "\\s.*")) ? NAME : null;
    }

    @Override
    public void execute(String line, DispatchCallback callback) {
        Optional<Connection> connection =
                connections.current(sqlLine.getConnectionMetadata().getUrl());
        if (connection.isEmpty()) {
            sqllines.execute(line, callback);
            return;
        }
        // Positions in errors count from the statement's first letter.
        for (String sql : StatementSplitter.statements(line.substring(Math.min(line.length(), NAME.length() + 1)))) {
            Optional<ResultFormat> format = format(sql);
            if (format.isEmpty()) {
                sqllines.execute(NAME + " " + sql + ";", callback);
            } else {
                run(sql, format.get(), connection.get(), callback);
            }
            if (callback.isFailure() || callback.isCanceled()) {
                return;
            }
        }
        callback.setToSuccess();
    }

    private Optional<ResultFormat> format(String sql) {
        String word = SqlText.firstWord(sql);
        return settings.format().map(format -> switch (word) {
            case "EXPLAIN" -> format == ResultFormat.SEPARATED ? format : ResultFormat.LINES;
            case "SHOW", "DESCRIBE", "DESC" ->
                format == ResultFormat.TABLE && surroundings.isWatched() ? ResultFormat.WRAPPED : format;
            default -> format;
        });
    }

    private void run(String sql, ResultFormat format, Connection connection, DispatchCallback callback) {
        try {
            long beginNanos = System.nanoTime();
            begin(sql, connection);
            try (Statement statement = statement(connection)) {
                callback.trackSqlQuery(statement);
                String done = statement.execute(sql) ? printed(statement, format) : acknowledged(statement);
                report(done, System.nanoTime() - beginNanos);
            } finally {
                forget(callback);
            }
        } catch (SQLException | RuntimeException e) {
            explain(e, sql);
            callback.setToFailure();
        }
    }

    /** Prints the failure, for a person with the line and a mark below the place that it names. */
    private void explain(Exception failure, String sql) {
        Optional<ErrorPlace> place = ErrorPlace.of(String.valueOf(failure.getMessage()))
                .filter(it -> !it.marked(sql).isEmpty());
        boolean isMarked = surroundings.isInteractive()
                && !sqlLine.getOpts().getVerbose()
                && failure instanceof SQLException
                && place.isPresent();
        if (isMarked) {
            sqlLine.error("Error: " + place.get().problem());
            place.get().marked(sql).forEach(sqlLine::info);
        } else {
            sqlLine.handleException(failure);
        }
    }

    /** Ctrl-C at the next prompt must not cancel a closed statement. */
    private static void forget(DispatchCallback callback) {
        boolean isCanceled = callback.isCanceled();
        callback.trackSqlQuery(null);
        if (isCanceled) {
            callback.setToCancel();
        }
    }

    private void begin(String sql, Connection connection) throws SQLException {
        connection.unwrap(TicketSqlConnection.class).setFetchListener(counter);
        Optional<StatementPrice> price = surroundings.isInteractive() && OF_EVENTS.contains(SqlText.firstWord(sql))
                ? price(sql, connection)
                : Optional.empty();
        counter.begin(price);
    }

    /** The price by the plan; empty where there is none, as the statement itself will say better. */
    private static Optional<StatementPrice> price(String sql, Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
            return plan.next() ? StatementPrice.of(String.valueOf(plan.getString(1))) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        int timeoutSec = sqlLine.getOpts().getTimeout();
        if (timeoutSec > -1) {
            statement.setQueryTimeout(timeoutSec);
        }
        statement.setMaxRows(Math.max(0, sqlLine.getOpts().getRowLimit()));
        return statement;
    }

    private String printed(Statement statement, ResultFormat format) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            long count = new ResultRows(rows, System::nanoTime)
                    .print(format, settings.options(), surroundings.isWatched(), sqlLine::output);
            return (count == 0 ? "No rows" : counted(count, "row")) + " selected";
        }
    }

    /** Says what a command of the session ignores. */
    private String acknowledged(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            sqlLine.info("Warning: " + warning.getMessage());
        }
        return "No rows affected";
    }

    private void report(String done, long nanos) {
        long requests = counter.count();
        String cost = requests == 0 ? "" : ", " + counted(requests, "request");
        if (sqlLine.getOpts().getBoolean(BuiltInProperty.SHOW_ELAPSED_TIME)) {
            sqlLine.info(done + String.format(Locale.ROOT, " (%.3f seconds%s)", nanos / NANOS_PER_SECOND, cost));
        } else {
            sqlLine.info(done + cost);
        }
    }

    /** A count with its noun, which is given in the singular. */
    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
