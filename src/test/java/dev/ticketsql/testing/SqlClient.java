package dev.ticketsql.testing;

import dev.ticketsql.calcite.ZendeskSchema;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;

/** A connection of the driver to a server, and its rows as texts. */
public final class SqlClient implements AutoCloseable {

    private final Connection connection;

    private SqlClient(Connection connection) {
        this.connection = connection;
    }

    /** Connects to {@code baseUrl}; more options as name, value, name, value. */
    public static SqlClient to(URI baseUrl, String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("baseUrl", baseUrl.toString());
        for (int i = 0; i < options.length; i += 2) {
            properties.setProperty(options[i], options[i + 1]);
        }
        return new SqlClient(DriverManager.getConnection("jdbc:ticketsql:", properties));
    }

    /** Connects to {@code baseUrl}, and has the tables of {@code schema} instead of that server's. */
    public static SqlClient over(ZendeskSchema schema, URI baseUrl) throws SQLException {
        SqlClient client = to(baseUrl, "mirror", "none");
        CalciteConnection inside = client.connection.unwrap(CalciteConnection.class);
        inside.getRootSchema().add("other", schema);
        inside.setSchema("other");
        return client;
    }

    public Connection connection() {
        return connection;
    }

    /** The rows, columns joined by a bar. */
    public List<String> rows(String sql) throws SQLException {
        return RowTexts.asWritten(connection, sql);
    }

    /** The one value of the one row, a number. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
