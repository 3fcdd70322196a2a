package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.testing.JdbcJar;
import dev.ticketsql.testing.RowTexts;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.calcite.schema.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models in the single jar: Calcite's classes have their usual names there, whatever they are called in the jar. */
@Timeout(240)
final class JdbcJarModelIT {

    private static final String DATABASE = "jdbc:hsqldb:mem:jdbc-jar-model";

    private static final String ACCOUNT = """
            {
              "name": "zendesk",
              "type": "custom",
              "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
              "operand": {"baseUrl": "sandbox:?events=2000&seed=2"}
            }""";

    @TempDir
    private Path directory;

    @Test
    void anotherDatabaseBesideTheAccountByTheUsualNameOfItsFactory() throws Exception {
        Driver driver = JdbcJar.driver(JdbcJar.below(JdbcJar.oldLibraries()));
        try (Connection database = DriverManager.getConnection(DATABASE);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE channels (name VARCHAR(20), owner VARCHAR(20))");
            statement.execute("INSERT INTO channels VALUES ('Email', 'Ada'), ('Web form', 'Grace')");
            Path model = model("""
                    %1$s,
                    {
                      "name": "office",
                      "type": "custom",
                      "factory": "org.apache.calcite.adapter.jdbc.JdbcSchema$Factory",
                      "operand": {
                        "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver",
                        "jdbcUrl": "%2$s",
                        "jdbcUser": "SA",
                        "jdbcPassword": "",
                        "jdbcSchema": "PUBLIC",
                        "sqlDialectFactory": "org.apache.calcite.sql.SqlDialectFactoryImpl#INSTANCE"
                      }
                    },
                    {
                      "name": "reports",
                      "tables": [{"name": "owners", "type": "view",
                        "sql": "SELECT OWNER AS \\"owner\\" FROM \\"office\\".CHANNELS"}]
                    },
                    {
                      "name": "shop",
                      "type": "jdbc",
                      "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver",
                      "jdbcUrl": "%2$s",
                      "jdbcUser": "SA",
                      "jdbcPassword": "",
                      "jdbcSchema": "PUBLIC",
                      "sqlDialectFactory": "org.apache.calcite.sql.SqlDialectFactoryImpl"
                    }""".formatted(ACCOUNT, DATABASE));
            // HSQLDB is where the program is, as the drivers of a tool are.
            try (Connection connection = JdbcJar.connect(driver, "jdbc:ticketsql:model=" + model)) {
                List<String> counted = RowTexts.read(connection, """
                        SELECT CASE via WHEN 'Email' THEN 'Ada' ELSE 'Grace' END, COUNT(*) FROM ticket_events
                        WHERE via IN ('Email', 'Web form') GROUP BY via ORDER BY 1""");
                assertEquals(2, counted.size(), counted::toString);
                for (String schema : List.of("office", "shop")) {
                    assertEquals(counted, RowTexts.read(connection, """
                            SELECT c.owner, COUNT(*) FROM %s.channels c JOIN ticket_events e ON e.via = c.name
                            GROUP BY c.owner ORDER BY 1""".formatted(schema)));
                }
                assertEquals(
                        List.of("Ada", "Grace"), RowTexts.read(connection, "SELECT * FROM reports.owners ORDER BY 1"));
            }
        }
    }

    @Test
    void aFactoryThatWasWrittenForCalciteIsRefusedInASentence() throws Exception {
        URL own = compiled("com.example.OwnFactory", """
                package com.example;

                public final class OwnFactory implements org.apache.calcite.schema.SchemaFactory {
                    @Override
                    public org.apache.calcite.schema.Schema create(
                            org.apache.calcite.schema.SchemaPlus parent, String name, java.util.Map<String, Object> operand) {
                        return new org.apache.calcite.schema.impl.AbstractSchema();
                    }
                }
                """);
        List<URL> calcite = JdbcJar.libraries();
        for (List<URL> above : List.of(
                List.of(own), Stream.concat(calcite.stream(), Stream.of(own)).toList())) {
            assertRefused(
                    JdbcJar.below(new URLClassLoader(above.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())),
                    "com.example.OwnFactory");
        }
    }

    @Test
    void aFactoryOfAnotherLibraryOfCalciteIsRefusedInASentence() throws Exception {
        assertRefused(JdbcJar.alone(), "org.apache.calcite.adapter.csv.CsvSchemaFactory");
    }

    private void assertRefused(ClassLoader loader, String factory) throws Exception {
        Driver driver = JdbcJar.driver(loader);
        Path model = model("""
                {"name": "own", "type": "custom", "factory": "%s"}""".formatted(factory));

        SQLException refused =
                assertThrows(SQLException.class, () -> JdbcJar.connect(driver, "jdbc:ticketsql:model=" + model));

        assertEquals(
                "factory '" + factory.replaceFirst(".*\\.", "") + "' of schema 'own' does not work in the single jar,"
                        + " which has the factories of calcite-core alone: use the Maven artifact"
                        + " dev.ticketsql:ticketsql, with the factory's library beside it",
                refused.getMessage());
    }

    /** The directory of a class that is compiled against the Calcite of the tests. */
    private URL compiled(String name, String source) throws Exception {
        Path file = Files.writeString(directory.resolve(name.replaceFirst(".*\\.", "") + ".java"), source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        SchemaFactory.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath(),
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        file.toString());
        assertEquals(0, exitCode);
        return classes.toUri().toURL();
    }

    private Path model(String schemas) throws Exception {
        return Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "zendesk", "schemas": [%s]}""".formatted(schemas));
    }
}
