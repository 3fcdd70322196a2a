package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one account, for programs and pools that use a {@link DataSource}.
 *
 * <pre>{@code
 * Properties options = new Properties();
 * options.setProperty("subdomain", "acme");
 * options.setProperty("oauthToken", token);
 * DataSource source = new TicketSqlDataSource(options);
 * }</pre>
 *
 * <p>Safe for use by several threads. Its connections share the account's mirror, and closing them closes nothing else.
 */
public final class TicketSqlDataSource implements DataSource {

    /** Options that another login replaces, so that two people's credentials are never mixed. */
    private static final Set<Option> LOGIN = Set.of(
            Option.EMAIL,
            Option.PASSWORD,
            Option.API_TOKEN,
            Option.OAUTH_TOKEN,
            Option.CLIENT_ID,
            Option.CLIENT_SECRET);

    private final Driver driver = new Driver();
    private final Properties options = new Properties();
    private volatile @Nullable PrintWriter logWriter;

    /**
     * A data source.
     *
     * @param options names and values as in a URL of {@link Driver}; the environment fills in what they leave open
     */
    public TicketSqlDataSource(Properties options) {
        Objects.requireNonNull(options, "options")
                .stringPropertyNames()
                .forEach(name -> this.options.setProperty(name, options.getProperty(name)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(options);
    }

    /** Connects with that email and password instead of the credentials of the options; without a user, with those. */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        if (user == null || user.isEmpty()) {
            return connect(options);
        }
        Properties withLogin = new Properties();
        options.stringPropertyNames().stream()
                .filter(name -> Option.named(name).filter(LOGIN::contains).isEmpty())
                .forEach(name -> withLogin.setProperty(name, options.getProperty(name)));
        withLogin.setProperty("user", user);
        withLogin.setProperty("password", Objects.requireNonNullElse(password, ""));
        return connect(withLogin);
    }

    private Connection connect(Properties properties) throws SQLException {
        return Objects.requireNonNull(driver.connect(Driver.URL_PREFIX, properties), "connection");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Keeps the writer for {@link #getLogWriter} only; this library logs through SLF4J. */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        this.logWriter = writer;
    }

    /** Ignores the timeout, since connecting makes no request. */
    @Override
    public void setLoginTimeout(int timeoutSec) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    /** Returns what {@link Driver#getParentLogger} returns. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> kind) throws SQLException {
        if (kind.isInstance(this)) {
            return kind.cast(this);
        }
        throw new SQLException("a TicketSqlDataSource is no " + kind.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> kind) {
        return kind.isInstance(this);
    }

    /** Lists the options that were set, without their values. */
    @Override
    public String toString() {
        return "TicketSqlDataSource"
                + options.stringPropertyNames().stream().sorted().toList();
    }
}
