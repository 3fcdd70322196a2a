package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds the driver, reads its metadata, and fails to connect. */
final class DriverTest {

    private static final String URL = "jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=1'";

    @TempDir
    private Path directory;

    @Test
    void theDriverIsFoundWithoutBeingNamed() throws Exception {
        assertInstanceOf(Driver.class, DriverManager.getDriver("jdbc:ticketsql:subdomain=acme"));
    }

    @Test
    void anotherDriversUrlIsLeftToIt() throws Exception {
        assertFalse(new Driver().acceptsURL("jdbc:calcite:lex=JAVA"));
        assertNull(new Driver().connect("jdbc:calcite:lex=JAVA", new Properties()));
    }

    @Test
    void theDriverNamesItselfAndItsVersionAndNoSecret() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "ann@example.com");
        properties.setProperty("password", "geheim");
        try (Connection connection = DriverManager.getConnection(URL, properties)) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertEquals("TicketSQL JDBC driver", metadata.getDriverName());
            assertEquals("TicketSQL", metadata.getDatabaseProductName());
            assertEquals("0.0-development", metadata.getDriverVersion());
            assertEquals("jdbc:ticketsql:baseUrl=sandbox:?events=10&seed=1", metadata.getURL());
            assertEquals("ann@example.com", metadata.getUserName());
            assertFalse(new Driver().jdbcCompliant());
            assertFalse(connection
                    .unwrap(CalciteConnection.class)
                    .getProperties()
                    .toString()
                    .contains("geheim"));
        }
    }

    @Test
    void theAccountsSchemaIsCurrentUnlessAnotherIsNamed() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL);
                Connection other = DriverManager.getConnection(URL + ";schema=information_schema")) {
            assertEquals("zendesk", connection.getSchema());
            assertEquals("information_schema", other.getSchema());
        }
    }

    @Test
    void aModelBringsItsOwnSchemas() throws Exception {
        Path model = Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "desk", "schemas": [{
                  "name": "desk", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                  "operand": {"baseUrl": "sandbox:?events=10&seed=1"}}]}
                """);
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model)) {
            assertEquals("desk", connection.getSchema());
        }
    }

    @Test
    void aFailureToConnectIsOneLineWithItsCause() {
        assertRefused(
                "jdbc:ticketsql:schemaFactory=x",
                "'schemaFactory' may not be set by a URL; leave it out, or use" + " jdbc:calcite: with a model file");
        assertRefused(
                URL + ";schema=desk", "3F000", "schema 'desk' does not exist; use one of: information_schema, zendesk");
        assertRefused(URL + ";pageSize=0", "option pageSize is '0', must be a whole number from 1 to 1000");
    }

    @Test
    void aModelThatIsNoneIsOneLineThatNamesTheProblem() throws Exception {
        Path noJson = Files.writeString(directory.resolve("no.json"), "schemas:\n  - desk\n  }");
        Path unknown = Files.writeString(directory.resolve("unknown.json"), """
                {"version": "1.0", "defaultSchema": "desk", "schemas": [{
                  "name": "desk", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                  "operand": {"baseUrl": "sandbox:", "colour": "red"}}]}
                """);
        SQLException refused =
                assertThrows(SQLException.class, () -> DriverManager.getConnection("jdbc:ticketsql:model=" + noJson));
        assertEquals(1, String.valueOf(refused.getMessage()).lines().count(), refused.getMessage());
        SQLException named =
                assertThrows(SQLException.class, () -> DriverManager.getConnection("jdbc:ticketsql:model=" + unknown));
        assertTrue(
                String.valueOf(named.getMessage()).startsWith("unknown option 'colour'; use one of: subdomain, "),
                named.getMessage());
    }

    @Test
    void maxRowsHoldAlsoForAPreparedStatementAtEveryExecution() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL);
                PreparedStatement statement = connection.prepareStatement("SELECT id FROM ticket_events")) {
            assertEquals(10, count(statement));
            statement.setMaxRows(3);
            assertEquals(3, count(statement));
            assertEquals(3, count(statement));
            statement.setMaxRows(0);
            assertEquals(10, count(statement));
        }
    }

    private static int count(PreparedStatement statement) throws SQLException {
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void toolsSeeEveryPropertyAndNoSecretsValue() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("APITOKEN", "geheim");
        DriverPropertyInfo[] list = new Driver().getPropertyInfo("jdbc:ticketsql:subdomain=acme;lex=JAVA", properties);
        List<String> names = Arrays.stream(list).map(info -> info.name).toList();
        assertEquals(
                Arrays.stream(Option.values()).map(Option::propertyName).toList(),
                names.subList(0, Option.values().length));
        assertEquals("acme", named(list, "subdomain").value);
        assertNull(named(list, "apiToken").value);
        assertEquals(
                "Events asked for per request, 1 to 1000 (events; default: 1000; environment: TICKETSQL_PAGE_SIZE)",
                named(list, "pageSize").description);
        assertEquals("JAVA", named(list, "lex").value);
        assertEquals(
                List.of("BIG_QUERY", "ORACLE", "MYSQL", "MYSQL_ANSI", "SQL_SERVER", "JAVA"),
                List.of(named(list, "lex").choices));
        assertFalse(names.contains("schemaFactory"));
    }

    private static DriverPropertyInfo named(DriverPropertyInfo[] list, String name) {
        return Arrays.stream(list)
                .filter(info -> info.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(String url, String message) {
        assertNotNull(assertRefused(url, "08001", message).getCause());
    }

    private static SQLException assertRefused(String url, String state, String message) {
        SQLException refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(url), url);
        assertEquals(message, refused.getMessage());
        assertEquals(state, refused.getSQLState());
        return refused;
    }

    @Test
    void whatComesOutOfAConnectionLeadsBackToIt() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL);
                PreparedStatement statement = connection.prepareStatement("SELECT 1 AS a");
                ResultSet result = statement.executeQuery()) {
            assertSame(statement, result.getStatement());
            assertSame(connection, statement.getConnection());
            assertSame(connection, connection.getMetaData().getConnection());
            assertEquals(statement, result.getStatement());
            assertNotNull(connection.unwrap(CalciteConnection.class).getRootSchema());
        }
    }

    @Test
    void aDataSourceConnectsAndShowsOnlyTheNamesOfItsOptions() throws Exception {
        Properties options = new Properties();
        options.setProperty("baseUrl", "sandbox:?events=10&seed=1");
        options.setProperty("mirror", "none");
        options.setProperty("maxRequests", "7");
        options.setProperty("email", "ann@example.com");
        options.setProperty("password", "geheim");
        TicketSqlDataSource source = new TicketSqlDataSource(options);
        assertEquals("TicketSqlDataSource[baseUrl, email, maxRequests, mirror, password]", source.toString());
        try (Connection own = source.getConnection();
                Connection others = source.getConnection("bob@example.com", "other")) {
            assertEquals("zendesk", own.getSchema());
            assertEquals("zendesk", others.getSchema());
        }
    }
}
