package dev.ticketsql.calcite;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.MirrorSettings;
import dev.ticketsql.mirror.ReadingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.jspecify.annotations.Nullable;

/** An account with hand-written events, mirrored in a directory of its own and asked through a Calcite connection. */
final class TestAccount implements AutoCloseable {

    /** Later than every event of the tests. */
    static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private final List<TicketEvent> events;
    private final ListedEvents source;
    private final Mirror mirror;
    private final CalciteConnection connection;
    private @Nullable TestAccount unpushed;
    private @Nullable Hsqldb hsqldb;

    private TestAccount(List<TicketEvent> events, ListedEvents source, Mirror mirror, CalciteConnection connection) {
        this.events = events;
        this.source = source;
        this.mirror = mirror;
        this.connection = connection;
    }

    static TestAccount of(List<TicketEvent> events) throws IOException, SQLException {
        return of(events, PushDown.AGREED);
    }

    static TestAccount of(List<TicketEvent> events, PushDown pushDown) throws IOException, SQLException {
        InstantSource clock = InstantSource.fixed(NOW);
        ListedEvents source = new ListedEvents(events, clock);
        // Two threads and half a gigabyte: tests run beside each other.
        Mirror mirror = Mirror.openTemporary(new MirrorSettings(512L << 20, 2), clock);
        ReadingSettings reading = new ReadingSettings(source, 0, Duration.ofMinutes(1), OptionalInt.empty());
        EventStore store = cancellation -> mirror.read(reading, cancellation);
        return new TestAccount(events, source, mirror, connect(new ZendeskSchema(store, pushDown)));
    }

    private static CalciteConnection connect(ZendeskSchema schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        CalciteConnection connection =
                DriverManager.getConnection("jdbc:calcite:", properties).unwrap(CalciteConnection.class);
        connection.getRootSchema().add("zendesk", schema);
        connection.setSchema("zendesk");
        return connection;
    }

    CalciteConnection connection() {
        return connection;
    }

    /** How many pages were asked for so far. */
    int requests() {
        return source.pages();
    }

    SqlAssert sql(String sql) {
        return new SqlAssert(this, sql);
    }

    /** The same events, asked of Calcite alone: nothing is pushed down. */
    TestAccount unpushed() throws SQLException {
        try {
            unpushed = unpushed == null ? of(events, PushDown.NOTHING) : unpushed;
            return unpushed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same events in HSQLDB. */
    Hsqldb hsqldb() throws SQLException {
        hsqldb = hsqldb == null ? Hsqldb.of(events) : hsqldb;
        return hsqldb;
    }

    @Override
    public void close() throws SQLException {
        if (unpushed != null) {
            unpushed.close();
        }
        if (hsqldb != null) {
            hsqldb.close();
        }
        connection.close();
        mirror.close();
    }
}
