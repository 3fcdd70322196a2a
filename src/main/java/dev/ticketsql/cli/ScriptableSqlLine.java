package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.Connections;
import dev.ticketsql.cli.prompt.Prompt;
import dev.ticketsql.cli.prompt.PromptParser;
import dev.ticketsql.jdbc.Printing;
import dev.ticketsql.jdbc.message.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import sqlline.BuiltInProperty;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/**
 * Adapts sqlline to scripts: results alone on standard output, errors of one line, and a memory of failures, which
 * sqlline 1.12 loses when the next statement succeeds.
 */
final class ScriptableSqlLine extends SqlLine implements Printing {

    /** sqlline's number for a width that it asks the terminal for. */
    private static final int WIDTH_OF_TERMINAL = 0;

    /** sqlline's message for every statement after a failed connection, whose reason was already printed. */
    private static final String CONSEQUENCE = "No current connection";

    /** The start of sqlline's message that repeats the statement at which it gives up a script. */
    private static final String ABORT = "Aborting command set";

    /** The start of sqlline's first line. */
    private static final String VERSION = "sqlline version";

    /** sqlline's message for Ctrl-C at the prompt. */
    private static final String CANCELED = "Command canceled.";

    private static final String STOPPED = "The rest of the script was not run; --force=true runs it all the same";

    private final ProcessTerminal terminal;
    private final Optional<Path> script;
    private final Connections connections = new Connections();
    private final Prompt prompt;
    private Optional<PipedStatements> piped = Optional.empty();
    private boolean failed;

    /**
     * A shell without a connection.
     *
     * @param script file of statements in place of standard input
     */
    ScriptableSqlLine(ProcessTerminal terminal, Optional<Path> script) {
        this.terminal = terminal;
        this.script = script;
        setOutputStream(ResultStream.ofProcess());
        setOpts(new SqlLineOptions(this));
        getOpts().set(BuiltInProperty.CONNECT_INTERACTION_MODE, "notAskCredentials");
        // Calcite has no transactions, and sqlline would call that an error.
        getOpts().set(BuiltInProperty.ISOLATION, "TRANSACTION_NONE");
        // sqlline's own prompt shows the URL, which may hold a password.
        getOpts().set(BuiltInProperty.PROMPT, "ticketsql> ");
        // As RFC 4180 and every spreadsheet have it.
        getOpts().set(BuiltInProperty.CSV_QUOTE_CHARACTER, '"');
        // jline would add a quote for each one that is typed, and miscounts behind letters of two columns.
        getOpts().set(BuiltInProperty.AUTO_PAIRING, false);
        getOpts().set(BuiltInProperty.MAX_WIDTH, WIDTH_OF_TERMINAL);
        prompt = Prompt.of(this, connections, terminal);
    }

    boolean isInteractive() {
        return terminal.isInteractive();
    }

    /** The connections that sqlline opens, for the driver to note. */
    Connections connections() {
        return connections;
    }

    /** Begins the next separated values with a byte order mark. */
    void markBytes() {
        prompt.markBytes();
    }

    /** True if a statement or command of a script failed; false in an interactive session. */
    boolean hasFailed() {
        return failed && !isInteractive();
    }

    /**
     * The type that sqlline prints a column by: text, except for a chosen format and for numbers in JSON. sqlline
     * prints other NULLs than those of texts as "null", and a fraction after whole seconds.
     */
    @Override
    public int columnType(int type) {
        return switch (type) {
            case Types.TIMESTAMP -> text(type, BuiltInProperty.TIMESTAMP_FORMAT);
            case Types.DATE -> text(type, BuiltInProperty.DATE_FORMAT);
            case Types.TIME -> text(type, BuiltInProperty.TIME_FORMAT);
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC ->
                getOpts().getOutputFormat().equals("json") ? type : text(type, BuiltInProperty.NUMBER_FORMAT);
            default -> type;
        };
    }

    private int text(int type, BuiltInProperty format) {
        return getOpts().isDefault(format) ? Types.VARCHAR : type;
    }

    /** Without a person: statements come from a file or standard input, whole, and nothing is drawn. */
    @Override
    public LineReader getConsoleReader(@Nullable InputStream input, History history) throws IOException {
        return isInteractive() ? typed(history) : piped(history);
    }

