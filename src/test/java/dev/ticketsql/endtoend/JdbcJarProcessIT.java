package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.JdbcJar;
import dev.ticketsql.testing.Sandboxes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs with the single jar on their class path. */
@Timeout(240)
final class JdbcJarProcessIT {

    @TempDir
    private Path directory;

    @Test
    void aProgramWithTheJarAloneSaysNothingOnStandardError() throws Exception {
        try (Sandbox sandbox = Sandboxes.until2026(2000, 3)) {
            Outcome outcome = run(JdbcJar.file().toAbsolutePath().toString(), """
                    for (String url : new String[] {
                            "jdbc:ticketsql:baseUrl='sandbox:?events=500&seed=1'",
                            "jdbc:ticketsql:baseUrl=%s;mirror=%s"}) {
                        try (Connection connection = DriverManager.getConnection(url);
                                Statement statement = connection.createStatement();
                                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM ticket_events")) {
                            rows.next();
                            System.out.println(rows.getLong(1));
                        }
                    }
                    """.formatted(
                            sandbox.baseUrl(), directory.resolve("mirror")));
            assertEquals("500\n2000\n", outcome.out());
        }
    }

    @Test
    void aProgramsOwnCalciteAndDuckDbAreFoundAsWithoutTheJar() throws Exception {
        String jar = JdbcJar.file().toAbsolutePath().toString();
        String libraries;
        try (Stream<Path> files = Files.list(CommandLine.PROJECT.resolve("target/lib"))) {
            libraries = files.filter(file -> !file.getFileName().toString().startsWith("slf4j-simple"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        String program = """
                for (String url : new String[] {"jdbc:calcite:", "jdbc:duckdb:", "jdbc:ticketsql:baseUrl='sandbox:?events=500&seed=1'",
                        "jdbc:calcite:"}) {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        System.out.println(connection.getMetaData().getDriverName());
                        if (url.equals("jdbc:calcite:")) {
                            connection.unwrap(org.apache.calcite.jdbc.CalciteConnection.class);
                        }
                    }
                }
                """;
        String expected = """
                Calcite JDBC Driver
                DuckDBJ
                TicketSQL JDBC driver
                Calcite JDBC Driver
                """;
        // Without a provider Calcite's own SLF4J says so; that of the jar has one.
        String complaint = "SLF4J(W): No SLF4J providers were found.";
        for (String classPath : List.of(jar + File.pathSeparator + libraries, libraries + File.pathSeparator + jar)) {
            Outcome outcome = start(classPath, program);
            assertEquals(expected, outcome.out(), outcome.err());
            assertEquals(1, outcome.err().lines().filter(complaint::equals).count(), outcome.err());
        }
    }

    private Outcome run(String classPath, String body) throws Exception {
        Outcome outcome = start(classPath, body);
        assertEquals(
                "",
                outcome.err()
                        .lines()
                        // What Java says of its own environment variables.
                        .filter(line -> !line.startsWith("Picked up "))
                        .collect(Collectors.joining("\n")));
        return outcome;
    }

    private Outcome start(String classPath, String body) throws Exception {
        Path program = Files.writeString(directory.resolve("Program.java"), """
                import java.sql.*;

                class Program {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """.formatted(body));
        List<String> arguments = new ArrayList<>();
        if (Runtime.version().feature() >= 22) {
            // DuckDB's native code, of which newer versions of Java warn.
            arguments.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 23) {
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        arguments.addAll(List.of("-cp", classPath, program.toString()));
        return CommandLine.java(directory).run(arguments.toArray(String[]::new));
    }
}
