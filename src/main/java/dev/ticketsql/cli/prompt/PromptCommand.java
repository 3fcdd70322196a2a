package dev.ticketsql.cli.prompt;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jspecify.annotations.Nullable;
import sqlline.AbstractCommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/** Command of one line with an operand, which may be empty. */
final class PromptCommand extends AbstractCommandHandler {

    /** Effect of a command. */
    @FunctionalInterface
    interface Action {
        void run(String operand, DispatchCallback callback) throws SQLException;
    }

    private final Action action;

    PromptCommand(SqlLine sqlline, String name, String help, List<Completer> completers, Action action) {
        super(sqlline, new String[] {name}, help, completers);
        this.action = action;
    }

    /** Takes the whole name alone, as sqlline's own commands may be shortened. */
    @Override
    public @Nullable String matches(@Nullable String line) {
        return line != null && (line.equals(getName()) || line.startsWith(getName() + " ")) ? getName() : null;
    }

    @Override
    public void execute(String line, DispatchCallback callback) {
        String operand = line.substring(getName().length()).strip();
        try {
            action.run(operand, callback);
            if (callback.isRunning()) {
                callback.setToSuccess();
            }
        } catch (SQLException | RuntimeException e) {
            sqlLine.handleException(e);
            callback.setToFailure();
        }
    }

    /** The operand without a semicolon and without quotes around it. */
    static Optional<String> name(String operand) {
        String name = operand.replaceFirst("[\\s;]+$", "").replaceFirst("^[\"'`](.*)[\"'`]$", "$1");
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
