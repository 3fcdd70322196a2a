package dev.ticketsql.cli.prompt;

import dev.ticketsql.account.Option;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sqlline.AbstractCommandHandler;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/**
 * Sets options of the connection by the driver's SET, {@code csvBom} of printing, and with sqlline's {@code !set} all
 * others.
 */
final class OptionCommand extends AbstractCommandHandler {

    private static final String NAME = "set";

    /** Writes a byte order mark before separated values, for spreadsheets. */
    static final String BYTE_ORDER_MARK = "csvbom";

    /** Gives the connection that statements run on. */
    @FunctionalInterface
    interface Current {
        Connection connection() throws SQLException;
    }

    private final CommandHandler sqllines;
    private final Current current;
    private final PrintSettings settings;

    OptionCommand(SqlLine sqlline, CommandHandler sqllines, Current current, PrintSettings settings) {
        super(sqlline, new String[] {NAME}, sqllines.getHelpText(), sqllines.getParameterCompleters());
        this.sqllines = sqllines;
        this.current = current;
        this.settings = settings;
    }

    @Override
    public @Nullable String matches(@Nullable String line) {
        return line != null && (line.equals(NAME) || line.startsWith(NAME + " ")) ? NAME : null;
    }

    @Override
    public void execute(String line, DispatchCallback callback) {
        String[] words = line.strip().replaceFirst(";+$", "").split("\\s*=\\s*|\\s+", 3);
        Optional<Option> option = words.length > 1 ? Option.named(words[1]) : Optional.empty();
        try {
            if (option.isPresent()) {
                set(option.get(), words.length > 2 ? Optional.of(words[2]) : Optional.empty());
            } else if (words.length > 1 && words[1].toLowerCase(Locale.ROOT).equals(BYTE_ORDER_MARK)) {
                if (words.length < 3 || words[2].equals("true")) {
                    settings.markBytes();
                }
            } else {
                sqllines.execute(line, callback);
                if (words.length == 1) {
                    show();
                }
                return;
            }
            callback.setToSuccess();
        } catch (SQLException e) {
            sqlLine.handleException(e);
            callback.setToFailure();
        }
    }

    private void set(Option option, Optional<String> value) throws SQLException {
        try (Statement statement = current.connection().createStatement()) {
            if (value.isPresent()) {
                statement.execute("SET " + option.propertyName() + " = '"
                        + value.get().replaceFirst("^'(.*)'$", "$1").replace("'", "''") + "'");
            }
            show(option, statement);
        }
    }

    private void show() throws SQLException {
        try (Statement statement = current.connection().createStatement()) {
            for (Option option : Option.ofStatements()) {
                show(option, statement);
            }
        }
    }

    private void show(Option option, Statement statement) throws SQLException {
        try (ResultSet value = statement.executeQuery("SHOW " + option.propertyName())) {
            value.next();
            sqlLine.output(String.format(Locale.ROOT, "%-19s %s", option.propertyName(), value.getString(1))
                    .stripTrailing());
        }
    }
}
