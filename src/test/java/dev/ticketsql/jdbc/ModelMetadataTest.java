package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.JdbcRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the metadata of a model with two accounts, another database and a view; and of us, as another database. */
final class ModelMetadataTest {

    private final String database = "jdbc:hsqldb:mem:" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private Connection office;
    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void open() throws Exception {
        office = DriverManager.getConnection(database);
        try (Statement statement = office.createStatement()) {
            statement.execute("CREATE TABLE channels (name VARCHAR(20) PRIMARY KEY, code CHAR(3), cost DECIMAL(7, 2))");
            statement.execute("CREATE VIEW cheap AS SELECT name FROM channels WHERE cost < 1");
            statement.execute("INSERT INTO channels VALUES ('Email', 'EM', 0.25)");
        }
        Path model = Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "two", "schemas": [
                  {"name": "one", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                   "operand": {"baseUrl": "sandbox:?events=10&seed=1", "email": "ann@example.com", "apiToken": "x"}},
                  {"name": "two", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                   "operand": {"baseUrl": "sandbox:?events=20&seed=2", "clientId": "reader", "clientSecret": "x"},
                   "tables": [{"name": "mails", "type": "view",
                     "sql": "SELECT \\"id\\" FROM \\"two\\".\\"ticket_events\\" WHERE \\"via\\" = 'Email'"}]},
                  {"name": "office", "type": "jdbc", "jdbcUrl": "%s", "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver",
                   "jdbcUser": "SA", "jdbcPassword": "", "jdbcSchema": "PUBLIC"}]}
                """.formatted(database));
        connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
        metadata = connection.getMetaData();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        office.close();
    }

    @Test
    void everySchemaIsListedWithItsTables() throws Exception {
        assertEquals(
                List.of("information_schema", "office", "one", "two"),
                JdbcRows.of(metadata.getSchemas(), "TABLE_SCHEM"));
        assertEquals(
                List.of("TABLE office CHANNELS null", "VIEW office CHEAP null", "VIEW two mails null"),
                JdbcRows.of(
                                metadata.getTables("ticketsql", null, "%", new String[] {"TABLE", "VIEW"}),
                                "TABLE_TYPE",
                                "TABLE_SCHEM",
                                "TABLE_NAME",
                                "REMARKS")
                        .stream()
                        .filter(line -> line.endsWith("null"))
                        .toList());
        assertEquals(
                35,
                JdbcRows.of(metadata.getTables(null, "one", null, null), "TABLE_NAME")
                        .size());
    }

    @Test
    void columnsOfAnotherDatabaseHaveItsTypesInResultsToo() throws Exception {
        List<String> columns =
                List.of("NAME 12 VARCHAR 20 null 80", "CODE 1 CHAR 3 null 12", "COST 3 DECIMAL 7 2 null");
        assertEquals(
                columns,
                JdbcRows.of(
                        metadata.getColumns(null, "office", "channels", null),
                        "COLUMN_NAME",
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "CHAR_OCTET_LENGTH"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM ticketsql.office.channels")) {
            assertEquals("CHAR", rows.getMetaData().getColumnTypeName(2));
            assertEquals(7, rows.getMetaData().getPrecision(3));
            assertEquals(2, rows.getMetaData().getScale(3));
        }
    }

    @Test
    void keysStayWithinTheirAccount() throws Exception {
        assertEquals(
                List.of("one one", "one one"),
                JdbcRows.of(
                        metadata.getImportedKeys(null, "one", "ticket_comments"), "PKTABLE_SCHEM", "FKTABLE_SCHEM"));
        assertEquals(
                List.of("one", "one", "two", "two"),
                JdbcRows.of(metadata.getPrimaryKeys(null, null, "ticket_events"), "TABLE_SCHEM"));
        assertEquals(
                20,
                JdbcRows.of(metadata.getExportedKeys(null, "two", "ticket_events"), "FKTABLE_NAME")
                        .size());
    }

    @Test
    void theUserIsThatOfTheCurrentSchema() throws Exception {
        assertEquals("reader", metadata.getUserName());
        connection.setSchema("one");
        assertEquals("ann@example.com", metadata.getUserName());
        connection.setSchema("office");
        assertEquals("ann@example.com", metadata.getUserName());
    }

    @Test
    void theViewOfAModelIsFoundByAllThreeParts() throws Exception {
        assertEquals(
                List.of("id BIGINT"),
                JdbcRows.of(metadata.getColumns(null, "two", "mails", null), "COLUMN_NAME", "TYPE_NAME"));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT \"id\" FROM \"ticketsql\".\"two\".\"mails\"")) {
            assertEquals("two", statement.getMetaData().getSchemaName(1));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT table_schema, COUNT(*) AS tables FROM information_schema.tables"
                                + " WHERE table_schema <> 'information_schema' GROUP BY table_schema ORDER BY 1")) {
            assertEquals(List.of("office 2", "one 35", "two 36"), JdbcRows.of(rows, "table_schema", "tables"));
        }
    }

    @Test
    void aSchemaOfTheCatalogsNameIsTheSchema() throws Exception {
        Path model = Files.writeString(directory.resolve("own.json"), """
                {"version": "1.0", "defaultSchema": "ticketsql", "schemas": [
                  {"name": "ticketsql", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                   "operand": {"baseUrl": "sandbox:?events=10&seed=1"}}]}
                """);
        try (Connection own = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
                Statement statement = own.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT ticketsql.ticket_events.id FROM ticketsql.ticket_events")) {
            assertTrue(rows.next());
            assertEquals(
                    List.of("information_schema", "ticketsql"),
                    JdbcRows.of(own.getMetaData().getSchemas(), "TABLE_SCHEM"));
        }
    }

    @Test
    void calciteAsksUsAsAnotherDatabase() throws Exception {
        DataSource us = JdbcSchema.dataSource(
                "jdbc:ticketsql:baseUrl='sandbox:?events=300&seed=1'", Driver.class.getName(), null, null);
        try (Connection calcite = DriverManager.getConnection("jdbc:calcite:lex=MYSQL_ANSI");
                Statement statement = calcite.createStatement()) {
            CalciteConnection own = calcite.unwrap(CalciteConnection.class);
            own.getRootSchema().add("us", JdbcSchema.create(own.getRootSchema(), "us", us, null, "zendesk"));
            try (ResultSet rows =
                    statement.executeQuery("SELECT \"via\" FROM \"us\".\"ticket_events\" ORDER BY \"via\" DESC")) {
                assertTrue(rows.next());
                // NULL is the highest value, here and there.
                assertEquals(null, rows.getString(1));
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT \"via\", COUNT(*) FROM \"us\".\"ticket_events\" GROUP BY \"via\" ORDER BY \"via\"")) {
                assertTrue(rows.next());
                assertFalse(rows.getString(1) == null);
            }
        }
    }
}
