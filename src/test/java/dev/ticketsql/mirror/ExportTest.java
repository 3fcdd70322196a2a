package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.export.ExportReport;
import dev.ticketsql.mirror.export.MirrorExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of an export, and what of it is written when the mirror changes. */
final class ExportTest extends ExportFixture {

    @Test
    void anExportHasEveryRowOnceInTheDirectoryOfItsMonth() throws Exception {
        addFourMonths();
        sync();
        ExportReport report = export();
        assertExported();
        assertEquals(List.of("2025-12", "2026-01", "2026-02", "2026-03"), months(report.written()));
        assertEquals(16, report.written().size(), report.written()::toString);
        assertEquals(4, report.months());
        assertEquals(0, report.unchanged());
        assertEquals(94, report.events());
        assertEquals(
                List.of("2025-12|26", "2026-01|25", "2026-02|27", "2026-03|16"),
                plain("SELECT month, count(*) FROM " + relation("ticket_events") + " GROUP BY ALL ORDER BY ALL"));
    }

    @Test
    void itsColumnsAreTheMirrorsAndTheMonthAndItsFilesAreCompressed() throws Exception {
        addFourMonths();
        sync();
        export();
        for (EventTable table : TABLES) {
            List<String> expected = table.columns().stream()
                    .map(column -> column.name() + "|" + column.type())
                    .collect(Collectors.toList());
            expected.add("month|VARCHAR");
            assertEquals(
                    expected,
                    plain("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + relation(table.tableName())
                            + ")"));
            assertEquals(
                    List.of("ZSTD"),
                    plain("SELECT DISTINCT compression FROM parquet_metadata('" + export + "/" + table.tableName()
                            + "/*/*.parquet')"));
        }
    }

    @Test
    void aSecondExportWritesNothing() throws Exception {
        addFourMonths();
        sync();
        export();
        Map<String, String> before = files();
        ExportReport second = export();
        assertEquals(List.of(), second.written());
        assertEquals(4, second.unchanged());
        assertEquals(before, files());
    }

    @Test
    void newEventsWriteTheirMonthAlone() throws Exception {
        addFourMonths();
        sync();
        export();
        clock.advance(Duration.ofHours(2));
        add("2026-03-01T13:00:00Z", 30);
        sync();
        assertEquals(List.of("2026-03"), months(export().written()));
        assertExported();
    }

    @Test
    void aTailThatSealsWithALateEventWritesItsMonthAlone() throws Exception {
        addFourMonths();
        api.addLate(Events.audit(9_000, sec("2026-03-01T11:57:00Z")), sec("2026-03-01T12:01:00Z"));
        sync();
        export();
        assertExported();
        clock.advance(Duration.ofMinutes(40));
        sync();
        assertEquals(List.of("2026-03"), months(export().written()));
        assertExported();
        assertEquals(List.of("1"), plain("SELECT count(*) FROM " + relation("ticket_events") + " WHERE id = 9000"));
    }

    @Test
    void aRefreshThatBringsTheSameRowsWritesNothing() throws Exception {
        addFourMonths();
        sync();
        export();
        Map<String, String> before = files();
        List<String> segments = segments();
        refresh("2025-12-01T00:00:00Z", "2026-02-20T00:00:00Z");
        assertNotEquals(segments, segments());
        assertEquals(List.of(), export().written());
        before.remove("_export.txt");
        Map<String, String> after = files();
        after.remove("_export.txt");
        assertEquals(before, after);
    }

    private List<String> segments() throws IOException {
        return mirror.mirroredRanges().stream()
                .map(range -> range.file().getFileName().toString())
                .toList();
    }

    @Test
    void aCorrectedEventWritesItsMonthAlone() throws Exception {
        addFourMonths();
        sync();
        export();
        long atSec = sec("2026-01-01T00:03:00Z");
        api.removeAt(atSec);
        api.add(Events.audit(30, atSec, "Corrected"));
        refresh("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");
        assertEquals(List.of("2026-01"), months(export().written()));
        assertExported();
        assertEquals(
                List.of("1"), plain("SELECT count(*) FROM " + relation("ticket_events") + " WHERE via = 'Corrected'"));
    }

