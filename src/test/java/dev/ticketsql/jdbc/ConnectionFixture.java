package dev.ticketsql.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** Connection to the embedded sandbox, with a statement. */
abstract class ConnectionFixture {

    @AutoClose
    Connection connection;

    @AutoClose
    Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=1'");
        statement = connection.createStatement();
    }
}
