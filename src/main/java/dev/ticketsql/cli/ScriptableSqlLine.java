package dev.ticketsql.cli;

import dev.ticketsql.jdbc.Printing;
import dev.ticketsql.jdbc.message.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.History;
import org.jline.reader.LineReader;
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

    /** Wide enough for any row: without a terminal no row is cut off. */
    private static final int UNLIMITED_WIDTH = 1 << 20;

    /** sqlline's message for every statement after a failed connection, whose reason was already printed. */
    private static final String CONSEQUENCE = "No current connection";

    /** The start of sqlline's message that repeats the statement at which it gives up a script. */
    private static final String ABORT = "Aborting command set";

    private static final String STOPPED = "The rest of the script was not run; --force=true runs it all the same";

    private final boolean interactive;
    private final boolean watched;
    private boolean failed;

    /**
     * A shell without a connection.
     *
     * @param interactive prompts a person at a terminal
     * @param watched results are printed to a terminal, also those of a script
     */
    ScriptableSqlLine(boolean interactive, boolean watched) {
        this.interactive = interactive;
        this.watched = watched;
        setOutputStream(ResultStream.ofProcess());
        setOpts(new SqlLineOptions(this));
        getOpts().set(BuiltInProperty.CONNECT_INTERACTION_MODE, "notAskCredentials");
        // Calcite has no transactions, and sqlline would call that an error.
        getOpts().set(BuiltInProperty.ISOLATION, "TRANSACTION_NONE");
        // sqlline's own prompt shows the URL, which may hold a password.
        getOpts().set(BuiltInProperty.PROMPT, "ticketsql> ");
        // As RFC 4180 and every spreadsheet have it.
        getOpts().set(BuiltInProperty.CSV_QUOTE_CHARACTER, '"');
    }

    boolean isInteractive() {
        return interactive;
    }

    /** True if a statement or command of a script failed; false in an interactive session. */
    boolean hasFailed() {
        return failed && !interactive;
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

    /** True on a terminal alone: in a file, a table is better with columns of one width. */
    @Override
    public boolean isEarly() {
        return watched && getOpts() instanceof SqlLineOptions options && options.keepsRowsBack();
    }

    private int text(int type, BuiltInProperty format) {
        return getOpts().isDefault(format) ? Types.VARCHAR : type;
    }

    /** Without a terminal: statements come from standard input, whole, and nothing is drawn. */
    @Override
    public LineReader getConsoleReader(@Nullable InputStream input, History history) throws IOException {
        if (interactive) {
            return super.getConsoleReader(input, history);
        }
        // Nothing is drawn, and a terminal of the system would load a native library and start a program.
        for (String provider : List.of("jna", "jansi", "exec")) {
            System.setProperty("org.jline.terminal." + provider, "false");
        }
        setOutputStream(OutputStream.nullOutputStream());
        LineReader undrawn = super.getConsoleReader(InputStream.nullInputStream(), history);
        setOutputStream(ResultStream.ofProcess());
        getOpts().set(BuiltInProperty.MAX_WIDTH, UNLIMITED_WIDTH);
        return PipedStatements.instead(undrawn, this, System.in, StandardCharsets.UTF_8);
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
            error("Error: " + SqlErrors.line(failure));
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

    /** Leaves the version out of a script's output. */
    @Override
    public void info(String message) {
        if (interactive || !message.startsWith("sqlline version")) {
            super.info(message);
        }
    }

    /** Leaves out the statements of a script, which sqlline repeats on standard error. */
    @Override
    public void info(AttributedString message) {
        if (interactive || getOpts().getVerbose()) {
            super.info(message);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
