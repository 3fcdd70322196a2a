package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.BreakingFiles;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.BreakingPages;
import dev.ticketsql.testing.ConditionalCancellation;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An account, two mirrors over one directory, and the rules for every answer: all events that were visible
 * {@code freshness} ago, late events after they have settled, no event that is not visible yet, each once; one item in
 * nine is no event and the same holds of it in its own table. Ranges are offsets in seconds from the start.
 */
final class MirrorWorld implements AutoCloseable {

    /** The API shows no event that is younger. */
    private static final int WITHHELD_SEC = 60;

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PER_PAGE = 8;
    private static final int PAST_SEC = 2_000;
    private static final int FUTURE_SEC = 2_000;

    /** Within the mirror's settling delay. */
    private static final int LATE_SEC = 500;

    /** Within this time every second is sealed or read for the first time. */
    private static final int SEALED_SEC = 600 + 600 - 61;

    /** For files of five rows a second thread is of no use. */
    private static final EngineLimits ONE_THREAD = new EngineLimits(128L << 20, 1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Truth(ReceivedEvent event, long visibleFromSec) {

        /** The id of an event; below zero of a rejected one, whose JSON is that number. */
        private long key() {
            return event instanceof TicketEvent it ? it.id() : Long.parseLong(((RejectedEvent) event).json());
        }

        private boolean isRejected() {
            return event instanceof RejectedEvent;
        }
    }

    private record Held(Snapshot snapshot, TimeRanges wanted, List<Long> seen) {}

    private final Path directory;
    private final SettableClock clock = new SettableClock(BEGIN);
    private final PagedEvents api = new PagedEvents(clock, PER_PAGE);
    private final List<Truth> truth = new ArrayList<>();
    private final List<Mirror> mirrors = new ArrayList<>();
    private final List<BreakingFiles> disks = new ArrayList<>();
    private final List<Mirror> abandoned = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<Long> purgedTickets = new HashSet<>();
    private long latestSec = BEGIN.getEpochSecond();

    /** Two empty mirrors of a history that {@code seed} determines. */
    MirrorWorld(Path directory, long seed) throws IOException {
        this.directory = directory;
        happen(new Random(seed));
        openBoth();
    }

    /** Creates events: sometimes several in one second, more than a page has; one in five becomes visible late. */
    private void happen(Random random) {
        long id = 0;
        for (long atSec = -PAST_SEC; atSec < FUTURE_SEC; atSec += 1 + random.nextInt(220)) {
            int together = random.nextInt(8) == 0 ? 1 + random.nextInt(2 * PER_PAGE) : 1;
            for (int i = 0; i < together; i++) {
                ReceivedEvent event = random.nextInt(9) == 0
                        ? new RejectedEvent(second(atSec), 0, 0, id++ % 97, "no id", Long.toString(-id))
                        : Events.audit(id++, second(atSec));
                long visibleFromSec = event.startSec() + (random.nextInt(5) == 0 ? random.nextInt(LATE_SEC) : 0);
                truth.add(new Truth(event, visibleFromSec));
                api.addLate(event, visibleFromSec);
            }
        }
        truth.sort(Comparator.comparing(Truth::isRejected)
                .thenComparingLong(it -> it.event().startSec())
                .thenComparingLong(it -> Math.abs(it.key())));
    }

    private void openBoth() throws IOException {
        disks.clear();
        for (int i = 0; i < 2; i++) {
            disks.add(new BreakingFiles());
            mirrors.add(open(disks.get(i)));
        }
    }

    private Mirror open(DurableFiles disk) throws IOException {
        return Mirror.open(directory, ONE_THREAD, clock, disk);
    }

    private static List<Long> ids(Mirror mirror, PageSource source, Duration freshness, TimeRanges wanted)
            throws IOException, SQLException {
        try (Snapshot snapshot = mirror.read(Asking.settings(source, freshness), Cancellation.never(), warning -> {})) {
            return ids(snapshot, wanted);
        }
    }

    /** The keys of the events of {@code wanted} in the order of time, and after them those of the rejected ones. */
    private static List<Long> ids(Snapshot snapshot, TimeRanges wanted) throws IOException, SQLException {
        List<Long> ids = new ArrayList<>(Asking.ids(snapshot, wanted));
        ids.addAll(Asking.longs(
                snapshot,
                "SELECT CAST(event AS BIGINT) AS key FROM " + snapshot.relation(EventTable.REJECTED_EVENTS, wanted)
                        + " WHERE " + Asking.condition(wanted) + " ORDER BY start_time, -key"));
        return ids;
    }

    private static long second(long offsetSec) {
        return BEGIN.getEpochSecond() + offsetSec;
    }

    /** Queries one mirror, and then the other, which must make no request. */
    void ask(int mirror, TimeRange offsets, boolean fresh) throws IOException, SQLException {
        TimeRanges wanted = wanted(offsets);
        Duration freshness = fresh ? Duration.ZERO : MINUTE;
        check(wanted, ids(mirrors.get(mirror), api, freshness, wanted), freshness);
        int requests = api.requests().size();
        check(wanted, ids(mirrors.get(1 - mirror), api, MINUTE, wanted), MINUTE);
        assertEquals(requests, api.requests().size(), () -> "requested again: " + wanted);
    }

    /** Queries a mirror while a page fails after some of its events. */
    void fail(int mirror, TimeRange offsets, int afterEvents) throws SQLException {
        PageSource failing = new BreakingPages(api, afterEvents);
        TimeRanges wanted = wanted(offsets);
        try {
            check(wanted, ids(mirrors.get(mirror), failing, MINUTE, wanted), MINUTE);
        } catch (IOException e) {
            assertEquals(BreakingPages.RESET, e.getMessage());
        }
    }

    /** Queries a mirror and cancels the statement. */
    void cancel(int mirror, TimeRange offsets, int afterLooks) throws IOException, SQLException {
        Cancellation soon = ConditionalCancellation.afterLooks(afterLooks);
        TimeRanges wanted = wanted(offsets);
        try (Snapshot snapshot = mirrors.get(mirror).read(Asking.settings(api, MINUTE), soon)) {
            snapshot.relation(EventTable.TICKET_EVENTS, wanted);
        } catch (StatementCancelledException e) {
            assertTrue(soon.isCancelled());
        } catch (SQLException e) {
            // The engine was asked just then.
            assertEquals(ErrorKind.CANCELLED.sqlState(), e.getSQLState());
        }
    }

    /** Starts a statement that repeats its query at the end. */
    void hold(int mirror, TimeRange offsets) throws IOException, SQLException {
        TimeRanges wanted = wanted(offsets);
        Snapshot snapshot = mirrors.get(mirror).read(Asking.settings(api, MINUTE), Cancellation.never());
        List<Long> seen = ids(snapshot, wanted);
        held.add(new Held(snapshot, wanted, seen));
    }

    /** Kills a mirror's process after that many steps of storing its pages; another one takes its place. */
    void die(int mirror, TimeRange offsets, int afterSteps) throws IOException, SQLException {
        disks.get(mirror).dieAfter(afterSteps);
        try {
            TimeRanges wanted = wanted(offsets);
            check(wanted, ids(mirrors.get(mirror), api, MINUTE, wanted), MINUTE);
        } catch (BreakingFiles.Death e) {
            assertEquals(BreakingFiles.Death.class, e.getClass());
        }
        abandoned.add(mirrors.get(mirror));
        disks.set(mirror, new BreakingFiles());
        mirrors.set(mirror, open(disks.get(mirror)));
    }

    /** Moves the clock forward or back. */
    void jump(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        latestSec = Math.max(latestSec, clock.nowSec());
    }

    /** Refreshes a range. */
    void refresh(int mirror, TimeRange offsets) throws IOException {
        long endSec = Math.min(second(offsets.toSec()), clock.nowSec() - 61);
        if (second(offsets.fromSec()) < endSec) {
            mirrors.get(mirror).maintenance().refresh(api, new TimeRange(second(offsets.fromSec()), endSec));
        }
    }

    /** Purges a ticket. */
    void purge(int mirror, long ticketId) throws IOException {
        mirrors.get(mirror).maintenance().purgeTicket(ticketId);
        purgedTickets.add(ticketId);
        mirrors.get(mirror).maintenance().vacuum();
    }

    /** Flips a bit of some file while no process runs. */
    void damage(int number) throws IOException, SQLException {
        letGo();
        mirrors.forEach(Mirror::close);
        mirrors.clear();
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory.resolve("v2"))) {
            files = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        if (!files.isEmpty()) {
            Path file = files.get(number % files.size());
            byte[] bytes = Files.readAllBytes(file);
            bytes[number % bytes.length] ^= (byte) (1 << number % 8);
            Files.write(file, bytes);
        }
        openBoth();
    }

