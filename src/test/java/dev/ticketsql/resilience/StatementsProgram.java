package dev.ticketsql.resilience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Program that asks the sandbox the statements of a file, one a line, and prints how many got rows, and how many not.
 */
public final class StatementsProgram {

    private static final int TIMEOUT_SEC = 2;

    private StatementsProgram() {}

    /** Takes the file. */
    public static void main(String[] arguments) throws Exception {
        int answered = 0;
        int refused = 0;
        try (Connection connection = DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='sandbox:?events=40&seed=1&end=2026-01-01T00:00:00Z'")) {
            for (String sql : Files.readAllLines(Path.of(arguments[0]))) {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(TIMEOUT_SEC);
                    statement.setMaxRows(1);
                    statement.execute(sql);
                    answered++;
                } catch (SQLException e) {
                    refused++;
                }
            }
        }
        System.out.println(answered + " answered, " + refused + " refused");
    }
}
