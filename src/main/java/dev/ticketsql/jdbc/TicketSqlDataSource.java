package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one account, for programs, pools and servers that use a {@link DataSource}: a JavaBean with a
 * property for each option, which works as HikariCP's {@code dataSourceClassName}, as a JNDI resource with
 * {@link TicketSqlDataSourceFactory}, and serialised.
 *
 * <pre>{@code
 * TicketSqlDataSource source = new TicketSqlDataSource();
 * source.setSubdomain("acme");
 * source.setOauthToken(token);
 * source.setCheck(true);
 * }</pre>
 *
 * <p>Safe for use by several threads. Its connections share the account's mirror, and closing them closes nothing else.
 */
public final class TicketSqlDataSource extends BaseDataSource implements DataSource, Referenceable {

    private static final long serialVersionUID = 1L;

    /** Options that another login replaces, so that two people's credentials are never mixed. */
    private static final Set<Option> LOGIN = Set.of(
            Option.EMAIL,
            Option.PASSWORD,
            Option.API_TOKEN,
            Option.OAUTH_TOKEN,
            Option.CLIENT_ID,
            Option.CLIENT_SECRET);

    private volatile int loginTimeoutSec;
    private transient volatile @Nullable PrintWriter logWriter;

    /** A data source without options: setters, and the environment, give them. */
    public TicketSqlDataSource() {}

    /**
     * A data source with options.
     *
     * @param options names and values as in a URL of {@link Driver}; the environment fills in what they leave open
     * @throws IllegalArgumentException if a value is neither a text nor a number nor a truth value
     */
    public TicketSqlDataSource(Properties options) {
        this();
        Properties texts = ConnectionProperties.texts(Objects.requireNonNull(options, "options"));
        texts.stringPropertyNames().forEach(name -> set(name, texts.getProperty(name)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(whole());
    }

    /** Connects with that email and password instead of the credentials of the options; without a user, with those. */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties whole = whole();
        if (user != null && !user.isEmpty()) {
            whole.stringPropertyNames().stream()
                    .filter(TicketSqlDataSource::isOfLogin)
                    .forEach(whole::remove);
            whole.setProperty(USER, user);
            whole.setProperty(Option.PASSWORD.propertyName(), Objects.requireNonNullElse(password, ""));
        }
        return connect(whole);
    }

    private static boolean isOfLogin(String name) {
        return name.equalsIgnoreCase(USER)
                || Option.named(name).filter(LOGIN::contains).isPresent();
    }

    /** All properties, of the URL and of the bean. */
    private Properties whole() throws SQLException {
        String url = getUrl();
        if (!url.startsWith(Driver.URL_PREFIX)) {
            throw ErrorKind.OPTIONS.exception("the URL of a TicketSqlDataSource begins with " + Driver.URL_PREFIX);
        }
        try {
            return ConnectionProperties.parse(url.substring(Driver.URL_PREFIX.length()), properties());
        } catch (IllegalArgumentException e) {
            throw SqlErrors.ofConnecting(e, getUrl() + properties());
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        return Driver.connect(Driver.URL_PREFIX, properties, loginTimeoutSec);
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

    /** Limits the request of option {@code check}; without that option connecting makes none. */
    @Override
    public void setLoginTimeout(int timeoutSec) throws SQLException {
        if (timeoutSec < 0) {
            throw ErrorKind.OPTIONS.exception("the login timeout is " + timeoutSec + " s; write 0 for none, or more");
        }
        loginTimeoutSec = timeoutSec;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSec;
    }

    /** Returns what {@link Driver#getParentLogger} returns. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return new Driver().getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> kind) throws SQLException {
        if (JdbcArguments.present("interface", kind).isInstance(this)) {
            return kind.cast(this);
        }
        throw ErrorKind.GENERAL.exception(
                "a TicketSqlDataSource is no " + kind.getSimpleName() + "; isWrapperFor says what there is");
    }

    @Override
    public boolean isWrapperFor(Class<?> kind) throws SQLException {
        return JdbcArguments.present("interface", kind).isInstance(this);
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw unsupported("createConnectionBuilder");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw unsupported("createShardingKeyBuilder");
    }

    private static SQLException unsupported(String call) {
        return new SQLFeatureNotSupportedException(
                "DataSource." + call + " is not supported: call getConnection", ErrorKind.UNSUPPORTED.sqlState());
    }

    /** Describes it for a naming service, with all options, secrets among them, as other drivers do. */
    @Override
    public Reference getReference() throws NamingException {
        Reference reference =
                new Reference(TicketSqlDataSource.class.getName(), TicketSqlDataSourceFactory.class.getName(), null);
        reference.add(new StringRefAddr(TicketSqlDataSourceFactory.URL, getUrl()));
        reference.add(new StringRefAddr(TicketSqlDataSourceFactory.LOGIN_TIMEOUT, Integer.toString(loginTimeoutSec)));
        Properties options = properties();
        options.stringPropertyNames()
                .forEach(name -> reference.add(new StringRefAddr(name, options.getProperty(name))));
        return reference;
    }

    /** Lists the options that were set, without their values. */
    @Override
    public String toString() {
        return "TicketSqlDataSource"
                + properties().stringPropertyNames().stream().sorted().toList();
    }
}
