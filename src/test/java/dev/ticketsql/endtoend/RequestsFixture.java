package dev.ticketsql.endtoend;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three years of a help desk, asked through the driver, with every request counted at the server. */
abstract class RequestsFixture {

    static final long MAY = Instant.parse("2025-05-01T00:00:00Z").getEpochSecond();

    static final long JUNE = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();

    static final long JULY = Instant.parse("2025-07-01T00:00:00Z").getEpochSecond();

    static final long AUGUST = Instant.parse("2025-08-01T00:00:00Z").getEpochSecond();

    final Sandbox sandbox = Sandboxes.until2026(120_000, 7);

    @TempDir
    Path directory;

    SqlClient client;

    int askedBefore;

    @BeforeEach
    void connect() throws SQLException {
        client = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString());
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        sandbox.close();
    }

    long count(long fromSec, long toSec) throws SQLException {
        return client.number(countOf(fromSec, toSec));
    }

    static String countOf(long fromSec, long toSec) {
        return "SELECT COUNT(*) FROM ticket_events WHERE start_time >= " + fromSec + " AND start_time < " + toSec;
    }

    static long count(PreparedStatement statement, long fromSec, long toSec) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(Instant.ofEpochSecond(fromSec)));
        statement.setTimestamp(2, Timestamp.from(Instant.ofEpochSecond(toSec)));
        try (ResultSet result = statement.executeQuery()) {
            return Long.parseLong(RowTexts.asWritten(result).get(0));
        }
    }

    /** Requests for pages since this was last asked. */
    int requests() {
        int asked =
                (int) sandbox.requests().stream().filter(RequestsTest::isPage).count();
        int since = asked - askedBefore;
        askedBefore = asked;
        return since;
    }

    static boolean isPage(ServedRequest request) {
        return request.received().isExport();
    }
}
