package dev.ticketsql.testing;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.ConnectionDefaults;
import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.Driver;
import org.apache.calcite.model.ModelHandler;
import org.jspecify.annotations.Nullable;

/** An account with hand-written events, mirrored in a directory of its own and asked through a Calcite connection. */
public final class TestAccount implements AutoCloseable {

    /** Later than every event of the tests. */
    public static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    /** Two threads and half a gigabyte: tests run beside each other. */
    private static final EngineLimits USUAL = new EngineLimits(512L << 20, 2);

    private final PagedEvents source;
    private final Mirror mirror;
    private final ZendeskSchema schema;
    private final CalciteConnection connection;
    private @Nullable Hsqldb hsqldb;
    private boolean ownsHsqldb = true;

    private TestAccount(PagedEvents source, InstantSource clock, EngineLimits settings)
            throws IOException, SQLException {
        this(source, clock, Mirror.openTemporary(settings, clock), Optional.empty());
    }

    private TestAccount(PagedEvents source, InstantSource clock, Mirror mirror, Optional<ReferenceDesk> desk)
            throws SQLException {
        this.source = source;
        this.mirror = mirror;
        SnapshotOptions reading = new SnapshotOptions(source, 0, Duration.ofMinutes(1), OptionalInt.empty());
        EventStore events = cancellation -> mirror.read(reading, cancellation);
        schema = new ZendeskSchema(
                desk.map(names -> names.beside(events, mirror, clock)).orElse(events));
        connection = connect();
    }

    /** An account with these events, whose names are those of {@code desk}, mirrored in {@code directory}. */
    public static TestAccount named(PagedEvents events, ReferenceDesk desk, InstantSource clock, Path directory) {
        try {
            return new TestAccount(events, clock, Mirror.open(directory, USUAL, clock), Optional.of(desk));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the account cannot be opened", e);
        }
    }

    /** An account with these events, on a day on which all of them have settled. */
    public static TestAccount of(List<TicketEvent> events) {
        return of(events, USUAL);
    }

    /** The same, with an engine that may use so much of the machine. */
    public static TestAccount of(List<TicketEvent> events, EngineLimits settings) {
        InstantSource clock = InstantSource.fixed(NOW);
        return open(PagedEvents.of(events, clock), clock, settings);
    }

    /** The same, in pages of so many events. */
    public static TestAccount of(List<TicketEvent> events, int perPage) {
        InstantSource clock = InstantSource.fixed(NOW);
        return over(PagedEvents.of(events, perPage, clock), clock);
    }

    /** An account whose pages come from {@code source}. */
    public static TestAccount over(PagedEvents source, InstantSource clock) {
        return open(source, clock, USUAL);
    }

    private static TestAccount open(PagedEvents source, InstantSource clock, EngineLimits settings) {
        try {
            return new TestAccount(source, clock, settings);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the account cannot be opened", e);
        }
    }

    /** Another connection to the account, with nothing in it but the account's schema. The caller closes it. */
    public CalciteConnection connect() throws SQLException {
        return connect(new Driver().withPrepareFactory(TicketSqlPrepare::new), ConnectionDefaults.properties());
    }

    /** A connection of Calcite's own driver to the account, with names as ours has them. The caller closes it. */
    public CalciteConnection connectPlainly() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        return connect(new Driver(), properties);
    }

    private CalciteConnection connect(Driver driver, Properties properties) throws SQLException {
        CalciteConnection another =
                requireNonNull(driver.connect("jdbc:calcite:", properties)).unwrap(CalciteConnection.class);
        another.getRootSchema().add("zendesk", schema.withViews(another.getRootSchema(), "zendesk"));
        another.setSchema("zendesk");
        return another;
    }

    /** The connection that {@link #sql} runs on. */
    public CalciteConnection connection() {
        return connection;
    }

    /** The number of pages asked for so far. */
    public int requests() {
        return source.requests().size();
    }

    public SqlAssert sql(String sql) {
        return new SqlAssert(this, sql);
    }

    /** Fails unless the engine alone answers with these rows, joined by bars, without a page. */
    public void answers(String sql, String rows) throws SQLException {
        assertEquals(
                rows, String.join(" | ", sql(sql).runsInTheEngine().requests(0).rows()), sql);
    }

    /** Compares with {@code shared}, which has the same events, and which its owner closes. */
    public TestAccount beside(Hsqldb shared) {
        hsqldb = shared;
        ownsHsqldb = false;
        return this;
    }

    /** The same events in HSQLDB. */
    public Hsqldb hsqldb() throws SQLException {
        hsqldb = hsqldb == null ? Hsqldb.of(source.visible()) : hsqldb;
        return hsqldb;
    }

    /** The tables of {@link #hsqldb()} as schema {@code office}. */
    public void addOffice() throws SQLException, IOException {
        addOffice(connection);
    }

    /** The same, for a connection that was asked for. */
    public void addOffice(CalciteConnection to) throws SQLException, IOException {
        new ModelHandler(to.getRootSchema(), """
                inline:{"version": "1.0", "schemas": [{"type": "jdbc", "name": "office", "jdbcUrl": "%s",
                    "jdbcDriver": "org.hsqldb.jdbc.JDBCDriver", "jdbcUser": "SA", "jdbcPassword": "",
                    "jdbcSchema": "PUBLIC"}]}""".formatted(hsqldb().url()));
    }

    @Override
    public void close() throws SQLException {
        if (hsqldb != null && ownsHsqldb) {
            hsqldb.close();
        }
        connection.close();
        mirror.close();
    }
}