    /** A day later both mirrors have all events, and the second query makes no request. */
    void end() throws IOException, SQLException {
        letGo();
        clock.set(Instant.ofEpochSecond(latestSec).plus(Duration.ofDays(1)));
        latestSec = clock.nowSec();
        ask(0, new TimeRange(-PAST_SEC, FUTURE_SEC + 172_800), true);
    }

    private void letGo() throws IOException, SQLException {
        for (Held statement : held) {
            try (Snapshot snapshot = statement.snapshot()) {
                assertEquals(statement.seen(), ids(snapshot, statement.wanted()));
            }
        }
        held.clear();
    }

    private static TimeRanges wanted(TimeRange offsets) {
        return TimeRanges.of(second(offsets.fromSec()), second(offsets.toSec()));
    }

    private void check(TimeRanges wanted, List<Long> answer, Duration freshness) {
        List<Long> most = visible(wanted, latestSec);
        List<Long> least = truth.stream()
                .filter(it -> isPromised(it, clock.nowSec() - freshness.toSeconds()))
                .filter(it -> wanted.contains(it.event().startSec()))
                .map(Truth::key)
                .filter(most::contains)
                .toList();
        assertTrue(answer.containsAll(least), () -> "missing from " + wanted + ": " + without(least, answer));
        // In the order of the truth, so also none twice.
        assertEquals(most.stream().filter(answer::contains).toList(), answer, wanted::toString);
    }

