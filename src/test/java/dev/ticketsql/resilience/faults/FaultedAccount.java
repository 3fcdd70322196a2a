package dev.ticketsql.resilience.faults;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.HttpClients;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.RequestLog;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.calcite.ConnectionDefaults;
import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.Driver;

/**
 * An account behind a real HTTP server that a schedule troubles, mirrored in a directory and asked in SQL. No wait
 * takes time: the clocks of both sides move instead.
 */
final class FaultedAccount implements AutoCloseable {

    /** A statement that asks for more pages hangs in a circle. */
    private static final int ENDLESS_PAGES = 1_000;

    /** One thread and little memory: the histories are small. */
    private static final EngineLimits LIMITS = new EngineLimits(256L << 20, 1);

    private final FaultSchedule schedule;
    private final SettableClock serverClock;
    private final InstantSource ourClock;
    private final Login login;
    private final Sandbox sandbox;
    private final FaultInjector injector;
    private final Path directory;
    private final HttpClients http = new HttpClients();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private volatile long wrongSec;
    private volatile long staleSec = Long.MAX_VALUE;
    private volatile boolean isEndless;
    private volatile Optional<Statement> running = Optional.empty();
    private int servedBefore;
    private Session session;

    /** One life of the program: what it has open. */
    private record Session(
            Mirror mirror, SnapshotOptions options, CalciteConnection connection, CancelAnnouncements cancels) {}

    /**
     * An answer, or a failure.
     *
     * @param rows those that came before the failure
     */
    record Answer(List<String> rows, Optional<SQLException> failure, List<String> warnings) {}

    FaultedAccount(FaultSchedule schedule, DeskHistory history, Path directory) throws IOException, SQLException {
        this.schedule = schedule;
        this.directory = directory;
        serverClock = new SettableClock(Instant.ofEpochSecond(schedule.startSec()));
        ourClock = () -> serverClock.instant().plusSeconds(wrongSec);
        login = Login.of(schedule.account().login());
        sandbox = Sandbox.serving(
                history.served(),
                login.demandedBy(
                        SandboxOptions.defaults(serverClock)
                                .withRequestsPerMinute(schedule.account().requestsPerMinute()),
                        schedule.account().tokenTtlSec()),
                serverClock);
        injector = new FaultInjector(sandbox, history, this);
        session = open();
    }

    private Session open() throws IOException, SQLException {
        Mirror mirror = Mirror.open(directory, LIMITS, ourClock);
        ClientOptions options = new ClientOptions(
                sandbox.baseUrl(),
                login.credentials(),
                schedule.account().pageSize(),
                schedule.shape().comments(),
                Optional.empty(),
                OptionalInt.empty());
        TicketEventsClient client =
                new TicketEventsClient(options, ourClock, this::sleep, new RateLimiter(), new RequestLog(), http);
        SnapshotOptions reading = new SnapshotOptions(client, 0, Duration.ofMinutes(1), OptionalInt.empty());
        CancelAnnouncements cancels = new CancelAnnouncements();
        CalciteConnection connection = requireNonNull(new Driver()
                        .withPrepareFactory(() -> new TicketSqlPrepare(cancels))
                        .connect("jdbc:calcite:", ConnectionDefaults.properties()))
                .unwrap(CalciteConnection.class);
        connection
                .getRootSchema()
                .add("zendesk", new ZendeskSchema(cancellation -> mirror.read(reading, cancellation, warnings::add)));
        connection.setSchema("zendesk");
        return new Session(mirror, reading, connection, cancels);
    }

    /** The program ends, and starts again on its mirror. */
    void reopen() throws IOException, SQLException {
        closeSession();
        session = open();
    }

    /** Moves the clocks by the wait, rounded up to a power of two: back-off has a jitter, a schedule has none. */
    private void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
        cancellation.check();
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        long rounded = Long.highestOneBit(seconds);
        serverClock.advance(Duration.ofSeconds(rounded == seconds ? seconds : 2 * rounded));
        cancellation.check();
    }

    /** Asks, and judges nothing. */
    Answer ask(String sql) {
        injector.beginStatement();
        servedBefore = sandbox.requests().size();
        warnings.clear();
        List<String> rows = new ArrayList<>();
        Optional<SQLException> failure = Optional.empty();
        try (Statement statement = session.connection().createStatement()) {
            running = Optional.of(statement);
            try (ResultSet result = statement.executeQuery(sql)) {
                rows.addAll(RowTexts.asWritten(result));
            }
        } catch (SQLException | RuntimeException e) {
            failure = Optional.of(SqlErrors.of(e, sql));
        } finally {
            running = Optional.empty();
        }
        return new Answer(rows, failure, List.copyOf(warnings));
    }

    /** Cancels the statement that runs, as a program does. */
    void cancel() {
        Optional<Statement> statement = running;
        if (statement.isPresent()) {
            try {
                statement.get().cancel();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            session.cancels().announce();
        }
    }

    /** Cancels a statement that asks and asks. */
    void stopEndlessStatement(int pages) {
        if (pages > ENDLESS_PAGES) {
            isEndless = true;
            cancel();
        }
    }

    boolean isEndless() {
        return isEndless;
    }

    void setOurClockWrong(long seconds) {
        wrongSec = seconds;
    }

    void serveStale(long sentSec) {
        staleSec = Math.min(staleSec, sentSec);
    }

    /** All is well from now on: no fault, and both clocks right; so much time has passed. */
    void recover(Duration later) {
        injector.endFaults();
        wrongSec = 0;
        staleSec = Long.MAX_VALUE;
        serverClock.advance(later);
    }

    void advance(Duration later) {
        serverClock.advance(later);
    }

    /** The server's clock, epoch seconds. */
    long nowSec() {
        return serverClock.nowSec();
    }

    /** The second up to which a statement that begins now knows the present: by the earlier clock, or a stale page. */
    long knownNowSec() {
        return Math.min(Math.min(nowSec(), ourClock.instant().getEpochSecond()), staleSec);
    }

    boolean isOurClockWrong() {
        return wrongSec != 0;
    }

    Mirror mirror() {
        return session.mirror();
    }

    SnapshotOptions reading() {
        return session.options();
    }

    FaultInjector injector() {
        return injector;
    }

    FaultSchedule schedule() {
        return schedule;
    }

    Login login() {
        return login;
    }

    /** Answers with this status since the statement began. */
    int answers(int status) {
        return (int) sandbox.requests().stream()
                .skip(servedBefore)
                .filter(request -> request.status() == status)
                .count();
    }

    /** Requests for anything but pages and access tokens. */
    List<String> strayRequests() {
        return sandbox.requests().stream()
                .filter(request ->
                        !request.received().isExport() && !request.path().equals("/oauth/tokens"))
                .map(ServedRequest::toString)
                .toList();
    }

    private void closeSession() throws SQLException {
        session.connection().close();
        session.mirror().close();
    }

    @Override
    public void close() throws SQLException {
        closeSession();
        http.close();
        sandbox.close();
    }
}
