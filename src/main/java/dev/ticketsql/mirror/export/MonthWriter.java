package dev.ticketsql.mirror.export;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.SegmentPrecedence.Owned;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of a month whose rows have changed: all of them beside the export first, then their names, the
 * events' last. A month whose segments are others is compared with its files, since merging leaves the rows as they
 * are.
 */
final class MonthWriter {

    private static final Logger LOG = LoggerFactory.getLogger(MonthWriter.class);

    private final ExportSource source;
    private final ExportSource.Database engine;
    private final ExportDirectory directory;
    private final PurgedEvents purged;

    MonthWriter(ExportSource source, ExportSource.Database engine, ExportDirectory directory, PurgedEvents purged) {
        this.source = source;
        this.engine = engine;
        this.directory = directory;
        this.purged = purged;
    }

    /** Receives what is about to be renamed into the export. */
    @FunctionalInterface
    interface Change {

        void of(EventTable table, ExportedFile file) throws IOException;
    }

    /**
     * Brings a month up to date.
     *
     * @param parts its parts of segments, ascending
     * @param before what was written of it
     * @param change receives each file that is about to take its place, before the first does
     * @return what the export has of it now; empty, and nothing is changed, if it has no event
     * @throws IOException if a file of the mirror is damaged, or one of the export cannot be written
     * @throws SQLException if the engine fails
     */
    Optional<ExportedMonth> write(YearMonth month, List<Owned> parts, Optional<ExportedMonth> before, Change change)
            throws IOException, SQLException {
        String sources = MonthSources.digest(parts, purged);
        boolean isOfSameSources =
                before.filter(known -> known.sources().equals(sources)).isPresent();
        Map<EventTable, ExportedFile> files = find(month, before);
        if (isOfSameSources && files.size() == MonthFiles.TABLES.size()) {
            return Optional.of(new ExportedMonth(sources, files));
        }
        requireIntact(month, parts);
        Map<EventTable, Path> finished = new EnumMap<>(EventTable.class);
        for (EventTable table : MonthFiles.TABLES) {
            List<Path> paths = parts.stream()
                    .map(part -> source.pathOf(part.segment(), table))
                    .toList();
            String rows = MonthSql.rows(table, parts, paths, purged);
            boolean isCurrent = files.containsKey(table) && (isOfSameSources || isSame(table, rows, month));
            if (!isCurrent) {
                Path file = directory.newFile();
                long count = copy(rows, file, engine.groupRows(paths));
                if (table == EventTable.TICKET_EVENTS && count == 0) {
                    return Optional.empty();
                }
                directory.force(file);
                finished.put(table, file);
                files.put(table, ExportedFile.of(file, MonthFiles.file(table, month), count));
            }
        }
        publish(month, finished, files, change);
        return Optional.of(new ExportedMonth(sources, files));
    }

    /** The files that are still as they were written. */
    private Map<EventTable, ExportedFile> find(YearMonth month, Optional<ExportedMonth> before) throws IOException {
        Map<EventTable, ExportedFile> files = new EnumMap<>(EventTable.class);
        for (EventTable table : MonthFiles.TABLES) {
            Optional<ExportedFile> written = before.flatMap(known -> known.file(table));
            if (written.isPresent()) {
                written.get()
                        .find(directory.root(), MonthFiles.file(table, month))
                        .ifPresent(found -> files.put(table, found));
            }
        }
        return files;
    }

    private void publish(
            YearMonth month, Map<EventTable, Path> finished, Map<EventTable, ExportedFile> described, Change change)
            throws IOException {
        for (EventTable table : finished.keySet()) {
            change.of(table, requireNonNull(described.get(table), "each file is described"));
        }
        List<EventTable> eventsLast = new ArrayList<>(EventTable.eventsLast());
        eventsLast.retainAll(finished.keySet());
        for (EventTable table : eventsLast) {
            directory.publish(requireNonNull(finished.get(table), "a file for each table"), table, month);
        }
    }

    private void requireIntact(YearMonth month, List<Owned> parts) throws IOException {
        if (!source.areIntact(parts.stream().map(Owned::segment).distinct().toList())) {
            throw damaged(month.toString());
        }
    }

    /** The failure of an export whose mirror has a damaged file, which was set aside. */
    static IOException damaged(String month) {
        return new ClassifiedIOException(
                ErrorKind.MIRROR_DAMAGED,
                "a file of the mirror with events of " + month + " is damaged and was set aside; the export keeps what"
                        + " it had of them: bin/mirror sync fetches them again, export then");
    }

    private long copy(String rows, Path file, int groupRows) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(MonthSql.write(rows, file, groupRows));
        }
    }

    private boolean isSame(EventTable table, String rows, YearMonth month) throws SQLException {
        Path file = directory.root().resolve(MonthFiles.file(table, month));
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet same = statement.executeQuery(MonthSql.isSame(table, rows, file))) {
            return same.next() && same.getBoolean(1);
        } catch (SQLException e) {
            // Of columns of another version; a failure that lasts is one of the COPY, too.
            LOG.debug("Cannot compare {} with the mirror", file, e);
            return false;
        }
    }

    /** A line for people on a file that was written. */
    static String line(EventTable table, YearMonth month, ExportedFile file) {
        return String.format(
                Locale.ROOT, "%s: %d rows, %d bytes", MonthFiles.directory(table, month), file.rows(), file.bytes());
    }
}
