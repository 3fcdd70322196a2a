package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.api.page.ChildEvents;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedFailure;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FetchLock;
import dev.ticketsql.mirror.directory.ReadersLock;
import dev.ticketsql.testing.SharedClock;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A process with a mirror, a client and nothing else. It answers each line that it reads by a line. The line
 * {@code <from> <to> <statements>} runs so many statements over the range at the same time; its answer is the number of
 * events and a sum over their ids, or the reason of a failure. Other lines begin with a word of {@link #perform}. A
 * wait for the rate limit moves the clock that the processes share.
 */
final class MirrorProcess {

    /** Fingerprint of rows: their number, and a sum over each id and instant. */
    static final String FIGURE =
            "SELECT COUNT(*) || ' ' || COALESCE(SUM(hash(%s, start_time)::HUGEINT %% 1000003), 0) FROM ";

    private final Mirror mirror;
    private final TicketEventsClient client;
    private final Path directory;
    private final BufferedReader in;
    private final PrintStream out;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable Cursor held;

    private MirrorProcess(
            Mirror mirror, TicketEventsClient client, Path directory, BufferedReader in, PrintStream out) {
        this.mirror = mirror;
        this.client = client;
        this.directory = directory;
        this.in = in;
        this.out = out;
    }

    /**
     * Arguments: the server, the mirror's directory, the file of the rate limiter, the file of the clock, events per
     * page.
     */
    public static void main(String[] arguments) throws Exception {
        SharedClock clock = new SharedClock(Path.of(arguments[3]));
        TicketEventsClient client = client(
                URI.create(arguments[0]),
                Integer.parseInt(arguments[4]),
                clock,
                RateLimiter.shared(Path.of(arguments[2]), FileSharing.PRIVATE));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path directory = Path.of(arguments[1]);
        EngineLimits limits = new EngineLimits(128L << 20, 1);
        FormerMirror.takeOver(directory, FileSharing.PRIVATE, limits, ChildEvents::of, notice -> {});
        try (Mirror mirror = Mirror.open(directory, limits, clock);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            new MirrorProcess(mirror, client, directory, in, out).answer();
        }
    }

    private void answer() throws Exception {
        out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(Character.isDigit(line.charAt(0)) ? figures(line.split(" ", 3)) : perform(line.split(" ", 3)));
        }
        threads.shutdown();
    }

    private String figures(String[] words) throws InterruptedException {
        List<Future<String>> answers = new ArrayList<>();
        for (int statement = 0; statement < Integer.parseInt(words[2]); statement++) {
            answers.add(threads.submit(() -> figure(mirror, client, seconds(words[0], words[1]))));
        }
        List<String> figures = new ArrayList<>();
        for (Future<String> answer : answers) {
            figures.add(outcome(answer));
        }
        return String.join(" / ", figures.stream().distinct().toList());
    }

    private String perform(String[] words) throws Exception {
        MirrorMaintenance maintenance = mirror.maintenance();
        return switch (words[0]) {
            // Reads the first row of a query that has far more than the engine reads ahead, and closes nothing.
            case "hold" -> {
                Snapshot snapshot = mirror.read(settings(client), Cancellation.never());
                held = snapshot.query("SELECT id, start_time, child_events FROM "
                        + snapshot.relation(EventTable.TICKET_EVENTS, seconds(words[1], words[2])) + ", range(50)");
                snapshot.close();
                yield held.next() ? "held" : "nothing to hold";
            }
            // Reads the other rows of it.
            case "rest" -> rest(requireNonNull(held, "held"));
            case "refresh" ->
                maintenance.refresh(client, seconds(words[1], words[2]).asList().get(0))
                        ? "refreshed"
                        : "refreshed, not vacuumed";
            case "purge" -> {
                maintenance.purgeTicket(Long.parseLong(words[1]));
                yield "purged";
            }
            case "vacuum" -> maintenance.vacuum().isPresent() ? "vacuumed" : "a process reads";
            // Holds the fetch lock from now on.
            case "lock" -> {
                FetchLock lock = FetchLock.open(directory.resolve("v2/fetch.lock"), true);
                yield lock.tryBegin() ? "locked" : "not locked";
            }
            // Holds the exclusive lock until the next line comes.
            case "alone" ->
                ReadersLock.open(directory.resolve("v2/readers.lock"), true).alone(() -> {
                            out.println("alone");
                            readLine();
                        })
                        ? "no longer alone"
                        : "a process reads";
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String rest(Cursor rows) throws SQLException {
        int count = 0;
        long figure = 0;
        try (rows) {
            while (rows.next()) {
                count++;
                figure += 31 * rows.resultSet().getLong(1)
                        + rows.resultSet().getLong(2)
                        + String.valueOf(rows.resultSet().getString(3)).hashCode();
            }
        }
        return count + " rows, " + figure;
    }

    private void readLine() {
        try {
            in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimeRanges seconds(String from, String to) {
        return TimeRanges.of(Long.parseLong(from), Long.parseLong(to));
    }

    private static SnapshotOptions settings(TicketEventsClient client) {
        return new SnapshotOptions(client, 0, Duration.ofMinutes(1), OptionalInt.empty());
    }

    private static String outcome(Future<String> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            String state = ClassifiedFailure.kindOf(requireNonNull(e.getCause()))
                    .map(ErrorKind::sqlState)
                    .orElse("unclassified");
            return state + " "
                    + String.valueOf(e.getMessage())
                            .replaceFirst("^[\\w.]+: ", "")
                            .replace('\n', ' ');
        }
    }

    /** A client of {@code server} with pages of that size, which moves the clock instead of waiting. */
    static TicketEventsClient client(URI server, int perPage, SharedClock clock, RateLimiter rateLimiter) {
        ClientOptions settings = new ClientOptions(
                server, new Credentials.None(), perPage, false, Optional.empty(), OptionalInt.empty());
        return new TicketEventsClient(
                settings, clock, (wait, cancellation) -> clock.reach(clock.millis() + wait.toMillis()), rateLimiter);
    }

    /** The fingerprint of the range's events, read by a statement of its own. */
    static String figure(Mirror mirror, TicketEventsClient client, TimeRanges wanted) throws IOException, SQLException {
        try (Snapshot snapshot = mirror.read(settings(client), Cancellation.never())) {
            List<String> figures = new ArrayList<>();
            for (EventTable table : EventTable.values()) {
                String sql = FIGURE.formatted(table.idColumn()) + snapshot.relation(table, wanted)
                        + " WHERE start_time >= " + wanted.asList().get(0).fromSec() + " AND start_time < "
                        + wanted.asList().get(0).toSec();
                try (Cursor cursor = snapshot.query(sql)) {
                    cursor.next();
                    figures.add(cursor.resultSet().getString(1));
                }
            }
            return String.join(" ", figures);
        }
    }
}
