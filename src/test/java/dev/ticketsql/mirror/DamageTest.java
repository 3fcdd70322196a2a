package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.SettableClock;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                try (Reading reading = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
                    reading.relation(TimeRanges.of(startSec, startSec + 18));
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
        Path newer = segment(0).resolveSibling("sealed2_1700000000_1700003600_1700010000_812_1c291ca3.parquet");
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
        try (Stream<Path> files = Files.list(other.resolve("v1/ticket_events"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve("v1/ticket_events").resolve(file.getFileName()));
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
        String newer =
                new Segment(old.kind(), old.range(), old.asOfSec() + 9, old.eventCount(), old.checksum()).fileName();
        Files.copy(file, file.resolveSibling(newer));
        assertEquals(ids(0, 18), ask(0, 18));
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(file.resolveSibling(newer)));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
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
