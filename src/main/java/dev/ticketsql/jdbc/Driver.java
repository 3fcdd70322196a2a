package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.CalciteStart;
import dev.ticketsql.calcite.ZendeskSchemaFactory;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.jdbc.metadata.CatalogSchema;
import dev.ticketsql.jdbc.metadata.InformationSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of {@code jdbc:ticketsql:} URLs: SQL over a Zendesk account's ticket events, in this process.
 *
 * <p>{@code jdbc:ticketsql:subdomain=acme;email=ann@example.com;apiToken=...} names an account by the options of
 * {@link dev.ticketsql.account.Option}, each of which may also be a property or, where neither sets it, an environment
 * variable. {@code jdbc:ticketsql:model=model.json} takes the schemas of a Calcite model, and no options beside it. A
 * few of Calcite's own properties may be set, none that names a class.
 *
 * <p>Found by {@link DriverManager} without being named. Connecting makes no request unless option {@code check} wants
 * one, nor does any metadata call. Every failure is an {@link SQLException} with a message of one line, and no message
 * shows a secret.
 */
public final class Driver implements java.sql.Driver {

    /** Prefix of this driver's URLs. */
    public static final String URL_PREFIX = "jdbc:ticketsql:";

    /** Schema of an account's tables, current unless the URL names another. */
    private static final String SCHEMA = "zendesk";

    static {
        DriverLogger.quieten();
        try {
            DriverManager.registerDriver(new Driver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A driver; {@link DriverManager} makes its own. */
    public Driver() {}

    /**
     * Connects.
     *
     * @param url a URL; one of another driver is not ours to answer
     * @param properties options beside the URL, which wins over them
     * @return nothing if the URL is another driver's, as JDBC wants it
     * @throws SQLException if the URL is null, an option is unknown or malformed, or the model is; with option
     *     {@code check}, if the login is not accepted
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties properties) throws SQLException {
        return acceptsURL(url)
                ? connect(Objects.requireNonNull(url), properties, DriverManager.getLoginTimeout())
                : null;
    }

    /**
     * Connects.
     *
     * @param loginTimeoutSec limit of the check that option {@code check} asks for; 0 for none
     */
    static Connection connect(String url, @Nullable Properties properties, int loginTimeoutSec) throws SQLException {
        CalciteStart.once();
        try {
            ConnectionProperties settings = settings(url, properties);
            CalciteDriver calcites = new CalciteDriver(settings.model());
            CalciteConnection connection = calcites.open(settings.calcite());
            fill(connection, settings, loginTimeoutSec);
            return ConnectionCalls.around(connection, calcites.cancels(), ShownUrl.of(url));
        } catch (SQLException | RuntimeException e) {
            throw SqlErrors.ofConnecting(e, url + given(properties));
        }
    }

    private static void fill(CalciteConnection connection, ConnectionProperties settings, int loginTimeoutSec)
            throws SQLException {
        SchemaPlus root = connection.getRootSchema();
        // Calcite's own tables of metadata, which know neither keys nor remarks.
        CalciteSchema.from(root).removeSubSchema("metadata");
        root.add(InformationSchema.NAME, InformationSchema.of(connection));
        CatalogSchema.addTo(root);
        if (settings.model().isEmpty()) {
            root.add(SCHEMA, ZendeskSchemaFactory.schema(root, SCHEMA, settings.options(), loginTimeoutSec));
            connection.setSchema(SCHEMA);
        }
        Optional<String> schema = settings.schema();
        if (schema.isPresent()) {
            connection.setSchema(AccountSchemas.require(root, schema.get()));
        }
    }

    /**
     * Returns whether a URL is this driver's, by its prefix.
     *
     * @throws SQLException if there is none
     */
    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        if (url == null) {
            throw ErrorKind.OPTIONS.exception("the URL is null; write " + URL_PREFIX + "name=value;name=value");
        }
        return url.startsWith(URL_PREFIX);
    }

    /**
     * Lists the properties from the same list that parses them: choices, and values as given. A secret is listed
     * without its value, since tools send back what they are shown. {@code subdomain} is required while no account is
     * named.
     *
     * @throws SQLException if the URL cannot be read
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties properties)
            throws SQLException {
        CalciteStart.once();
        try {
            String pairs = url != null && acceptsURL(url) ? url.substring(URL_PREFIX.length()) : "";
            return PropertyList.of(pairs, given(properties));
        } catch (RuntimeException e) {
            throw SqlErrors.ofConnecting(e, url + given(properties));
        }
    }

    @Override
    public int getMajorVersion() {
        return BuildVersion.ofDriver().majorVersion;
    }

    @Override
    public int getMinorVersion() {
        return BuildVersion.ofDriver().minorVersion;
    }

    /** Returns false, since a compliant driver writes. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    /**
     * Returns the parent of all loggers of the driver and its libraries in the single jar.
     *
     * @throws SQLFeatureNotSupportedException if SLF4J has another provider than {@code java.util.logging}
     */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return DriverLogger.parent();
    }

    private static ConnectionProperties settings(String url, @Nullable Properties properties) {
        return ConnectionProperties.read(url.substring(URL_PREFIX.length()), given(properties));
    }

    private static Properties given(@Nullable Properties properties) {
        return properties == null ? new Properties() : properties;
    }
}
