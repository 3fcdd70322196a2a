package dev.ticketsql.account;

import dev.ticketsql.mirror.export.ExportReport;
import java.util.ArrayList;
import java.util.List;

/** Lines of {@code name: value} on an export: first what was changed, then what it has. */
final class ExportResult {

    private ExportResult() {}

    static UpkeepResult of(ExportReport report) {
        List<String> lines = new ArrayList<>();
        report.written().forEach(file -> lines.add("written: " + file));
        report.removed().forEach(month -> lines.add("removed: " + month));
        lines.add("export: " + report.directory());
        lines.add("months: " + report.months());
        lines.add("unchanged: " + report.unchanged());
        lines.add("events: " + report.events());
        lines.add("bytes: " + report.bytes());
        lines.addAll(report.coverage().lines());
        List<String> remarks = new ArrayList<>();
        if (report.coverage().windows().isNone()) {
            remarks.add("nothing is mirrored, so that the export has no tables: bin/mirror sync first");
        }
        long rejected = report.coverage().rejected();
        if (rejected > 0) {
            remarks.add("the export is without " + rejected + (rejected == 1 ? " event that has" : " events that have")
                    + " no usable id or instant; SELECT * FROM rejected_events shows what came instead");
        }
        report.strangers()
                .forEach(file -> remarks.add(file
                        + " is none of the export's files, but readers of its table read it too: move it elsewhere"));
        return new UpkeepResult(lines, remarks, report.strangers().isEmpty());
    }
}
