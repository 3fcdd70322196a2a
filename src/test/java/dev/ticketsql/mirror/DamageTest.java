package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they were: never a wrong answer. */
final class DamageTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path directory;

    @BeforeEach
    void fillTwoPages() throws Exception {
        for (int i = 0; i < 100; i++) {
            api.add(Events.audit(i, startSec + i));
        }
        ask(0, 18);
        assertEquals(List.of(startSec, startSec + 9), api.requests());
    }

    @Test
    void everyFlippedBitIsNoticedAndItsWindowFetchedAgain() throws Exception {
        Path file = segment(0);
        byte[] good = Files.readAllBytes(file);
        // A bit in each part of the file: data, dictionary, footer, magic.
        for (int place = 0; place < good.length; place += good.length / 7) {
            byte[] bad = good.clone();
            bad[place] ^= 0x10;
            Files.write(file, bad);
            api.forgetRequests();
            assertEquals(ids(0, 18), ask(0, 18), "byte " + place);
            assertEquals(List.of(startSec), api.requests(), "byte " + place);
            assertTrue(Files.exists(file.resolveSibling(file.getFileName() + ".damaged")));
            // The same page under the same clock makes the same file.
            assertTrue(Arrays.equals(good, Files.readAllBytes(file)));
        }
    }

    @Test
    void aTruncatedFileIsFetchedAgain() throws Exception {
        Path file = segment(9);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
    }

    @Test
    void aDamagedFileIsNamedOnceWithWhatBecomesOfIt() throws Exception {
        Path file = segment(9);
        Files.write(file, new byte[100]);
        List<String> warnings = new ArrayList<>();
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            for (int statement = 0; statement < 2; statement++) {
                try (Snapshot reading = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
                    reading.relation(EventTable.TICKET_EVENTS, TimeRanges.of(startSec, startSec + 18));
                }
            }
        }
        assertEquals(
                List.of(file + " is damaged: its bytes are not those that were written; it is set aside as *.damaged,"
                        + " and the events of [2026-02-27T12:00:09Z, 2026-02-27T12:00:18Z) are fetched again"),
                warnings);
    }

    @Test
    void anEmptyFileOrSomethingElseUnderASegmentsNameIsFetchedAgain() throws Exception {
        Files.write(segment(0), new byte[0]);
        Files.writeString(segment(9), "id,ticket_id\n1,2\n");
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec, startSec + 9), api.requests());
    }

    @Test
    void theFileOfAnotherSegmentUnderThisOnesNameIsFetchedAgain() throws Exception {
        Files.copy(segment(0), segment(9), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
    }

    @Test
    void aKindOfSegmentThatANewerVersionMayWriteIsLeftAlone() throws Exception {
        Path newer = segment(0)
                .resolveSibling("sealed2_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b.parquet");
        Files.copy(segment(0), newer);
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
        assertTrue(Files.exists(newer));
    }

    @Test
    void aFileThatHasGoneIsFetchedAgain() throws Exception {
        Files.delete(segment(9));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
    }

    @Test
    void foreignFilesAreLeftAlone() throws Exception {
        Path events = directory.resolve("v1/ticket_events");
        Path stranger = Files.writeString(events.resolve("notes.txt"), "mine");
        Path parquet = Files.writeString(events.resolve("old.parquet"), "no parquet at all");
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
        assertTrue(Files.exists(stranger) && Files.exists(parquet));
    }

    @Test
    void overlappingFilesOfTwoProcessesGiveEachEventOnce() throws Exception {
        // What a second process leaves that fetched the same stretch at the same time, its pages cut elsewhere.
        Path other = Files.createDirectory(directory.resolve("other"));
        try (Mirror mirror = Mirror.open(other, Asking.SMALL, clock)) {
            Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec + 4, startSec + 18));
        }
        for (EventTable table : EventTable.values()) {
            try (Stream<Path> files = Files.list(other.resolve("v1").resolve(table.tableName()))) {
                for (Path file : files.toList()) {
                    Files.copy(file, fileOf(table, file));
                }
            }
        }
        api.forgetRequests();
        assertEquals(ids(0, 22), ask(0, 22));
        assertEquals(ids(2, 7), ask(2, 7));
        assertEquals(List.of(), api.requests());
    }

    @Test
    void aFileThatOwnsNothingIsRemovedWhenNobodyReads() throws Exception {
        Path file = segment(0);
        Segment old = Segment.parse(file.getFileName().toString()).orElseThrow();
        String newer = new Segment(old.kind(), old.range(), old.asOfSec() + 9, old.eventCount(), old.checksums())
                .withChecksumsOf(files(file))
                .fileName();
        for (EventTable table : EventTable.values()) {
            Files.copy(fileOf(table, file), fileOf(table, file.resolveSibling(newer)));
        }
        assertEquals(ids(0, 18), ask(0, 18));
        for (EventTable table : EventTable.values()) {
            assertFalse(Files.exists(fileOf(table, file)));
        }
        assertTrue(Files.exists(file.resolveSibling(newer)));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileOfAnyTableIsFetchedAgainWithItsSegment(EventTable table) throws Exception {
        Path file = fileOf(table, segment(9));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
        assertTrue(Files.exists(file.resolveSibling(file.getFileName() + ".damaged")));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(3, api.requests().size());
    }

    @Test
    void aFileOfAnotherTableThatIsDamagedIsFoundWhenAStatementComesToIt() throws Exception {
        Path file = fileOf(EventTable.TICKET_COMMENTS, segment(9));
        Files.write(file, new byte[100]);
        TimeRanges wanted = TimeRanges.of(startSec, startSec + 18);
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            try (Snapshot reading = mirror.read(Asking.settings(api), Cancellation.never())) {
                reading.relation(EventTable.TICKET_EVENTS, wanted);
                IOException refusal =
                        assertThrows(IOException.class, () -> reading.relation(EventTable.TICKET_COMMENTS, wanted));
                assertEquals(
                        "a file that the statement was reading is damaged; it is set aside and its events are fetched"
                                + " again when they are asked for: ask again",
                        refusal.getMessage());
            }
            assertEquals(2, api.requests().size());
            assertEquals(ids(0, 18), Asking.ids(mirror, Asking.settings(api), wanted));
            assertEquals(3, api.requests().size());
        }
    }

    @Test
    void whatAKilledProcessLeftOfASegmentIsNobodysAndGoes() throws Exception {
        Path file = segment(0);
        Path uncommitted = fileOf(
                EventTable.TICKET_COMMENTS,
                file.resolveSibling(file.getFileName().toString().replaceFirst("_\\d+_", "_1_")));
        Files.copy(fileOf(EventTable.TICKET_COMMENTS, file), uncommitted);
        assertEquals(ids(0, 18), ask(0, 18));
        assertFalse(Files.exists(uncommitted));
        assertEquals(2, api.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a wider range", "fewer events", "another kind"})
    void aSegmentThatWasRenamedIsDamaged(String to) throws Exception {
        Path file = segment(9);
        Segment was = Segment.parse(file.getFileName().toString()).orElseThrow();
        TimeRange wider = new TimeRange(startSec + 9, startSec + 27);
        String wrong = new Segment(
                        to.equals("another kind") ? SegmentKind.TAIL : was.kind(),
                        to.equals("a wider range") ? wider : was.range(),
                        was.asOfSec(),
                        to.equals("fewer events") ? was.eventCount() - 1 : was.eventCount(),
                        was.checksums())
                .fileName();
        for (EventTable table : EventTable.values()) {
            Files.move(fileOf(table, file), fileOf(table, file.resolveSibling(wrong)));
        }
        assertEquals(ids(0, 27), ask(0, 27));
        assertEquals(
                Set.of(startSec + 9, startSec + 18),
                Set.copyOf(api.requests().subList(2, api.requests().size())));
        assertTrue(Files.exists(file.resolveSibling(wrong + ".damaged")));
    }

    @Test
    void whatIsGoodDoesNotGoForTheSakeOfWhatIsDamaged() throws Exception {
        Path file = segment(0);
        Segment old = Segment.parse(file.getFileName().toString()).orElseThrow();
        Segment newer = new Segment(old.kind(), old.range(), old.asOfSec() + 9, old.eventCount(), old.checksums());
        for (EventTable table : EventTable.values()) {
            Files.write(fileOf(table, file.resolveSibling(newer.fileName())), new byte[100]);
        }
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertTrue(mirror.care().tidy().isPresent());
        }
        assertTrue(Files.exists(file));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
    }

    @Test
    void verifyingSetsAsideWhatDoesNotHoldWhatItsNameSays() throws Exception {
        Path file = segment(9);
        Segment good = Segment.parse(file.getFileName().toString()).orElseThrow();
        Segment bad = new Segment(good.kind(), good.range(), good.asOfSec(), 8, good.checksums())
                .withChecksumsOf(files(file));
        for (EventTable table : EventTable.values()) {
            Files.move(fileOf(table, file), fileOf(table, file.resolveSibling(bad.fileName())));
        }
        Path noParquet = segment(0);
        Segment first = Segment.parse(noParquet.getFileName().toString()).orElseThrow();
        Files.writeString(noParquet, "no parquet at all");
        Path named =
                noParquet.resolveSibling(first.withChecksumsOf(files(noParquet)).fileName());
        for (EventTable table : EventTable.values()) {
            Files.move(fileOf(table, noParquet), fileOf(table, named));
        }
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(
                    Set.of(named.getFileName().toString(), bad.fileName()),
                    Set.copyOf(mirror.care().verify(TimeRanges.every()).damaged()));
            assertEquals(2, mirror.care().setAside().size());
        }
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(4, api.requests().size());
    }

    private Map<EventTable, Path> files(Path eventsFile) {
        return Arrays.stream(EventTable.values()).collect(Collectors.toMap(it -> it, it -> fileOf(it, eventsFile)));
    }

    private Path fileOf(EventTable table, Path eventsFile) {
        return directory.resolve("v1").resolve(table.tableName()).resolve(eventsFile.getFileName());
    }

    /**
     * Asks through a process's first look at the directory: what a running one has checked, it does not check again.
     */
    private List<Long> ask(long from, long to) throws Exception {
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            return Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec + from, startSec + to));
        }
    }

    private Path segment(long from) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v1/ticket_events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sealed_" + (startSec + from) + "_"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
