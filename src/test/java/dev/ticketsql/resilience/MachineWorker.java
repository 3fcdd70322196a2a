package dev.ticketsql.resilience;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.BreakingPages;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process with a mirror, over an API of its own that a seed determines. It answers each line that it reads by a line:
 * {@code ok} with the result, or {@code failed} with the sentence of the failure. Its clock is what the line says.
 */
final class MachineWorker {

    /** For files of five rows a second thread is of no use. */
    private static final EngineLimits ONE_THREAD = new EngineLimits(128L << 20, 1);

    private final SettableClock clock = new SettableClock(MachineHistory.BEGIN);
    private PagedEvents api = new PagedEvents(clock, MachineHistory.PER_PAGE);
    private Path directory = Path.of("");
    private @Nullable Mirror mirror;
    private @Nullable Snapshot held;
    private TimeRanges heldRanges = TimeRanges.none();

    private MachineWorker() {}

    /** Reads lines until the end of input. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        MachineWorker worker = new MachineWorker();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println("ok ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(worker.answer(line));
            }
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ");
        clock.set(Instant.ofEpochSecond(Long.parseLong(words[0])));
        try {
            return "ok " + perform(words);
        } catch (IOException | SQLException | RuntimeException e) {
            return "failed " + e.getClass().getSimpleName() + " "
                    + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private String perform(String[] words) throws IOException, SQLException {
        switch (words[1]) {
            case "world" -> {
                close();
                directory = Path.of(words[2]);
                api = MachineHistory.api(Long.parseLong(words[3]), clock);
            }
            case "close" -> close();
            case "ask" -> {
                int before = api.requests().size();
                TimeRanges wanted = range(words);
                try (Snapshot snapshot = read(api, Duration.ofSeconds(Long.parseLong(words[4])))) {
                    String ids = ids(snapshot, wanted);
                    return (api.requests().size() - before) + " " + ids;
                }
            }
            case "broken" -> {
                try (Snapshot snapshot =
                        read(new BreakingPages(api, Integer.parseInt(words[4])), Duration.ofMinutes(1))) {
                    return "0 " + ids(snapshot, range(words));
                }
            }
            case "hold" -> {
                release();
                heldRanges = range(words);
                Snapshot snapshot = read(api, Duration.ofMinutes(1));
                held = snapshot;
                return "0 " + ids(snapshot, heldRanges);
            }
            case "again" -> {
                return "0 " + ids(requireNonNull(held, "held"), heldRanges);
            }
            case "release" -> release();
            case "sync" -> {
                return opened().maintenance().sync(options(api, Duration.ofMinutes(1)), range(words)) + "";
            }
            case "refresh" -> {
                TimeRange range = range(words).asList().get(0);
                return opened().maintenance().refresh(api, range) + "";
            }
            case "vacuum" -> {
                return opened().maintenance().vacuum().isPresent() + "";
            }
            case "verify" -> {
                return opened().maintenance()
                                .verify(TimeRanges.every())
                                .damaged()
                                .size() + "";
            }
            case "ticket" -> opened().maintenance().purgeTicket(Long.parseLong(words[2]));
            case "before" -> opened().maintenance().purgeBefore(Long.parseLong(words[2]));
            case "status" -> {
                return opened().mirroredRanges().size() + "";
            }
            default -> throw new IllegalArgumentException(words[1]);
        }
        return "";
    }

    private static TimeRanges range(String[] words) {
        return TimeRanges.of(Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    private Mirror opened() throws IOException {
        Mirror open = mirror;
        if (open == null) {
            open = Mirror.open(directory, ONE_THREAD, clock);
            mirror = open;
        }
        return open;
    }

    private Snapshot read(PageSource source, Duration freshness) throws IOException {
        return opened().read(options(source, freshness), Cancellation.never(), warning -> {});
    }

    private static SnapshotOptions options(PageSource source, Duration freshness) {
        return new SnapshotOptions(source, 0, freshness, OptionalInt.empty());
    }

    /** The ids of each table's rows, of tables separated by a bar. */
    private static String ids(Snapshot snapshot, TimeRanges wanted) throws IOException, SQLException {
        List<EventTable> tables = List.of(
                EventTable.TICKET_EVENTS,
                EventTable.TICKET_FIELD_CHANGES,
                EventTable.TICKET_COMMENTS,
                EventTable.TICKET_CHILD_EVENTS);
        List<String> relations = snapshot.relations(
                tables.stream().map(table -> new Snapshot.Wanted(table, wanted)).toList());
        List<String> ids = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            ids.add(ids(snapshot, tables.get(table).idColumn(), relations.get(table), wanted));
        }
        return String.join("|", ids);
    }

    private static String ids(Snapshot snapshot, String id, String relation, TimeRanges wanted) throws SQLException {
        String condition = wanted.asList().stream()
                .map(range -> "start_time >= " + range.fromSec() + " AND start_time < " + range.toSec())
                .collect(Collectors.joining(" OR ", "(FALSE OR ", ")"));
        List<String> found = new ArrayList<>();
        try (Cursor cursor = snapshot.query(
                "SELECT " + id + " FROM " + relation + " WHERE " + condition + " ORDER BY start_time, " + id)) {
            while (cursor.next()) {
                found.add(String.valueOf(cursor.resultSet().getLong(1)));
            }
        }
        return String.join(",", found);
    }

    private void release() {
        Snapshot open = held;
        held = null;
        if (open != null) {
            open.close();
        }
    }

    private void close() {
        release();
        Mirror open = mirror;
        mirror = null;
        if (open != null) {
            open.close();
        }
    }
}
