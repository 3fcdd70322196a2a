package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.value.ParameterSetting;
import dev.ticketsql.jdbc.value.ParameterType;
import dev.ticketsql.jdbc.value.ParameterValues;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@link PreparedStatement}: checks parameters when they are given and before the statement runs. */
final class PreparedStatementCalls extends StatementCalls {

    /** Setters of types that no parameter has. */
    private static final Set<String> UNSUPPORTED = Set.of("setBlob", "setRef", "setRowId", "setSQLXML", "setURL");

    private final PreparedStatement statement;
    private final ParameterChecks parameters = new ParameterChecks();
    private Optional<SessionCommand> command = Optional.empty();

    PreparedStatementCalls(PreparedStatement statement, JdbcCalls origin, ConnectionContext context) {
        super(PreparedStatement.class, statement, origin, context);
        this.statement = statement;
    }

    /** Makes all parameters optional, for an EXPLAIN. */
    void leaveParametersOut() {
        parameters.leaveOut();
    }

    /** Runs a command of the session instead of the statement. */
    void runInstead(SessionCommand other) {
        command = Optional.of(other);
    }

    private @Nullable Object run(StatementGuard.Call run) throws SQLException {
        return guard().take(() -> {
            if (command.isPresent()) {
                ran(command.get());
                return false;
            }
            parameters.requireAll(statement);
            return executed(run);
        });
    }

    @JdbcMethod
    public Object executeQuery() throws SQLException {
        if (command.isPresent()) {
            throw givesNoRows(command.get().text());
        }
        return rows(run(statement::executeQuery));
    }

    @JdbcMethod
    public boolean execute() throws SQLException {
        return withRows(run(statement::execute));
    }

    /** Runs a command; every other statement that can be prepared gives rows. */
    @JdbcMethod
    public int executeUpdate() throws SQLException {
        if (command.isEmpty()) {
            requireOpen();
            throw givesRows();
        }
        return execute() ? 1 : 0;
    }

    @JdbcMethod
    public long executeLargeUpdate() throws SQLException {
        return executeUpdate();
    }

    // JDBC calls it.
    @SuppressWarnings("DoNotCallSuggester")
    @JdbcMethod
    public void addBatch() throws SQLException {
        throw refusedBatch("PreparedStatement");
    }

    @JdbcMethod
    public @Nullable Object getMetaData() throws SQLException {
        @Nullable Object metadata = call(statement::getMetaData);
        return command.isPresent() ? null : proxied(metadata, ResultSetMetaData.class);
    }

    @JdbcMethod
    public void clearParameters() throws SQLException {
        parameters.clear();
        change(() -> statement.clearParameters());
    }

    /** Answers all setters of parameters alike: one thread at a time, with a value of the parameter's type. */
    @Override
    @Nullable
    Object forward(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        if (arguments == null || !ParameterSetting.isSetter(method.getName(), arguments)) {
            return super.forward(method, arguments);
        }
        return guard().take(() -> {
            requireOpen();
            if (UNSUPPORTED.contains(method.getName()) && arguments[1] != null) {
                throw new SQLFeatureNotSupportedException(
                        "PreparedStatement." + method.getName()
                                + " is not supported: no parameter has such a type; use setString or setObject",
                        UNSUPPORTED_STATE);
            }
            ParameterSetting setting = ParameterSetting.of(method.getName(), arguments);
            ParameterType type = ParameterChecks.type(statement, setting.parameter());
            Optional<Object> value = ParameterValues.of(type, setting);
            change(() -> set(setting.parameter(), value));
            parameters.note(setting.parameter());
            return null;
        });
    }

    private void set(int parameter, Optional<Object> value) throws SQLException {
        if (value.isEmpty()) {
            statement.setNull(parameter, Types.NULL);
        } else if (value.get() instanceof Array array) {
            statement.setArray(parameter, array);
        } else {
            statement.setObject(parameter, value.get());
        }
    }
}
