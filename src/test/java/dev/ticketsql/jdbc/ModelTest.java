package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Hsqldb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a model file with an account, another database, and a view over both, by name alone. */
final class ModelTest {

    private static final String DATABASE = "jdbc:hsqldb:mem:model-test";

    private static final List<String> CHANNELS = List.of(
            "CREATE TABLE channels (name VARCHAR(20), owner VARCHAR(20))",
            "INSERT INTO channels VALUES ('Email', 'Ada'), ('Web form', 'Grace')");

    /** The history of the sandbox that the model embeds. */
    private static final SandboxOptions SAME = SandboxOptions.defaults(InstantSource.system())
            .withEventCount(5000)
            .withSeed(2)
            .withEnd(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path directory;

    @Test
    void oneFileHasTheAccountAnotherDatabaseAndAViewOverBoth() throws Exception {
        try (Connection database = DriverManager.getConnection(DATABASE);
                Statement statement = database.createStatement()) {
            for (String sql : CHANNELS) {
                statement.execute(sql);
            }
            // Calcite reads the SQL of views in upper case: what is not, is quoted.
            Path model = Files.writeString(directory.resolve("model.json"), """
                    {
                      "version": "1.0",
                      "defaultSchema": "zendesk",
                      "schemas": [
                        {
                          "name": "zendesk",
                          "type": "custom",
                          "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                          "operand": {"baseUrl": "sandbox:?events=5000&seed=2&end=2026-01-01T00:00:00Z"}
                        },
                        {
                          "name": "office",
                          "type": "jdbc",
                          "jdbcUrl": "%s",
                          "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver",
                          "jdbcUser": "SA",
                          "jdbcPassword": "",
                          "jdbcSchema": "PUBLIC"
                        },
                        {
                          "name": "reports",
                          "tables": [
                            {
                              "name": "owners",
                              "type": "view",
                              "sql": ["SELECT c.OWNER AS \\"owner\\", COUNT(*) AS \\"events\\" FROM \\"zendesk\\".\\"ticket_events\\" AS e ",
                                      "JOIN \\"office\\".CHANNELS AS c ON c.NAME = e.\\"via\\" GROUP BY c.OWNER"]
                            }
                          ]
                        }
                      ]
                    }
                    """.formatted(DATABASE));
            try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model)) {
                String owners = "SELECT CASE via WHEN 'Email' THEN 'Ada' ELSE 'Grace' END, COUNT(*) FROM ticket_events"
                        + " WHERE via IN ('Email', 'Web form') GROUP BY via ORDER BY 1";
                List<String> counted = rows(connection, owners);
                assertEquals(2, counted.size(), counted::toString);
                assertEquals(counted, rows(connection, "SELECT * FROM reports.owners ORDER BY 1"));
                String joined = "SELECT c.owner, COUNT(*) FROM office.channels c JOIN ticket_events e ON e.via = c.name"
                        + " GROUP BY c.owner ORDER BY 1";
                assertEquals(counted, rows(connection, joined));
                try (Sandbox same = Sandbox.start(SAME, InstantSource.system());
                        Hsqldb hsqldb = Hsqldb.ofServer(same.baseUrl())) {
                    hsqldb.execute(CHANNELS.toArray(String[]::new));
                    // HSQLDB pads the shorter of two literals.
                    hsqldb.agrees(
                            connection,
                            owners,
                            owners.replace("CASE", "RTRIM(CASE").replace("END", "END)"));
                    hsqldb.agrees(connection, joined, joined.replace("office.", ""));
                }
            }
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getLong(2));
            }
        }
        return rows;
    }
}
