package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in a mirror's directory that are no segment, or a segment that another covers. */
final class SegmentFilesTest extends TwoPagesFixture {

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
    void foreignFilesAreLeftAlone() throws Exception {
        Path events = directory.resolve("v2/ticket_events");
        Path stranger = Files.writeString(events.resolve("notes.txt"), "mine");
        Path parquet = Files.writeString(events.resolve("old.parquet"), "no parquet at all");
        assertEquals(ids(0, 18), ask(0, 18));
        assertEquals(2, api.requests().size());
        assertTrue(Files.exists(stranger) && Files.exists(parquet));
    }

    @Test
    void overlappingFilesOfTwoProcessesGiveEachEventOnce() throws Exception {
        // The files of a second process that fetched the same range at the same time, in other pages.
        Path other = Files.createDirectory(directory.resolve("other"));
        try (Mirror mirror = Mirror.open(other, Asking.SMALL, clock)) {
            Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec + 4, startSec + 18));
        }
        for (EventTable table : EventTable.values()) {
            try (Stream<Path> files = Files.list(other.resolve("v2").resolve(table.tableName()))) {
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

    @Test
    void anUncommittedFileOfAKilledProcessIsRemoved() throws Exception {
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
}
