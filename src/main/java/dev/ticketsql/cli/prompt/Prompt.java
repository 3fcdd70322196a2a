package dev.ticketsql.cli.prompt;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.ProductVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.reader.Completer;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/** Adds the commands of this package to sqlline, in place of some of its own. */
public final class Prompt {

    /** Commands of sqlline for what TicketSQL does not have: transactions, updates, keys and other drivers. */
    private static final Set<String> WITHOUT_USE = Set.of(
            "appconfig",
            "autocommit",
            "batch",
            "call",
            "commandhandler",
            "commit",
            "dropall",
            "exportedkeys",
            "importedkeys",
            "indexes",
            "isolation",
            "manual",
            "nativesql",
            "procedures",
            "prompthandler",
            "readonly",
            "rehash",
            "resize",
            "rollback",
            "scan");

    private final SqlLine sqlline;
    private final Connections connections;
    private final Surroundings surroundings;
    private final PrintSettings settings;
    private final KnownNames names = new KnownNames();

    private Prompt(SqlLine sqlline, Connections connections, Surroundings surroundings) {
        this.sqlline = sqlline;
        this.connections = connections;
        this.surroundings = surroundings;
        settings = new PrintSettings(sqlline, surroundings);
    }

    /** Gives {@code sqlline} its commands; its connections are those of {@code connections}. */
    public static Prompt of(SqlLine sqlline, Connections connections, Surroundings surroundings) {
        Prompt prompt = new Prompt(sqlline, connections, surroundings);
        sqlline.updateCommandHandlers(prompt.handlers());
        return prompt;
    }

    private List<CommandHandler> handlers() {
        List<CommandHandler> handlers = new ArrayList<>();
        for (CommandHandler handler : sqlline.getCommandHandlers()) {
            switch (handler.getName()) {
                case "sql" -> handlers.add(new StatementCommand(sqlline, handler, connections, surroundings, settings));
                case "help" ->
                    handlers.add(command("help", handler.getHelpText(), (operand, callback) -> {
                        if (operand.isEmpty()) {
                            sqlline.output(HelpText.TEXT);
                        } else {
                            handler.execute("help " + operand, callback);
                        }
                    }));
                case "set" -> handlers.add(new OptionCommand(sqlline, handler, this::connection, settings));
                case "tables" -> handlers.add(command("tables", handler.getHelpText(), this::tables));
                case "describe" -> handlers.add(command("describe", handler.getHelpText(), this::describe));
                default -> {
                    if (!WITHOUT_USE.contains(handler.getName())) {
                        handlers.add(handler);
                    }
                }
            }
        }
        handlers.add(command("expanded", "Show rows below each other, or as a table again", this::expand));
        handlers.add(command("status", "Show account and mirror", (operand, callback) -> status()));
        handlers.add(command("unknown", "", this::unknown));
        return handlers;
    }

    private PromptCommand command(String name, String help, PromptCommand.Action action) {
        return new PromptCommand(sqlline, name, help, List.of(), action);
    }

    private Connection connection() throws SQLException {
        return connections
                .current(String.valueOf(sqlline.getConnectionMetadata().getUrl()))
                .orElseThrow(() -> ErrorKind.CONNECTION_CLOSED.exception("there is no connection: !connect opens one"));
    }

    private void tables(String operand, DispatchCallback callback) throws SQLException {
        new TableListing(connection()).tables(PromptCommand.name(operand), settings.options(), sqlline::output);
    }

    private void describe(String operand, DispatchCallback callback) throws SQLException {
        if (PromptCommand.name(operand).isEmpty()) {
            tables(operand, callback);
            return;
        }
        new TableListing(connection()).columns(PromptCommand.name(operand).get(), settings.options(), sqlline::output);
    }

    private void expand(String operand, DispatchCallback callback) {
        boolean isOn = !sqlline.getOpts().getOutputFormat().equals("vertical");
        sqlline.getOpts().set(BuiltInProperty.OUTPUT_FORMAT, isOn ? "vertical" : "table");
        sqlline.info(isOn ? "Rows are shown below each other" : "Rows are shown as a table");
    }

    private void unknown(String word, DispatchCallback callback) throws SQLException {
        throw ErrorKind.STATEMENT.exception("there is no command " + word + "; \\? lists those that there are");
    }

    /**
     * The command of sqlline that a typed line, or a statement of a script, means; our statements are commands too.
     *
     * @param line with all its lines
     */
    public static String command(String line) {
        boolean isStatement = !line.isBlank() && !line.stripLeading().startsWith(SqlLine.COMMAND_PREFIX);
        return Shorthand.command(line)
                .orElse(isStatement ? SqlLine.COMMAND_PREFIX + StatementCommand.NAME + " " + line : line);
    }

    /** Completes what is typed. */
    public Completer completer() {
        return new StatementCompleter(sqlline, connections, names);
    }

    /** Name and version of the product. */
    public static String version() {
        return ProductVersion.NAME + " " + ProductVersion.text();
    }

    /** Begins the next separated values with a byte order mark. */
    public void markBytes() {
        settings.markBytes(true);
    }

    /** Prints the first lines of a session. */
    public void greet() {
        try {
            banner().lines().forEach(sqlline::info);
        } catch (SQLException e) {
            sqlline.handleException(e);
        }
    }

    private void status() throws SQLException {
        banner().status().forEach(sqlline::output);
    }

    private Banner banner() throws SQLException {
        return new Banner(
                new AccountName(connection().getMetaData().getURL(), System.getenv()).text(),
                connection(),
                InstantSource.system());
    }
}
