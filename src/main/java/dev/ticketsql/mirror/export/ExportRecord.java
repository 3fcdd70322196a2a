package dev.ticketsql.mirror.export;

import dev.ticketsql.mirror.directory.EventTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Text beside the tables of an export: for people and programs, which time it has and whether it is complete; for the
 * next export, of what each month was made.
 *
 * <pre>
 * format: 1
 * account: acme.zendesk.com
 * complete: true
 * window: 2025-06-01T00:00:00Z to 2025-07-01T00:00:00Z
 * gap: 1970-01-01T00:00:00Z to 2025-06-01T00:00:00Z
 * month: 2025-06 e3b0c442...
 * file: 2025-06 ticket_events 812 rows 41234 bytes 2026-03-01T12:00:00.123456789Z 1c291ca3
 * </pre>
 *
 * @param account name of the mirror, of which another export must not take its place
 * @param isComplete false while an export runs, and after one that was killed: then the tables may differ by a month
 * @param coverage lines of {@link ExportCoverage}
 * @param months what was written
 */
record ExportRecord(
        String account, boolean isComplete, List<String> coverage, SortedMap<YearMonth, ExportedMonth> months) {

    private static final String FORMAT = "format: ";
    private static final int VERSION = 1;
    private static final int HEXADECIMAL = 16;
    private static final int WORDS_OF_FILE = 8;

    ExportRecord {
        coverage = List.copyOf(coverage);
        months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
    }

    /** The record of an export without a month. */
    static ExportRecord empty(String account) {
        return new ExportRecord(account, false, List.of(), new TreeMap<>());
    }

    /** The same with other months, while they are written. */
    ExportRecord with(SortedMap<YearMonth, ExportedMonth> written) {
        return new ExportRecord(account, false, coverage, written);
    }

    /** Its text, which {@link #parse} reads. */
    String text() {
        StringBuilder text = new StringBuilder(FORMAT + VERSION + "\n");
        text.append("account: ").append(account).append('\n');
        text.append("complete: ").append(isComplete).append('\n');
        coverage.forEach(line -> text.append(line).append('\n'));
        months.forEach((month, written) -> {
            text.append("month: ")
                    .append(month)
                    .append(' ')
                    .append(written.sources())
                    .append('\n');
            written.files()
                    .forEach((table, file) -> text.append(String.format(
                            Locale.ROOT,
                            "file: %s %s %d rows %d bytes %s %08x\n",
                            month,
                            table.tableName(),
                            file.rows(),
                            file.bytes(),
                            file.modified(),
                            file.checksum())));
        });
        return text.toString();
    }

    /** True if the text begins as a record does, of this version or another. */
    static boolean isRecord(String text) {
        return text.startsWith(FORMAT);
    }

    /**
     * Parses a record. What cannot be read counts as not written.
     *
     * @return empty if it is of another version, or names no account
     */
    static Optional<ExportRecord> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2
                || !lines.get(0).equals(FORMAT + VERSION)
                || !lines.get(1).startsWith("account: ")) {
            return Optional.empty();
        }
        boolean isComplete = false;
        List<String> coverage = new ArrayList<>();
        SortedMap<YearMonth, String> sources = new TreeMap<>();
        Map<YearMonth, Map<EventTable, ExportedFile>> files = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> words = List.of(line.split(" "));
            try {
                switch (words.get(0)) {
                    case "complete:" -> isComplete = Boolean.parseBoolean(words.get(1));
                    case "month:" -> sources.put(YearMonth.parse(words.get(1)), words.get(2));
                    case "file:" -> addFile(words, files);
                    default -> coverage.add(line);
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
                // Edited by somebody: the month is compared, or written again.
                isComplete = false;
            }
        }
        SortedMap<YearMonth, ExportedMonth> months = new TreeMap<>();
        sources.forEach((month, digest) ->
                months.put(month, new ExportedMonth(digest, files.getOrDefault(month, Map.of()))));
        return Optional.of(
                new ExportRecord(lines.get(1).substring("account: ".length()), isComplete, coverage, months));
    }

    private static void addFile(List<String> words, Map<YearMonth, Map<EventTable, ExportedFile>> files) {
        if (words.size() == WORDS_OF_FILE + 1) {
            ExportedFile file = new ExportedFile(
                    Long.parseLong(words.get(3)),
                    Long.parseLong(words.get(5)),
                    Instant.parse(words.get(7)),
                    Long.parseLong(words.get(8), HEXADECIMAL));
            files.computeIfAbsent(YearMonth.parse(words.get(1)), month -> new EnumMap<>(EventTable.class))
                    .put(EventTable.valueOf(words.get(2).toUpperCase(Locale.ROOT)), file);
        }
    }
}
