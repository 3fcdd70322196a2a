package dev.ticketsql.mirror.export;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.DiskSpace;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence.Owned;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Writes a mirror as four plain tables, one row per event, partitioned by month, and keeps such an export up to date: a
 * month is written if its rows are others than those in the file. For one thread.
 *
 * <p>A kill at any moment leaves each file of a month as it was before or after. Its record says then that the export
 * is not complete, and the next one finishes it.
 */
public final class MirrorExport {

    private final ExportSource source;
    private final Target target;
    private final DurableFiles durableFiles;
    private final Consumer<String> progress;
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Set<YearMonth> changed = new HashSet<>();
    private final Set<String> removed = new TreeSet<>();

    /**
     * Destination of an export.
     *
     * @param directory one that is new, empty, or of an earlier export
     * @param mirrors the directory of all mirrors, outside of which it must be
     * @param account name of the mirror
     * @param sharing users of what is created
     */
    public record Target(Path directory, Path mirrors, String account, FileSharing sharing) {}

    /** An export that takes a line for each month on which it works. */
    public MirrorExport(ExportSource source, Target target, DurableFiles durableFiles, Consumer<String> progress) {
        this.source = source;
        this.target = target;
        this.durableFiles = durableFiles;
        this.progress = progress;
    }

    /**
     * Runs until the export has what the mirror has. What is purged meanwhile is taken out again.
     *
     * @param floorSec epoch second before which no event counts
     * @throws IllegalArgumentException if the directory must not be written
     * @throws IOException if a file cannot be read or written, or a file of the mirror is damaged; months before stay
     */
    public ExportReport run(long floorSec) throws IOException {
        try (ExportDirectory directory = ExportDirectory.open(
                target.directory(), target.mirrors(), target.account(), target.sharing(), durableFiles)) {
            PurgedEvents purged;
            ExportRecord done;
            ExportCoverage coverage;
            do {
                purged = source.purged();
                long fromSec = Math.max(floorSec, purged.beforeSec().orElse(0));
                MonthSources sources = new MonthSources(source.segments(), TimeRanges.from(fromSec));
                coverage =
                        ExportCoverage.of(sources.covered(), fromSec, source.rejectedCount(sources.covered(), purged));
                done = export(directory, sources, purged, coverage);
            } while (!source.purged().equals(purged));
            return report(directory, done, coverage);
        }
    }

    private ExportReport report(ExportDirectory directory, ExportRecord done, ExportCoverage coverage)
            throws IOException {
        Collection<ExportedMonth> months = done.months().values();
        return new ExportReport(
                directory.root(),
                List.copyOf(written.values()),
                List.copyOf(removed),
                done.months().size(),
                (int) done.months().keySet().stream()
                        .filter(month -> !changed.contains(month))
                        .count(),
                months.stream().mapToLong(ExportedMonth::events).sum(),
                months.stream().mapToLong(ExportedMonth::bytes).sum(),
                coverage,
                directory.strangers());
    }

    private ExportRecord export(
            ExportDirectory directory, MonthSources sources, PurgedEvents purged, ExportCoverage coverage)
            throws IOException {
        try (ExportSource.Database engine = source.open(directory.root())) {
            SortedMap<YearMonth, List<Owned>> parts = sources.byMonth(months(engine, sources.ofSeveralMonths()));
            ExportRecord record = directory.readRecord().orElse(ExportRecord.empty(target.account()));
            SortedMap<YearMonth, ExportedMonth> done = new TreeMap<>(record.months());
            MonthWriter writer = new MonthWriter(source, engine, directory, purged);
            int at = 0;
            for (Map.Entry<YearMonth, List<Owned>> entry : parts.entrySet()) {
                YearMonth month = entry.getKey();
                at++;
                progress.accept("exporting " + month + ", month " + at + " of " + parts.size());
                Optional<ExportedMonth> now =
                        writer.write(month, entry.getValue(), Optional.ofNullable(done.get(month)), (table, file) -> {
                            directory.write(record.with(done));
                            changed.add(month);
                            written.put(MonthFiles.file(table, month), MonthWriter.line(table, month, file));
                        });
                now.ifPresentOrElse(found -> done.put(month, found), () -> done.remove(month));
                if (changed.contains(month)) {
                    directory.write(record.with(done));
                }
            }
            done.keySet().retainAll(parts.keySet());
            remove(directory, record.with(done));
            ExportRecord complete = new ExportRecord(target.account(), true, coverage.lines(), done);
            directory.write(complete);
            return complete;
        } catch (ClassifiedIOException e) {
            throw e;
        } catch (IOException | SQLException e) {
            throw failed(directory, e);
        }
    }

    private static ClassifiedIOException failed(ExportDirectory directory, Exception cause) throws IOException {
        DiskSpace space = DiskSpace.of(directory.root());
        String reason = cause instanceof IOException e ? MirrorDirectory.reason(e) : cause.getMessage();
        return ClassifiedIOException.of(
                cause,
                space.kindOf(cause, ErrorKind.FILES),
                "the export to " + directory.root() + ", which has " + space.freeBytes() + " bytes free, failed: "
                        + reason + "; months that were written before stay, and the next export goes on from there");
    }

    /** Months of the events of files, of which the names do not say it. */
    private Map<Segment, Set<YearMonth>> months(ExportSource.Database engine, List<Segment> segments)
            throws IOException, SQLException {
        Map<Segment, Set<YearMonth>> months = new HashMap<>();
        if (segments.isEmpty()) {
            return months;
        }
        if (!source.areIntact(segments)) {
            throw MonthWriter.damaged("several months");
        }
        List<Path> files = segments.stream()
                .map(segment -> source.pathOf(segment, EventTable.TICKET_EVENTS))
                .toList();
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MonthSql.months(files))) {
            while (row.next()) {
                YearMonth month = YearMonth.of(row.getInt(2), row.getInt(3));
                Segment.parse(Path.of(row.getString(1)).getFileName().toString())
                        .ifPresent(segment -> months.computeIfAbsent(segment, first -> new HashSet<>())
                                .add(month));
            }
        }
        return months;
    }

    /** Removes the months that {@code kept} does not have. */
    private void remove(ExportDirectory directory, ExportRecord kept) throws IOException {
        for (EventTable table : MonthFiles.TABLES) {
            for (YearMonth month : directory.months(table)) {
                if (!kept.months().containsKey(month)) {
                    directory.write(kept);
                    directory.delete(table, month);
                    removed.add(MonthFiles.directory(table, month));
                }
            }
        }
    }
}
