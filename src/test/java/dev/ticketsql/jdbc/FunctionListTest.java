package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.schedule.BusinessSchedules;
import dev.ticketsql.testing.JdbcRows;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every function that is listed can be called: {@code function-calls.txt} has a call of each. */
final class FunctionListTest {

    private static Connection connection;
    private static DatabaseMetaData metadata;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=1';schedules='" + BusinessSchedules.EXAMPLE + "'");
        metadata = connection.getMetaData();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    private static Map<String, String> calls() throws Exception {
        Map<String, String> calls = new TreeMap<>();
        try (InputStream in =
                Objects.requireNonNull(FunctionListTest.class.getResourceAsStream("function-calls.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .forEach(parts -> calls.put(parts[0], parts[1]));
        }
        return calls;
    }

    @Test
    void everyFunctionThatIsListedIsUnderstood() throws Exception {
        Map<String, String> calls = calls();
        assertEquals(
                List.copyOf(calls.keySet()), JdbcRows.of(metadata.getFunctions(null, null, null), "FUNCTION_NAME"));
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, String> call : calls.entrySet()) {
            assertTrue(call.getValue().contains(call.getKey()), call.getValue());
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + call.getValue())) {
                statement.getMetaData();
            } catch (SQLException e) {
                refused.add(e.getMessage());
            }
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void functionsBelongToNoSchemaAndMatchByPattern() throws Exception {
        assertEquals(
                List.of(
                        "ticketsql null COUNT 1 COUNT",
                        "ticketsql null COUNTIF 1 COUNTIF",
                        "ticketsql null COUNT_IF 1 COUNT_IF"),
                JdbcRows.of(
                        metadata.getFunctions("ticketsql", "%", "count%"),
                        "FUNCTION_CAT",
                        "FUNCTION_SCHEM",
                        "FUNCTION_NAME",
                        "FUNCTION_TYPE",
                        "SPECIFIC_NAME"));
        assertEquals(
                List.of("GENERATE_SERIES 2"),
                JdbcRows.of(metadata.getFunctions(null, null, "generate\\_series"), "FUNCTION_NAME", "FUNCTION_TYPE"));
        assertEquals(List.of(), JdbcRows.of(metadata.getFunctions(null, "zendesk", "count"), "FUNCTION_NAME"));
        assertEquals(List.of(), JdbcRows.of(metadata.getFunctions("other", null, "count"), "FUNCTION_NAME"));
    }
}
