package dev.ticketsql.mirror.staging;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.DiskSpace;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Buffers the events of one large page, or of several small ones, in temporary DuckDB tables until their segments are
 * written. Of a large page, which takes three times its size in memory, the rows so far become files from time to time,
 * and then all tables are views of them.
 */
public final class StagedEvents implements EventSink, AutoCloseable {

    private final DuckDBConnection connection;
    private final Path directory;
    private final Map<StagingTable, DuckDBAppender> appenders = new LinkedHashMap<>();
    private final Set<Identity> arrived = new HashSet<>();
    private final Map<StagingTable, List<Path>> runs = new LinkedHashMap<>();
    private long arrivals;
    private boolean repeats;
    private boolean hasRejected;
    private boolean isView;

    /**
     * Text of one segment, and of the rows that wait to be written. DuckDB sorts and writes one file with several
     * copies of its rows in memory, outside of its limit; an event alone may have as much text.
     */
    public static final long SEGMENT_CHARS = 4 << 20;

    private final NavigableMap<Long, Long> charsBySec = new TreeMap<>();
    private long unwrittenChars;

    /** Key of an event. */
    private record Identity(long id, long startSec) {}

    /**
     * Creates the empty tables.
     *
     * @param connection of the engine, for these events alone; closed with them
     * @param directory where the engine may write files
     * @throws SQLException if the engine is closed
     */
    public StagedEvents(DuckDBConnection connection, Path directory) throws SQLException {
        this.connection = connection;
        this.directory = directory;
        try {
            createTables();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void createTables() throws SQLException {
        for (EventTable table : EventTable.values()) {
            StagingTable staging = StagingTable.of(table);
            try (Statement statement = connection.createStatement()) {
                statement.execute(staging.create());
            }
            appenders.put(staging, staging.appender(connection));
        }
    }

    @Override
    public void begin() throws IOException {
        try {
            closeAppenders();
            deleteRuns();
            createTables();
            arrived.clear();
            charsBySec.clear();
            unwrittenChars = 0;
            arrivals = 0;
            repeats = false;
            hasRejected = false;
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot start a page over: " + e.getMessage());
        }
    }

    @Override
    public void accept(TicketEvent event) throws IOException {
        append(event);
    }

    @Override
    public void reject(RejectedEvent event) throws IOException {
        append(event);
    }

    /**
     * Appends the rows of an item of a page.
     *
     * @throws IOException if the engine cannot take them
     */
    public void append(ReceivedEvent received) throws IOException {
        try {
            for (Map.Entry<StagingTable, DuckDBAppender> rows : appenders.entrySet()) {
                rows.getKey().append(rows.getValue(), arrivals, received);
            }
            arrivals++;
            makeRoom(received);
        } catch (SQLException e) {
            String name = received instanceof TicketEvent event
                    ? "event " + event.id()
                    : "item " + ((RejectedEvent) received).position() + " of the page";
            DiskSpace space = DiskSpace.of(directory);
            throw ClassifiedIOException.of(
                    e,
                    space.kindOf(e, ErrorKind.GENERAL),
                    "cannot take " + name + " into files of " + directory + ", which has " + space.freeBytes()
                            + " bytes free: " + e.getMessage() + "; what was kept before stays");
        }
        if (received instanceof TicketEvent event) {
            repeats |= !arrived.add(new Identity(event.id(), event.startSec()));
        } else {
            hasRejected = true;
        }
    }

    /** Writes rows out, since an appender would hold a page of any size, outside of the engine's limit of memory. */
    private void makeRoom(ReceivedEvent received) throws SQLException, IOException {
        long chars = chars(received);
        charsBySec.merge(received.startSec(), chars, Long::sum);
        unwrittenChars += chars;
        if (unwrittenChars > SEGMENT_CHARS) {
            requireSpace();
            writeRuns();
            createTables();
        }
    }

    /** Refuses to write what does not fit: DuckDB 2.0 waits for ever, one time in ten, if a COPY fills the disk. */
    private void requireSpace() throws SQLException, IOException {
        if (DiskSpace.of(directory).freeBytes() < unwrittenChars) {
            throw ErrorKind.DISK_FULL.exception("a part of " + unwrittenChars + " characters does not fit");
        }
    }

    private void writeRuns() throws SQLException {
        closeAppenders();
        for (StagingTable table : appenders.keySet()) {
            Path run = directory.resolve(UUID.randomUUID() + ".parquet");
            runs.computeIfAbsent(table, of -> new ArrayList<>()).add(run);
            execute(table.copyTo(run));
        }
        unwrittenChars = 0;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long chars(ReceivedEvent received) {
        if (!(received instanceof TicketEvent event)) {
            return ((RejectedEvent) received).json().length();
        }
        return event.values().values().stream()
                .mapToLong(value -> value instanceof String text ? text.length() : 0)
                .sum();
    }

    /** Divides a range where its events have more text than one segment should have; a second stays whole. */
    public List<TimeRange> portions(TimeRange range) {
        List<TimeRange> portions = new ArrayList<>();
        long fromSec = range.fromSec();
        long chars = 0;
        for (Map.Entry<Long, Long> second :
                charsBySec.subMap(range.fromSec(), range.toSec()).entrySet()) {
            if (chars > 0 && chars + second.getValue() > SEGMENT_CHARS) {
                portions.add(new TimeRange(fromSec, second.getKey()));
                fromSec = second.getKey();
                chars = 0;
            }
            chars += second.getValue();
        }
        portions.add(new TimeRange(fromSec, range.toSec()));
        return List.copyOf(portions);
    }

    /** Connection with the page's rows in {@link StagingTable}s, each event once; no event is accepted afterwards. */
    public Connection staged() throws SQLException {
        closeAppenders();
        if (!runs.isEmpty() && !isView) {
            writeRuns();
            replaceTablesByViews();
        } else if (repeats && !isView) {
            for (EventTable table : EventTable.eventsLast()) {
                if (table != EventTable.REJECTED_EVENTS) {
                    execute(StagingSql.deleteOlderCopies(table));
                }
            }
            repeats = false;
        }
        return connection;
    }

    private void replaceTablesByViews() throws SQLException {
        List<Path> events = requireNonNull(runs.get(StagingTable.of(EventTable.TICKET_EVENTS)));
        for (Map.Entry<StagingTable, List<Path>> table : runs.entrySet()) {
            boolean hasCopies = repeats && table.getKey().table() != EventTable.REJECTED_EVENTS;
            execute(table.getKey().drop());
            execute(table.getKey()
                    .createView(
                            hasCopies
                                    ? StagingSql.latestOfRuns(table.getValue(), events)
                                    : StagingSql.runs(table.getValue())));
        }
        isView = true;
    }

    /**
     * Writes the staged rows of {@code range} that are not purged to {@code file}, those of each event once. May be
     * called for several tables and ranges; no event is accepted afterwards. Of an optional table without rows no file
     * is made.
     *
     * @return number of rows written
     * @throws SQLException if the file cannot be written
     */
    public long write(EventTable table, TimeRange range, PurgedEvents purged, Path file) throws SQLException {
        if (table.isOptional() && !hasRejected) {
            return 0;
        }
        try (Statement statement = staged().createStatement()) {
            return statement.executeLargeUpdate(StagingSql.copy(table, range, purged, file));
        }
    }

    private void closeAppenders() throws SQLException {
        for (DuckDBAppender appender : appenders.values()) {
            appender.close();
        }
    }

    private void deleteRuns() throws IOException {
        for (List<Path> files : runs.values()) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        runs.clear();
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            closeAppenders();
        } finally {
            connection.close();
            deleteRuns();
        }
    }
}
