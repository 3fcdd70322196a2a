package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.staging.SqlText;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;

/** A mirror with all its events in one file, as the baseline for one that was fetched page by page. */
public final class OneFileMirror {

    private OneFileMirror() {}

    /**
     * Makes one of another mirror's sealed files, which must not overlap and must leave no gap.
     *
     * @param mirror the other's directory
     * @param copy where it is made
     * @return the file of its events
     */
    public static Path of(Path mirror, Path copy) throws IOException, SQLException {
        try (MirrorDirectory from = MirrorDirectory.open(mirror, FileSharing.PRIVATE, DurableFiles.real());
                MirrorDirectory to = MirrorDirectory.open(copy, FileSharing.PRIVATE, DurableFiles.real());
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            SegmentFiles files = new SegmentFiles(from, InstantSource.system());
            files.list();
            List<Segment> sealed =
                    files.segments().stream().filter(Segment::isSealed).toList();
            TimeRange range = new TimeRange(
                    sealed.stream().mapToLong(it -> it.range().fromSec()).min().orElseThrow(),
                    sealed.stream().mapToLong(it -> it.range().toSec()).max().orElseThrow());
            SegmentFiles one = new SegmentFiles(to, InstantSource.system());
            Segment segment = one.add(
                    SegmentKind.SEALED,
                    range,
                    sealed.stream().mapToLong(Segment::asOfSec).max().orElseThrow(),
                    (table, file) -> write(statement, files.pathsOf(sealed, table), file));
            return one.pathOf(segment, EventTable.TICKET_EVENTS);
        }
    }

    /** Writes the rows of {@code sources} in the order of time; of a table without files none. */
    private static long write(Statement duckDb, List<Path> sources, Path file) throws SQLException {
        return sources.isEmpty()
                ? 0
                : duckDb.executeLargeUpdate(EventSql.write(
                        "(SELECT * FROM read_parquet(" + SqlText.list(sources) + ") ORDER BY start_time)",
                        file,
                        RowGroups.MAX_ROWS));
    }
}