    @Test
    void whereOnlyTheCommentsDifferOnlyTheyAreWritten() throws Exception {
        addFourMonths();
        sync();
        export();
        Path comments = export.resolve("ticket_comments/month=2026-02/ticket_comments-2026-02.parquet");
        Files.delete(comments);
        ExportReport report = export();
        assertEquals(1, report.written().size(), report.written()::toString);
        assertTrue(report.written().get(0).startsWith("ticket_comments/month=2026-02: "));
        assertEquals(3, report.unchanged());
        assertExported();
    }

    @Test
    void aPurgedTicketIsTakenOutOfTheMonthsThatHadIt() throws Exception {
        addFourMonths();
        sync();
        export();
        mirror.maintenance().purgeTicket(30);
        assertEquals(List.of("2026-01"), months(export().written()));
        assertExported();
        assertTrue(mirror.maintenance().vacuum().isPresent());
        assertEquals(List.of(), export().written());
        assertExported();
    }

    @Test
    void aPurgeByAgeRemovesMonthsAndShortensOne() throws Exception {
        addFourMonths();
        sync();
        export();
        mirror.maintenance().purgeBefore(sec("2026-01-01T00:10:00Z"));
        ExportReport report = export();
        assertEquals(List.of("2025-12"), months(report.removed()));
        assertEquals(List.of("2026-01"), months(report.written()));
        assertExported();
        assertFalse(Files.exists(export.resolve("ticket_events/month=2025-12")));
        assertTrue(report.coverage().lines().get(0).startsWith("window: 2026-01-01T00:10:00Z to "));
    }