    /**
     * An event that was visible when its second was first read is shown after {@code freshness}. An event that became
     * visible later is shown when the tail with its second is sealed: a tail is at most nine minutes long, and is read
     * again when ten minutes have passed since its end.
     */
    private static boolean isPromised(Truth it, long nowSec) {
        boolean late = it.visibleFromSec() > it.event().startSec() + 60;
        return late
                ? it.event().startSec() <= nowSec - SEALED_SEC
                : it.visibleFromSec() <= nowSec && it.event().startSec() < nowSec - 61;
    }

    private static List<Long> without(List<Long> ids, List<Long> others) {
        return ids.stream().filter(id -> !others.contains(id)).toList();
    }

    /** The events that the API shows: a page of one second may end with the newest second that it shows. */
    private List<Long> visible(TimeRanges wanted, long nowSec) {
        return truth.stream()
                .filter(it -> it.visibleFromSec() <= nowSec && it.event().startSec() <= nowSec - WITHHELD_SEC)
                .filter(it -> wanted.contains(it.event().startSec()))
                .filter(it -> !purgedTickets.contains(it.event().value(EventField.TICKET_ID)))
                .map(Truth::key)
                .toList();
    }

    @Override
    public void close() {
        held.forEach(statement -> statement.snapshot().close());
        mirrors.forEach(Mirror::close);
        abandoned.forEach(Mirror::close);
    }
}
