package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ChildEventReader;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FileSets;
import dev.ticketsql.mirror.directory.FormerFormat;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentWriter;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagingTable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the segments of a mirror of a former format. The events' files stay as they are; the rows of child events
 * are read again from column {@code child_events}, as those of a fetched page.
 */
public final class FormerMirror implements FormerFormat.Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(FormerMirror.class);

    /** Longer than most statements of an older TicketSQL. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Text that appenders hold before they let go of it; the tables behind them spill to disk. */
    private static final long FLUSHED_CHARS = 4 << 20;

    private static final List<EventTable> REBUILT =
            List.of(EventTable.TICKET_FIELD_CHANGES, EventTable.TICKET_COMMENTS, EventTable.TICKET_CHILD_EVENTS);

    private final Path scratch;
    private final Engine engine;
    private final SegmentWriter writer;
    private final ChildEventReader children;

    private FormerMirror(MirrorDirectory directory, EngineLimits limits, ChildEventReader children) {
        scratch = directory.scratch();
        engine = new Engine(limits, scratch.resolve("spill"), List.of(scratch));
        writer = new SegmentWriter(directory, new FileSets(directory));
        this.children = children;
    }

    /**
     * Takes over the mirror in {@code directory}, if it has one of a former format. Makes no request. Waits for another
     * process that does the same.
     *
     * @param sharing who may use the directory beside its owner
     * @param children reads child events as those of pages are read
     * @param notices receives a sentence before the work, which takes about twenty seconds a million events
     * @throws IOException if it cannot be written, or an older TicketSQL is reading it; no event is lost
     */
    public static void takeOver(
            Path directory,
            FileSharing sharing,
            EngineLimits limits,
            ChildEventReader children,
            Consumer<String> notices)
            throws IOException {
        if (FormerFormat.isIn(directory)) {
            notices.accept("the mirror " + directory + " is of an older TicketSQL: its files are rebuilt, once");
            takeOver(directory, sharing, limits, children, DurableFiles.real(), PATIENCE);
        }
    }

    /** Takes over with so much patience for statements of an older TicketSQL. */
    static void takeOver(
            Path directory,
            FileSharing sharing,
            EngineLimits limits,
            ChildEventReader children,
            DurableFiles disk,
            Duration patience)
            throws IOException {
        FormerFormat.takeOver(directory, sharing, disk, patience, opened -> new FormerMirror(opened, limits, children));
    }

    @Override
    public void rebuild(Segment segment, Map<EventTable, Path> files) throws IOException {
        Path events = scratch.resolve("former.parquet");
        try (DuckDBConnection staging = engine.connect()) {
            link(requireNonNull(files.get(EventTable.TICKET_EVENTS), "a file of events"), events);
            stage(staging, events, segment.eventCount());
            int groupRows = RowGroups.rows(engine, List.of(events));
            writer.write(segment.kind(), segment.range(), segment.asOfSec(), (table, file) -> {
                Path former = files.get(table);
                if (former != null) {
                    link(former, file);
                    return table == EventTable.TICKET_EVENTS ? segment.eventCount() : 1;
                }
                return table.isOptional() ? 0 : write(staging, table, file, groupRows);
            });
        } catch (SQLException e) {
            throw ClassifiedIOException.of(
                    e, ErrorKind.GENERAL, "the events of " + segment.range() + " cannot be rebuilt: " + e.getMessage());
        } finally {
            Files.deleteIfExists(events);
        }
    }

    private static void link(Path former, Path file) throws IOException {
        try {
            Files.createLink(file, former);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(former, file);
        }
    }

    /** Reads the child events of all events of a file into temporary tables, in the file's order. */
    private void stage(DuckDBConnection staging, Path events, long eventCount) throws IOException, SQLException {
        Map<StagingTable, DuckDBAppender> appenders = new LinkedHashMap<>();
        try (DuckDBConnection reading = engine.connect();
                Statement statement = reading.createStatement();
                Statement creation = staging.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, ticket_id, start_time, updater_id, child_events FROM read_parquet("
                                + SqlText.literal(events) + ")")) {
            for (EventTable table : REBUILT) {
                StagingTable staged = StagingTable.of(table);
                creation.execute(staged.create());
                appenders.put(staged, staged.appender(staging));
            }
            long count = 0;
            long chars = 0;
            while (rows.next()) {
                TicketEvent event = event(rows);
                for (Map.Entry<StagingTable, DuckDBAppender> appender : appenders.entrySet()) {
                    appender.getKey().append(appender.getValue(), count, event);
                }
                count++;
                chars += rows.getString(5) == null ? 0 : rows.getString(5).length();
                if (chars > FLUSHED_CHARS) {
                    for (DuckDBAppender appender : appenders.values()) {
                        appender.flush();
                    }
                    chars = 0;
                }
            }
            if (count != eventCount) {
                throw ErrorKind.MIRROR_DAMAGED.exception(eventCount + " events are " + count);
            }
        } finally {
            for (DuckDBAppender appender : appenders.values()) {
                appender.close();
            }
        }
    }

    private TicketEvent event(ResultSet row) throws IOException, SQLException {
        Map<EventField, Object> values = new EnumMap<>(EventField.class);
        for (EventField field : List.of(EventField.TICKET_ID, EventField.UPDATER_ID)) {
            long value = row.getLong(field.key());
            if (!row.wasNull()) {
                values.put(field, value);
            }
        }
        String childEvents = row.getString(EventField.CHILD_EVENTS.key());
        return new TicketEvent(
                row.getLong("id"),
                row.getLong("start_time"),
                values,
                null,
                childEvents == null ? ChildRows.none() : children.read(childEvents));
    }

    /** Writes what was staged of a table, in its order. */
    private static long write(DuckDBConnection staging, EventTable table, Path file, int groupRows)
            throws SQLException {
        String rows = "(SELECT " + table.columnList() + " FROM "
                + StagingTable.of(table).name() + ")";
        try (Statement statement = staging.createStatement()) {
            return statement.executeLargeUpdate(EventSql.write(rows, file, groupRows));
        }
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (SQLException e) {
            LOG.debug("An engine does not close properly", e);
        }
    }
}
