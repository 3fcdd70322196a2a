package dev.ticketsql.cli;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Sandboxes;
import java.io.IOException;
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

    Outcome mirror(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirror", directory.toString()));
        return MirrorRun.of(all);
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
