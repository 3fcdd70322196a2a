package dev.ticketsql.mirror.export;

import dev.ticketsql.mirror.directory.EventTable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A month of the export as it was written.
 *
 * @param sources digest of what it was made of; see {@link MonthSources#digest}
 * @param files a file for each table
 */
record ExportedMonth(String sources, Map<EventTable, ExportedFile> files) {

    ExportedMonth {
        Map<EventTable, ExportedFile> copy = new EnumMap<>(EventTable.class);
        copy.putAll(files);
        files = Collections.unmodifiableMap(copy);
    }

    /** The file of a table; empty if the record has none. */
    Optional<ExportedFile> file(EventTable table) {
        return Optional.ofNullable(files.get(table));
    }

    /** Number of its events. */
    long events() {
        return file(EventTable.TICKET_EVENTS).map(ExportedFile::rows).orElse(0L);
    }

    /** Size of its files together. */
    long bytes() {
        return files.values().stream().mapToLong(ExportedFile::bytes).sum();
    }
}
