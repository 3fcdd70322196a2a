package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.Prompt;
import dev.ticketsql.files.EngineLibrary;
import dev.ticketsql.jdbc.Driver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Program of {@code bin/sqlline}: chooses the account and starts sqlline. Exit codes: {@code 0}, every statement
 * succeeded; {@code 1}, wrong arguments; {@code 2}, a statement failed.
 */
public final class SqlLineLauncher {

    /** The directory of {@code model.json}, set by the script. */
    private static final String HOME_PROPERTY = "ticketsql.home";

    /**
     * True if input and output are a terminal, set by the POSIX script: Java's own test of its console differs between
     * versions. A batch file of Windows cannot tell and leaves it out.
     */
    private static final String TERMINAL_PROPERTY = "ticketsql.terminal";

    private static final int WRONG_ARGUMENTS = 1;

    private static final int FAILED = 2;

    private SqlLineLauncher() {}

    /** Runs until the end of the statements or of the session. */
    public static void main(String[] arguments) {
        LogLevel.apply(System.getenv());
        ConfigurationDirectory.apply(System.getenv());
        // Event times are UTC; sqlline shows a timestamp through the zone of the process, where an hour of spring does
        // not exist.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(run(SqlLineArguments.of(List.of(arguments)), System.getenv()));
    }

    private static int run(SqlLineArguments arguments, Map<String, String> environment) {
        if (arguments.asksForVersion()) {
            return print(Prompt.version());
        }
        if (arguments.asksForHelp()) {
            return print(SqlLineHelp.TEXT);
        }
        boolean terminal = System.getProperty(TERMINAL_PROPERTY) == null
                ? ProcessTerminal.isConsole()
                : Boolean.getBoolean(TERMINAL_PROPERTY);
        EngineLibrary.begin();
        ScriptableSqlLine sqlline = new ScriptableSqlLine(
                new ProcessTerminal(terminal && !arguments.isScript(), terminal, environment), arguments.script());
        Optional<String> problem = arguments.problem();
        if (problem.isPresent()) {
            sqlline.error("Error: " + problem.get());
            return WRONG_ARGUMENTS;
        }
        if (arguments.wantsByteOrderMark()) {
            sqlline.markBytes();
        }
        try {
            PrintingDriver.register(sqlline, sqlline.connections());
            SqlLineArguments whole = arguments
                    .withoutScript()
                    .withStatements(text -> Prompt.command(StatementEnd.completed(sqlline, text)));
            return exitCode(sqlline, whole.completed(account(sqlline, arguments, environment)));
        } catch (IOException | SQLException | RuntimeException e) {
            sqlline.handleException(e);
            return FAILED;
        }
    }

    private static int print(String text) {
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(text);
        return 0;
    }

    private static int exitCode(ScriptableSqlLine sqlline, SqlLineArguments arguments) throws IOException {
        return switch (sqlline.begin(arguments.toArray(), null, sqlline.isInteractive())) {
            case OK -> sqlline.hasFailed() ? FAILED : 0;
            case ARGS -> WRONG_ARGUMENTS;
            case OTHER -> FAILED;
        };
    }

    private static Optional<String> account(
            ScriptableSqlLine sqlline, SqlLineArguments arguments, Map<String, String> environment) {
        if (arguments.namesConnection()) {
            return Optional.empty();
        }
        if (DefaultAccount.namesAccount(environment)) {
            return Optional.of(Driver.URL_PREFIX);
        }
        String model = DefaultAccount.model(System.getProperty(HOME_PROPERTY, ""));
        if (sqlline.isInteractive()) {
            return Optional.of(Driver.URL_PREFIX + "model=" + model);
        }
        sqlline.info("Asking the embedded sandbox of " + model + ", an invented account: neither ZENDESK_SUBDOMAIN nor"
                + " ZENDESK_BASE_URL is set");
        return Optional.of(Driver.URL_PREFIX + "model=" + model);
    }
}
