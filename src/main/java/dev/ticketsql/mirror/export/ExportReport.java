package dev.ticketsql.mirror.export;

import java.nio.file.Path;
import java.util.List;

/**
 * Result of an export.
 *
 * @param directory its real path
 * @param written what was written, as {@code ticket_events/month=2026-03: 812 rows, 41234 bytes}
 * @param removed what had no event any more, as {@code ticket_events/month=2026-03}
 * @param months number of months that it has
 * @param unchanged number of them of which nothing was written
 * @param events number of events that it has
 * @param bytes size of its files together
 * @param coverage the time that it has
 * @param strangers foreign files in it, which readers of its tables would include
 */
public record ExportReport(
        Path directory,
        List<String> written,
        List<String> removed,
        int months,
        int unchanged,
        long events,
        long bytes,
        ExportCoverage coverage,
        List<Path> strangers) {

    public ExportReport {
        written = List.copyOf(written);
        removed = List.copyOf(removed);
        strangers = List.copyOf(strangers);
    }
}
