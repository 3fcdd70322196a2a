package dev.ticketsql.mirror;

import dev.ticketsql.SharedClock;
import dev.ticketsql.api.ClientSettings;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.Pacer;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
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

/**
 * A process with a mirror, a client and nothing else. Each line it reads, {@code <from> <to> <statements>}, is answered
 * by a line: how many events that window has, and a figure made of their ids, as every one of the statements, which run
 * at the same time, sees them, or why it fails. Waiting for the limit moves the clock that the processes share.
 */
final class MirrorProcess {

    private MirrorProcess() {}

    /** What two readings of the same rows have in common: their number, and a sum made of each id and instant. */
    static final String FIGURE =
            "SELECT COUNT(*) || ' ' || COALESCE(SUM(hash(%s, start_time)::HUGEINT %% 1000003), 0) FROM ";

    /** Arguments: the server, the mirror's directory, the file of the pace, the file of the clock, events per page. */
    public static void main(String[] arguments) throws Exception {
        SharedClock clock = new SharedClock(Path.of(arguments[3]));
        TicketEventsClient client = client(
                URI.create(arguments[0]), Integer.parseInt(arguments[4]), clock, Pacer.shared(Path.of(arguments[2])));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Mirror mirror = Mirror.open(Path.of(arguments[1]), new MirrorSettings(128L << 20, 1), clock);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 3);
                TimeRanges wanted = TimeRanges.of(Long.parseLong(words[0]), Long.parseLong(words[1]));
                List<Future<String>> answers = new ArrayList<>();
                for (int statement = 0; statement < Integer.parseInt(words[2]); statement++) {
                    answers.add(threads.submit(() -> figure(mirror, client, wanted)));
                }
                List<String> figures = new ArrayList<>();
                for (Future<String> answer : answers) {
                    figures.add(outcome(answer));
                }
                out.println(String.join(" / ", figures.stream().distinct().toList()));
            }
        }
        threads.shutdown();
    }

    private static String outcome(Future<String> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+: ", "").replace('\n', ' ');
        }
    }

    /** A client that asks {@code server} for pages of that size, and moves the clock instead of waiting. */
    static TicketEventsClient client(URI server, int perPage, SharedClock clock, Pacer pacer) {
        ClientSettings settings = new ClientSettings(
                server, new Credentials.None(), perPage, false, Optional.empty(), OptionalInt.empty());
        return new TicketEventsClient(
                settings, clock, (wait, cancellation) -> clock.reach(clock.millis() + wait.toMillis()), pacer);
    }

    /** The figure of the window's events, as a statement of its own sees them. */
    static String figure(Mirror mirror, TicketEventsClient client, TimeRanges wanted) throws IOException, SQLException {
        ReadingSettings settings = new ReadingSettings(client, 0, Duration.ofMinutes(1), OptionalInt.empty());
        try (Reading reading = mirror.read(settings, Cancellation.never())) {
            List<String> figures = new ArrayList<>();
            for (EventTable table : EventTable.values()) {
                String sql = FIGURE.formatted(table.eventIdColumn()) + reading.relation(table, wanted)
                        + " WHERE start_time >= " + wanted.asList().get(0).fromSec() + " AND start_time < "
                        + wanted.asList().get(0).toSec();
                try (Cursor cursor = reading.query(sql)) {
                    cursor.next();
                    figures.add(cursor.resultSet().getString(1));
                }
            }
            return String.join(" ", figures);
        }
    }
}
