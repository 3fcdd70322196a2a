package dev.ticketsql.cli;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mirror} in this process, against a sandbox, with a mirror of its own. */
abstract class MirrorCommandFixture {

    static final String JUNE = "2025-06-01";

    static final String JULY = "2025-07-01";

    @AutoClose
    final Sandbox sandbox = Sandboxes.until2026(20_000, 7);

    @TempDir
    Path directory;

    record Outcome(int exitCode, String out, String err) {

        /** The values of a name on standard output. */
        List<String> values(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }

    Outcome mirror(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        return run(all);
    }

    static Outcome run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new MirrorCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    long count(String table) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table);
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "'");
    }

    long variants() throws IOException {
        try (Stream<Path> variants = Files.list(directory)) {
            return variants.count();
        }
    }
}
