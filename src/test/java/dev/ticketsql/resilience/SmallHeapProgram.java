package dev.ticketsql.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * Program that asks one server after the other, and prints a line of each: its SQLSTATE and message, or the number of
 * events and of characters; last, the most memory that it had resident.
 */
public final class SmallHeapProgram {

    private SmallHeapProgram() {}

    /** Takes statements and base URLs of servers, these with options, by turns; rows and their text are counted. */
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < arguments.length; i += 2) {
            print(arguments[i], arguments[i + 1]);
        }
        String peak = "unknown";
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            peak = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElse(peak);
        }
        System.out.println("kilobytes " + peak);
    }

    private static void print(String sql, String baseUrl) throws IOException {
        Properties options = new Properties();
        List<String> parts = List.of(baseUrl.split("[?&]", -1));
        options.setProperty("baseUrl", parts.get(0));
        for (String pair : parts.subList(1, parts.size())) {
            int equals = pair.indexOf('=');
            options.setProperty(pair.substring(0, equals), pair.substring(equals + 1));
        }
        options.setProperty("mirror", "none");
        options.setProperty("progress", "never");
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:", options);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            long count = 0;
            long characters = 0;
            while (rows.next()) {
                count++;
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    String text = rows.getString(column);
                    characters += text == null ? 0 : text.length();
                }
            }
            System.out.println("rows " + count + " characters " + characters);
        } catch (SQLException e) {
            System.out.println(e.getSQLState() + " " + e.getMessage());
            e.printStackTrace();
        } catch (OutOfMemoryError e) {
            System.out.println("OutOfMemoryError " + e.getMessage());
        }
    }
}
