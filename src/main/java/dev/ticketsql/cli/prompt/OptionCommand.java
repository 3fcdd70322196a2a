package dev.ticketsql.cli.prompt;

import dev.ticketsql.account.Option;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sqlline.AbstractCommandHandler;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;
import sqlline.SqlLineProperty;

/**
 * Sets options of the connection by the driver's SET, {@code csvBom} of printing, and with sqlline's {@code !set} all
 * others; shows an option without a value. The value {@code default} returns an option of the connection to the one
 * that it was opened with, and one of printing to that of a session without arguments.
 */
final class OptionCommand extends AbstractCommandHandler {

    private static final String NAME = "set";

    /** Writes a byte order mark before separated values, for spreadsheets. */
    private static final String BYTE_ORDER_MARK = "csvBom";

    private static final String DEFAULT = "default";

    private static final String WITHOUT_VALUE = "(not set)";

    /** Gives the connection that statements run on. */
    @FunctionalInterface
    interface Current {
        Connection connection() throws SQLException;
    }

    private final CommandHandler sqllines;
    private final Current current;
    private final PrintSettings settings;
    private final Map<SqlLineProperty, String> defaults = new HashMap<>();

    OptionCommand(SqlLine sqlline, CommandHandler sqllines, Current current, PrintSettings settings) {
        super(sqlline, new String[] {NAME}, sqllines.getHelpText(), sqllines.getParameterCompleters());
        this.sqllines = sqllines;
        this.current = current;
        this.settings = settings;
        for (BuiltInProperty property : BuiltInProperty.values()) {
            defaults.put(property, sqlline.getOpts().get(property));
        }
    }

    @Override
    public @Nullable String matches(@Nullable String line) {
        return line != null && (line.equals(NAME) || line.startsWith(NAME + " ")) ? NAME : null;
    }

    @Override
    public void execute(String line, DispatchCallback callback) {
        String[] words = line.strip().replaceFirst(";+$", "").split("\\s*=\\s*|\\s+", 3);
        try {
            if (words.length == 1) {
                sqllines.execute(line, callback);
                show();
            } else {
                run(words[1], words.length > 2 ? Optional.of(words[2]) : Optional.empty(), line, callback);
            }
            if (callback.isRunning()) {
                callback.setToSuccess();
            }
        } catch (SQLException e) {
            sqlLine.handleException(e);
            callback.setToFailure();
        }
    }

    private void run(String name, Optional<String> value, String line, DispatchCallback callback) throws SQLException {
        Optional<Option> option = Option.named(name);
        boolean isDefault = value.filter(DEFAULT::equalsIgnoreCase).isPresent();
        @Nullable SqlLineProperty property = BuiltInProperty.valueOf(name, true);
        if (option.isPresent()) {
            set(option.get(), value);
        } else if (name.equalsIgnoreCase(BYTE_ORDER_MARK)) {
            value.ifPresent(text -> settings.markBytes(text.equalsIgnoreCase("true")));
            show(BYTE_ORDER_MARK, String.valueOf(settings.marksBytes()));
        } else if (isDefault && property != null) {
            sqlLine.getOpts().set(property.propertyName(), defaults.get(property), true);
            sqllines.execute(NAME + " " + name, callback);
        } else {
            sqllines.execute(line, callback);
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
            String text = value.getString(1);
            show(option.propertyName(), text.isEmpty() ? WITHOUT_VALUE : text);
        }
    }

    private void show(String name, String value) {
        sqlLine.output(String.format(Locale.ROOT, "%-19s %s", name, value));
    }
}
