package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are not what they were: never a wrong answer. */
final class DamageTest extends TwoPagesFixture {

    @Test
    void everyFlippedBitIsNoticedAndItsRangeFetchedAgain() throws Exception {
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
                try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
                    snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.of(startSec, startSec + 18));
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

    /** The clock was set back; what is mirrored after it is shown, and what is lost of it comes when its time does. */
    @Test
    void aDamagedFileAfterTheClockIsNotAskedForBeforeItsTime() throws Exception {
        Files.write(segment(9), new byte[100]);
        api.forgetRequests();
        clock.set(Instant.ofEpochSecond(startSec + 9 + 61));
        assertEquals(ids(0, 9), ask(0, 18));
        assertEquals(List.of(), api.requests());
        clock.set(Instant.ofEpochSecond(startSec + 86_400));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec + 9), api.requests());
    }

    @Test
    void theFileOfAnotherSegmentUnderThisOnesNameIsFetchedAgain() throws Exception {
        Files.copy(segment(0), segment(9), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
    }

    @Test
    void aFileThatHasGoneIsFetchedAgain() throws Exception {
        Files.delete(segment(9));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(List.of(startSec, startSec + 9, startSec + 9), api.requests());
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
            try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
                snapshot.relation(EventTable.TICKET_EVENTS, wanted);
                IOException refusal =
                        assertThrows(IOException.class, () -> snapshot.relation(EventTable.TICKET_COMMENTS, wanted));
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
    void anIntactFileIsNotRemovedInFavourOfADamagedOne() throws Exception {
        Path file = segment(0);
        Segment old = Segment.parse(file.getFileName().toString()).orElseThrow();
        Segment newer = new Segment(old.kind(), old.range(), old.asOfSec() + 9, old.eventCount(), old.checksums());
        for (EventTable table : EventTable.values()) {
            Files.write(fileOf(table, file.resolveSibling(newer.fileName())), new byte[100]);
        }
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertTrue(mirror.maintenance().vacuum().isPresent());
        }
        assertTrue(Files.exists(file));
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
    }

    @Test
    void verifyingSetsAsideAFileWhoseEventsDoNotMatchItsName() throws Exception {
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
                    Set.copyOf(mirror.maintenance().verify(TimeRanges.every()).damaged()));
            assertEquals(2, mirror.maintenance().setAside().size());
        }
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(4, api.requests().size());
    }
}
