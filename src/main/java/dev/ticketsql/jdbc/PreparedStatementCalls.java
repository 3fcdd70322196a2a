package dev.ticketsql.jdbc;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Answers {@link PreparedStatement}: checks parameters when they are given and before the statement runs. */
final class PreparedStatementCalls extends StatementCalls {

    private final PreparedStatement statement;
    private final ParameterChecks parameters = new ParameterChecks();

    PreparedStatementCalls(PreparedStatement statement, JdbcCalls origin, ConnectionContext context) {
        super(PreparedStatement.class, statement, origin, context);
        this.statement = statement;
    }

    /** Makes all parameters optional, for an EXPLAIN. */
    void leaveParametersOut() {
        parameters.leaveOut();
    }

    private @Nullable Object run(StatementGuard.Call run) throws SQLException {
        return guard().take(() -> {
            parameters.requireAll(statement);
            return executed(run);
        });
    }

    @JdbcMethod
    public Object executeQuery() throws SQLException {
        return rows(run(statement::executeQuery));
    }

    @JdbcMethod
    public @Nullable Object execute() throws SQLException {
        return run(statement::execute);
    }

    @JdbcMethod
    public @Nullable Object executeUpdate() throws SQLException {
        return run(statement::executeUpdate);
    }

    @JdbcMethod
    public @Nullable Object executeLargeUpdate() throws SQLException {
        return run(statement::executeLargeUpdate);
    }

    @JdbcMethod
    public void addBatch() throws SQLException {
        refuseBatch();
    }

    @JdbcMethod
    public void clearParameters() throws SQLException {
        parameters.clear();
        call(() -> {
            statement.clearParameters();
            return null;
        });
    }

    /**
     * Answers all setters of parameters alike: one thread at a time, with a checked value, and times without a zone.
     */
    @Override
    @Nullable
    Object forward(Method method, Object @Nullable [] arguments) throws SQLException {
        if (arguments == null || !ParameterChecks.isSetter(method.getName(), arguments)) {
            return super.forward(method, arguments);
        }
        return guard().take(() -> {
            Object[] given = JavaTimeConversions.withoutText(method.getName(), arguments);
            parameters.note(statement, method.getName(), given);
            int parameter = (int) given[0];
            if (!JavaTimeConversions.areGiven(statement.getParameterMetaData().getParameterType(parameter), given)) {
                return super.forward(method, given);
            }
            JavaTimeConversions.set(statement, parameter, given[1], JavaTimeConversions.calendar(given));
            return null;
        });
    }
}
