package dev.ticketsql.mirror.export;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** A mirror whose files stay where they are for as long as it is exported. */
public interface ExportSource {

    /**
     * Lists its segments, overlapping ones included.
     *
     * @throws IOException if the directory cannot be read
     */
    List<Segment> segments() throws IOException;

    /**
     * Reads what is purged at this moment.
     *
     * @throws IOException if the directory cannot be read
     */
    PurgedEvents purged() throws IOException;

    /** Path of a segment's file of a table. */
    Path pathOf(Segment segment, EventTable table);

    /**
     * Compares files with their checksums. A damaged one is set aside.
     *
     * @return true if all match
     * @throws IOException if a file cannot be read
     */
    boolean areIntact(Collection<Segment> segments) throws IOException;

    /**
     * Number of rejected events in {@code ranges}, which no table of the export has.
     *
     * @throws IOException if a file cannot be read
     */
    long rejectedCount(TimeRanges ranges, PurgedEvents purged) throws IOException;

    /** Opens a database that reads the mirror, and reads and writes below {@code directory}. */
    Database open(Path directory);

    /** A database of DuckDB without tables. */
    interface Database extends AutoCloseable {

        /**
         * Opens a connection, for one statement at a time.
         *
         * @throws SQLException if the engine does not start
         */
        Connection connect() throws SQLException;

        /**
         * Rows of a row group, so that a group of rows like those of {@code files} fits into memory.
         *
         * @throws SQLException if a file cannot be read
         */
        int groupRows(List<Path> files) throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