    @Test
    void aPurgeWhileItIsWrittenCountsToo() throws Exception {
        addFourMonths();
        sync();
        boolean[] isPurged = {false};
        mirror.maintenance().export(target(), 0, line -> {
            if (line.startsWith("exporting 2026-02") && !isPurged[0]) {
                isPurged[0] = true;
                try {
                    mirror.maintenance().purgeTicket(30);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertExported();
        assertEquals(
                List.of("0"), plain("SELECT count(*) FROM " + relation("ticket_events") + " WHERE ticket_id = 30"));
    }

    @Test
    void eventsBeforeTheFloorAreLeftOut() throws Exception {
        addFourMonths();
        sync();
        ExportReport report = mirror.maintenance().export(target(), sec("2026-02-10T00:05:00Z"), line -> {});
        assertEquals(List.of("2026-02", "2026-03"), months(report.written()));
        assertEquals(
                List.of("" + sec("2026-02-10T00:05:00Z")),
                plain("SELECT min(start_time) FROM " + relation("ticket_events")));
        assertEquals(List.of("2025-12", "2026-01", "2026-02"), months(export().written()));
        assertExported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "shorter", "flipped", "empty", "a directory's content"})
    void aFileThatIsNotAsItWasWrittenIsWrittenAgain(String damage) throws Exception {
        addFourMonths();
        sync();
        export();
        Path file = export.resolve("ticket_events/month=2026-02/ticket_events-2026-02.parquet");
        byte[] bytes = Files.readAllBytes(file);
        switch (damage) {
            case "missing" -> Files.delete(file);
            case "shorter" -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            case "empty" -> Files.write(file, new byte[0]);
            case "flipped" -> {
                bytes[bytes.length / 3] ^= 4;
                Files.write(file, bytes);
            }
            default -> {
                try (Stream<Path> all = Files.walk(export.resolve("ticket_events/month=2026-02"))) {
                    all.sorted(Comparator.reverseOrder())
                            .forEach(path -> path.toFile().delete());
                }
            }
        }
        ExportReport report = export();
        assertEquals(1, report.written().size(), report.written()::toString);
        assertExported();
    }

    @Test
    void aCopyOfAnExportGoesOnFromThere() throws Exception {
        addFourMonths();
        sync();
        export();
        Path copy = temporary.toRealPath().resolve("copy");
        try (Stream<Path> all = Files.walk(export)) {
            for (Path path : all.sorted().toList()) {
                Files.copy(path, copy.resolve(export.relativize(path).toString()));
            }
        }
        export = copy;
        assertEquals(List.of(), export().written());
        assertExported();
    }

    @Test
    void aForeignFileIsNamed() throws Exception {
        addFourMonths();
        sync();
        export();
        Path foreign = export.resolve("ticket_events/month=2026-02/old.parquet");
        Files.writeString(foreign, "not ours");
        assertEquals(List.of(foreign), export().strangers());
    }

    @Test
    void windowsAndGapsAreSaidInTheReportAndBesideTheTables() throws Exception {
        addFourMonths();
        long fromSec = sec("2025-12-31T00:00:00Z");
        for (TimeRanges part : List.of(
                TimeRanges.of(fromSec, fromSec + 86_400),
                TimeRanges.of(sec("2026-02-28T00:00:00Z"), sec("2026-03-01T00:00:00Z")))) {
            mirror.maintenance().sync(Asking.settings(api), part);
        }
        ExportReport report = export();
        List<String> coverage = report.coverage().lines();
        assertEquals(4, coverage.size(), coverage::toString);
        assertTrue(coverage.get(0).startsWith("window: 2025-12-31T00:00:00Z to "), coverage::toString);
        assertEquals("gap: 1970-01-01T00:00:00Z to 2025-12-31T00:00:00Z", coverage.get(2));
        List<String> record = Files.readAllLines(export.resolve("_export.txt"));
        assertEquals(List.of("format: 1", "account: " + ACCOUNT, "complete: true"), record.subList(0, 3));
        assertEquals(coverage, record.subList(3, 7));
        assertExported();
    }

    @Test
    void anExportOfNothingHasNoTables() throws Exception {
        ExportReport report = export();
        assertEquals(0, report.months());
        assertTrue(report.coverage().windows().isNone());
        addFourMonths();
        sync();
        assertEquals(4, months(export().written()).size());
        assertExported();
    }

    @Test
    void rejectedEventsAreCounted() throws Exception {
        addFourMonths();
        api.addRejected(sec("2026-02-10T00:03:30Z"), 7L, "{\"odd\": true}");
        sync();
        ExportReport report = export();
        assertEquals(1, report.coverage().rejected());
        assertTrue(Files.readAllLines(export.resolve("_export.txt")).contains("rejected: 1"));
        assertExported();
    }

    @Test
    void aDamagedFileOfTheMirrorLeavesTheExportAsItWasUntilItIsFetchedAgain() throws Exception {
        addFourMonths();
        sync();
        export();
        Map<String, String> before = files();
        clock.advance(Duration.ofHours(2));
        add("2026-03-01T13:00:00Z", 5);
        sync();
        Path file = mirror.mirroredRanges().stream()
                .filter(range -> range.eventCount() > 0)
                .reduce((first, last) -> last)
                .orElseThrow()
                .file();
        mirror.close();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        mirror = Mirror.open(mirrors.resolve(ACCOUNT), Asking.SMALL, clock);
        String message =
                String.valueOf(assertThrows(IOException.class, this::export).getMessage());
        assertTrue(message.contains("is damaged and was set aside"), message);
        assertEquals(before, files());
        sync();
        assertEquals(List.of("2026-03"), months(export().written()));
        assertExported();
    }

    @Test
    void aDirectoryThatIsNotEmptyIsRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(export);
        Files.writeString(export.resolve("letter.txt"), "private");
        assertEquals(
                export + " is neither empty nor an export, it has letter.txt: export to a directory that is new or"
                        + " empty, or to that of an earlier export, which has _export.txt",
                refusal());
        assertEquals(List.of("letter.txt"), List.copyOf(files().keySet()));
    }

    @Test
    void aFileIsRefused() throws Exception {
        Files.writeString(export, "private");
        assertEquals(export + " is no directory: export to one that is new or empty", refusal());
    }

    @Test
    void aDirectoryInTheMirrorsOrAroundThemIsRefused() throws Exception {
        export = mirrors.resolve(ACCOUNT).resolve("export");
        assertEquals(
                export + " lies in the directory of the mirrors, " + mirrors + ": export to a directory elsewhere",
                refusal());
        assertFalse(Files.exists(export));
        Path link = temporary.toRealPath().resolve("link");
        Files.createSymbolicLink(link, mirrors);
        export = link.resolve("export");
        assertTrue(refusal().contains(" lies in the directory of the mirrors"), refusal());
        export = temporary.toRealPath();
        assertTrue(refusal().startsWith(export + " has in it the directory of the mirrors"), refusal());
    }

    @Test
    void anExportOfAnotherAccountIsRefused() throws Exception {
        addFourMonths();
        sync();
        export();
        MirrorExport.Target other = new MirrorExport.Target(export, mirrors, "other.zendesk.com", FileSharing.PRIVATE);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> mirror.maintenance().export(other, 0, line -> {}))
                .getMessage();
        assertEquals(
                export + " is an export of " + ACCOUNT + ", not of other.zendesk.com: export to a directory of its own",
                message);
    }

    @Test
    void anExportOfALaterFormatIsRefused() throws Exception {
        export();
        Path record = export.resolve("_export.txt");
        Files.writeString(record, Files.readString(record).replace("format: 1", "format: 2"));
        assertTrue(refusal().contains(" is an export of another version of TicketSQL"), refusal());
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, this::export).getMessage());
    }

    @Test
    void twoAtOnceAreRefusedAndTheFirstEndsWell() throws Exception {
        addFourMonths();
        sync();
        mirror.maintenance()
                .export(
                        target(),
                        0,
                        line -> assertEquals(
                                "another process exports to " + export + ": export again when it has ended",
                                assertThrows(IOException.class, this::export).getMessage()));
        assertExported();
    }

    @Test
    void exportsGoOnWhileAStatementReads() throws Exception {
        addFourMonths();
        sync();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.before(clock.nowSec() - 3_600));
            export();
        }
        assertExported();
    }

    /** Whatever happens to a mirror, in any order, an export has what it shows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anySeriesOfChangesIsExported(long seed) throws Exception {
        Random random = new Random(seed);
        addFourMonths();
        for (int step = 0; step < 14; step++) {
            switch (random.nextInt(7)) {
                case 0 -> {
                    clock.advance(Duration.ofHours(random.nextInt(24 * 20)));
                    add(clock.instant().minusSeconds(3_000).toString(), 1 + random.nextInt(20));
                }
                case 1 -> mirror.maintenance().purgeTicket(1 + random.nextInt(100));
                case 2 -> {
                    long fromSec = sec("2025-12-30T00:00:00Z") + random.nextInt(60 * 86_400);
                    mirror.maintenance()
                            .sync(
                                    Asking.settings(api),
                                    TimeRanges.of(fromSec, fromSec + random.nextInt(20) * 86_400L + 1));
                }
                case 3 -> {
                    long atSec = sec("2026-01-01T00:03:00Z");
                    api.removeAt(atSec);
                    api.add(Events.audit(30, atSec, "Corrected " + step));
                    refresh("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");
                }
                case 4 -> mirror.maintenance().vacuum();
                case 5 ->
                    Files.deleteIfExists(export.resolve("ticket_events/month=2026-02/ticket_events-2026-02.parquet"));
                default -> sync();
            }
            if (export().months() > 0) {
                assertExported();
            }
        }
        sync();
        export();
        assertExported();
        assertEquals(List.of(), export().written());
    }
}
