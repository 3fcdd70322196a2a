package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata and prepared statements touch neither the server nor the disk. */
final class MetadataWithoutMirrorTest {

    @TempDir
    private Path directory;

    @Test
    void neitherMetadataNorPreparingMakesAMirrorOrARequest() throws Exception {
        Path mirror = directory.resolve("mirror");
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            String url = "jdbc:ticketsql:mirror='" + mirror + "';baseUrl=http://127.0.0.1:" + server.getLocalPort();
            try (Connection connection = DriverManager.getConnection(url)) {
                int answered = 0;
                for (Method method : DatabaseMetaData.class.getMethods()) {
                    if (method.getReturnType() == ResultSet.class) {
                        answered += rows(method, connection.getMetaData());
                    }
                }
                assertTrue(answered > 500, "rows " + answered);
                try (PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM sla_breaches WHERE \"time\" > ?")) {
                    assertEquals(12, statement.getMetaData().getColumnCount());
                    assertEquals(1, statement.getParameterMetaData().getParameterCount());
                }
                assertEquals("sandbox", connection.getMetaData().getUserName());
            }
            assertFalse(isCalled(server));
        }
        assertFalse(Files.exists(mirror));
    }

    private static boolean isCalled(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static int rows(Method method, DatabaseMetaData metadata) throws Exception {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(MetadataWithoutMirrorTest::argument)
                .toArray();
        int count = 0;
        try (ResultSet rows = (ResultSet) method.invoke(metadata, arguments)) {
            while (rows.next()) {
                count++;
            }
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
        return count;
    }

    private static @Nullable Object argument(Class<?> type) {
        return type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null;
    }
}
