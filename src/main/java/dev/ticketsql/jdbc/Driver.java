package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.calcite.ZendeskSchemaFactory;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.jdbc.metadata.CatalogSchema;
import dev.ticketsql.jdbc.metadata.InformationSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalcitePrepare;
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
 * <p>Found by {@link DriverManager} without being named. Connecting makes no request, nor does any metadata call. Every
 * failure is an {@link SQLException} with a message of one line, and no message shows a secret.
 */
public final class Driver extends org.apache.calcite.jdbc.Driver {

    /** Prefix of this driver's URLs. */
    public static final String URL_PREFIX = "jdbc:ticketsql:";

    /** Schema of an account's tables, current unless the URL names another. */
    private static final String SCHEMA = "zendesk";

    /** Standard state: the connection cannot be made. */
    private static final String CONNECTION_STATE = "08001";

    static {
        new Driver().register();
    }

    /** Announcements of one connection, which is opened by a driver object of its own. */
    private final CancelAnnouncements cancels = new CancelAnnouncements();

    /** A driver; {@link DriverManager} makes its own. */
    public Driver() {}

    /**
     * Connects.
     *
     * @param url a URL; one of another driver is not ours to answer
     * @param properties options beside the URL, which wins over them
     * @return nothing if the URL is another driver's, as JDBC wants it
     * @throws SQLException if an option is unknown or malformed, or the model is
     */
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            ConnectionProperties settings = settings(url, properties);
            Driver own = new Driver();
            Connection connection = own.open(settings.calcite());
            fill(connection.unwrap(CalciteConnection.class), settings);
            return ConnectionCalls.around(connection, own.cancels, ShownUrl.of(url));
        } catch (SQLException | RuntimeException e) {
            throw new SQLException(SqlErrors.line(e), CONNECTION_STATE, e);
        }
    }

    private Connection open(Properties properties) throws SQLException {
        return Objects.requireNonNull(super.connect(URL_PREFIX, properties));
    }

    private static void fill(CalciteConnection connection, ConnectionProperties settings) throws SQLException {
        SchemaPlus root = connection.getRootSchema();
        // Calcite's own tables of metadata, which know neither keys nor remarks.
        CalciteSchema.from(root).removeSubSchema("metadata");
        root.add(InformationSchema.NAME, InformationSchema.of(connection));
        CatalogSchema.addTo(root);
        if (settings.model().isEmpty()) {
            root.add(SCHEMA, ZendeskSchemaFactory.schema(root, SCHEMA, settings.options()));
            connection.setSchema(SCHEMA);
        }
        Optional<String> schema = settings.schema();
        if (schema.isPresent()) {
            AccountSchemas.require(root, schema.get());
            connection.setSchema(schema.get());
        }
    }

    /**
     * Lists the properties from the same list that parses them, with their present values. A secret is listed without
     * its value.
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties) throws SQLException {
        return PropertyList.of(acceptsURL(url) ? url.substring(URL_PREFIX.length()) : "", given(properties));
    }

    @Override
    protected String getConnectStringPrefix() {
        return URL_PREFIX;
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return BuildVersion.ofDriver();
    }

    @Override
    public CalcitePrepare createPrepare() {
        return new TicketSqlPrepare(cancels);
    }

    private static ConnectionProperties settings(String url, @Nullable Properties properties) {
        return ConnectionProperties.read(url.substring(URL_PREFIX.length()), given(properties));
    }

    private static Properties given(@Nullable Properties properties) {
        return properties == null ? new Properties() : properties;
    }
}
