package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.jdbc.JdbcMethodCalls.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of JDBC answers, or fails with an SQLException that has a state and a sentence; the document lists which
 * do.
 */
final class JdbcMethodsTest {

    private static final String URL = "jdbc:ticketsql:baseUrl='sandbox:?events=10'";

    private static final Path DOCUMENT = Path.of("src/docs/jdbc.md");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(URL);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static Stream<Class<?>> interfaces() {
        return Stream.of(
                Driver.class,
                DataSource.class,
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                ResultSet.class,
                ResultSetMetaData.class,
                ParameterMetaData.class,
                DatabaseMetaData.class,
                Array.class,
                Clob.class);
    }

    private Target target(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Driver" -> () -> DriverManager.getDriver(URL);
            case "DataSource" -> JdbcMethodsTest::dataSource;
            case "Connection" -> () -> DriverManager.getConnection(URL);
            case "Statement" -> connection::createStatement;
            case "PreparedStatement" -> () -> connection.prepareStatement("SELECT id FROM ticket_events WHERE via = ?");
            case "ResultSet" -> () -> row("'a'");
            case "ResultSetMetaData" -> () -> row("'a'").getMetaData();
            case "ParameterMetaData" ->
                () -> connection.prepareStatement("SELECT ? + 1").getParameterMetaData();
            case "DatabaseMetaData" -> connection::getMetaData;
            case "Array" -> () -> row("ARRAY[1, 2]").getArray(1);
            default -> () -> row("'a'").getClob(1);
        };
    }

    private static DataSource dataSource() {
        Properties options = new Properties();
        options.setProperty("baseUrl", "sandbox:?events=10");
        return new TicketSqlDataSource(options);
    }

    private ResultSet row(String value) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery("SELECT " + value + " AS a");
        assertTrue(rows.next());
        return rows;
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyMethodAnswersOrIsRefusedInASentenceAndTheDocumentSaysWhich(Class<?> type) throws Exception {
        JdbcMethodCalls calls = JdbcMethodCalls.of(type, target(type), false);
        assertEquals(List.of(), calls.unreadable());
        assertEquals(List.of(), calls.unnamed());
        assertFalse(calls.names(false).isEmpty());
        assertEquals(
                List.of(
                        "| answered | " + calls.names(false) + " |",
                        "| refused | " + (calls.names(true).isEmpty() ? "none" : calls.names(true)) + " |"),
                documented(type));
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyMethodAnswersOrRefusesNullInASentence(Class<?> type) throws Exception {
        assertEquals(List.of(), JdbcMethodCalls.of(type, target(type), true).unreadable());
    }

    @Test
    void callsOfProceduresAreRefusedByName() {
        SQLFeatureNotSupportedException refused =
                assertThrows(SQLFeatureNotSupportedException.class, () -> connection.prepareCall("{call a()}"));
        assertEquals(
                "Connection.prepareCall is not supported: TicketSQL reads rows forward and writes nothing",
                refused.getMessage());
        assertEquals("0A000", refused.getSQLState());
    }

    /** The rows of the document's table of an interface. */
    private static List<String> documented(Class<?> type) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int heading = lines.indexOf("### " + type.getSimpleName());
        assertTrue(heading >= 0, type.getSimpleName());
        return lines.subList(heading, lines.size()).stream()
                .filter(line -> line.startsWith("| answered |") || line.startsWith("| refused |"))
                .limit(2)
                .toList();
    }
}
