package dev.ticketsql.endtoend;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.jdbc.CalciteConnection;

/** Someone with a JDBC connection to a server, for whom every wait between attempts is over at once. */
final class PatientClient implements AutoCloseable {

    private final Mirror mirror;
    private final SqlClient client;

    private PatientClient(Mirror mirror, SqlClient client) {
        this.mirror = mirror;
        this.client = client;
    }

    /** Connects to {@code baseUrl}. Instead of waiting, {@code clock} moves. */
    static PatientClient to(URI baseUrl, Path directory, SettableClock clock) throws IOException, SQLException {
        TicketEventsClient api = new TicketEventsClient(
                new ClientOptions(baseUrl, new Credentials.None(), 1000, false, Optional.empty(), OptionalInt.empty()),
                clock,
                (wait, cancellation) -> clock.advance(wait),
                new RateLimiter());
        Mirror mirror = Mirror.open(directory, EngineLimits.defaults(), clock);
        SnapshotOptions reading = new SnapshotOptions(api, 0, Duration.ofMinutes(1), OptionalInt.empty());
        SqlClient client = SqlClient.to(baseUrl, "mirror", "none");
        CalciteConnection inside = client.connection().unwrap(CalciteConnection.class);
        inside.getRootSchema().add("patient", new ZendeskSchema(cancellation -> mirror.read(reading, cancellation)));
        inside.setSchema("patient");
        return new PatientClient(mirror, client);
    }

    List<String> rows(String sql) throws SQLException {
        return client.rows(sql);
    }

    @Override
    public void close() throws SQLException {
        client.close();
        mirror.close();
    }
}