    private LineReader typed(History history) throws IOException {
        ConfigurationDirectory.protectHistory();
        LineReader editor = super.getConsoleReader(null, history);
        ((LineReaderImpl) editor).setParser(new PromptParser(this));
        ((LineReaderImpl) editor).setCompleter(prompt.completer());
        editor.setOpt(LineReader.Option.CASE_INSENSITIVE);
        if (editor.getTerminal().getType().startsWith(Terminal.TYPE_DUMB)) {
            editor.getWidgets().put(LineReader.CALLBACK_INIT, () -> takeKeys(editor.getTerminal()));
        }
        terminal.use(editor.getTerminal());
        // That of the first moment; each result asks anew.
        getOpts().set(BuiltInProperty.MAX_WIDTH, WIDTH_OF_TERMINAL);
        return ReplacedLines.of(editor, edited -> Optional.of(Prompt.command(edited.call())));
    }

    /** Gives the editor each key of a dumb terminal: jline lets it ignore Enter, and show each line a second time. */
    private static boolean takeKeys(Terminal typed) {
        typed.enterRawMode();
        Attributes attributes = typed.getAttributes();
        attributes.setInputFlag(Attributes.InputFlag.IGNCR, false);
        typed.setAttributes(attributes);
        return true;
    }

    private LineReader piped(History history) throws IOException {
        // Nothing is drawn, and a terminal of the system would load a native library and start a program.
        for (String provider : List.of("jna", "jansi", "exec")) {
            System.setProperty("org.jline.terminal." + provider, "false");
        }
        setOutputStream(OutputStream.nullOutputStream());
        LineReader undrawn = super.getConsoleReader(InputStream.nullInputStream(), history);
        setOutputStream(ResultStream.ofProcess());
        getOpts().set(BuiltInProperty.MAX_WIDTH, WIDTH_OF_TERMINAL);
        InputStream statements = script.isPresent() ? Files.newInputStream(script.get()) : System.in;
        PipedStatements source = new PipedStatements(
                this, script.map(Path::toString).orElse("standard input"), statements, StandardCharsets.UTF_8);
        piped = Optional.of(source);
        return ReplacedLines.of(undrawn, edited -> next(source));
    }

    /** The next statement of a script, which ends at its first failure unless {@code --force=true}. */
    private Optional<String> next(PipedStatements source) {
        Optional<String> statement = source.next();
        if (statement.isPresent() && failed && !getOpts().getForce()) {
            super.error(STOPPED);
            return Optional.empty();
        }
        return statement.map(Prompt::command);
    }

    /** Prints a remark of {@code --verbose}, without the URL of one about connecting, which may hold a password. */
    @Override
    public void debug(String message) {
        super.debug(message.replaceFirst("(?s)(!connect|Connecting to) .*", "$1 ..."));
    }

    /** Runs a script, with the end of its last statement completed. */
    @Override
    public int runCommands(List<String> statements, DispatchCallback callback) {
        if (statements.isEmpty()) {
            return super.runCommands(statements, callback);
        }
        List<String> earlier = statements.subList(0, statements.size() - 1);
        try {
            List<String> whole = new ArrayList<>(earlier);
            whole.add(StatementEnd.completed(this, statements.get(earlier.size())));
            return super.runCommands(whole, callback);
        } catch (IllegalArgumentException e) {
            int succeeded = super.runCommands(earlier, callback);
            if (succeeded == earlier.size() || getOpts().getForce()) {
                handleException(e);
            }
            return succeeded;
        }
    }

    @Override
    public void handleException(Throwable failure) {
        failed = true;
        if (getOpts().getVerbose()) {
            super.handleException(failure);
        } else {
            String line = SqlErrors.line(failure);
            error("Error: " + piped.map(it -> it.placed(line)).orElse(line));
        }
    }

    @Override
    public boolean error(String message) {
        boolean isConsequence = failed && message.equals(CONSEQUENCE);
        failed = true;
        if (getOpts().getVerbose()) {
            return super.error(message);
        }
        return !isConsequence && super.error(message.startsWith(ABORT) ? STOPPED : firstLine(message));
    }

    /** Greets a person in place of sqlline's version, which a script does without. */
    @Override
    public void info(String message) {
        if (!message.startsWith(VERSION)) {
            super.info(message);
        } else if (isInteractive()) {
            prompt.greet();
        }
    }

    /** Leaves out the statements of a script, which sqlline repeats on standard error. */
    @Override
    public void info(AttributedString message) {
        if (isInteractive() || getOpts().getVerbose()) {
            super.info(message);
        }
    }

    /** Says nothing of Ctrl-C at the prompt, which shows itself. */
    @Override
    public void output(String message) {
        if (!message.equals(CANCELED)) {
            super.output(message);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
