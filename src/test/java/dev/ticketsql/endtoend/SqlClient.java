package dev.ticketsql.endtoend;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;

/** Someone with a JDBC connection to a server. */
final class SqlClient implements AutoCloseable {

    private final Connection connection;

    private SqlClient(Connection connection) {
        this.connection = connection;
    }

    /** Connects to {@code baseUrl}; more options as name, value, name, value. */
    static SqlClient to(URI baseUrl, String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("baseUrl", baseUrl.toString());
        for (int i = 0; i < options.length; i += 2) {
            properties.setProperty(options[i], options[i + 1]);
        }
        return new SqlClient(DriverManager.getConnection("jdbc:ticketsql:", properties));
    }

    Connection connection() {
        return connection;
    }

    /** The rows, columns joined by a bar. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringJoiner row = new StringJoiner("|");
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** The one value of the one row, a number. */
    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
