package dev.ticketsql.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** A program that counts the rows of Parquet files with DuckDB, and nothing else: what a start cannot be below. */
final class DuckDbAlone {

    private DuckDbAlone() {}

    /** Prints the number of rows of the files whose pattern is the first argument. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet('" + arguments[0].replace("'", "''") + "')")) {
            rows.next();
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                    .println(rows.getLong(1));
        }
    }
}
