package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.PagedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No request asks for what the API withholds, which it would refuse: not for what was lost of the time after a clock
 * that was set back, nor when the clock is set back while a statement runs. What is mirrored is shown, and a warning
 * says from when on the rest can be had.
 */
final class WithheldMinuteTest extends MirrorFixture {

    private static final String SET = ": ask again then, or set this machine's clock if it is wrong";

    private static final String SHOWN = SET + "; the answer has those that are mirrored";

    private final List<String> warnings = new ArrayList<>();
    private Runnable whenAsked = () -> {};
    private PagedEvents pages = PagedEvents.of(List.of(), clock);

    /** Eighteen seconds with an event each, mirrored in two files, of which the second comes after the clock. */
    @BeforeEach
    void mirrorTwoFilesAndSetTheClockBack() throws Exception {
        oneEventPerSecond(30);
        pages = PagedEvents.of(api.visible(), 10, clock, (startSec, cancellation) -> whenAsked.run());
        ask(seconds(0, 9));
        ask(seconds(9, 18));
        clock.set(Instant.ofEpochSecond(startSec + 9 + Page.WITHHELD_SEC));
        pages.forgetRequests();
        api.forgetRequests();
    }

    private List<Long> asked(TimeRanges wanted) throws Exception {
        // Without freshness, whatever may be requested again is.
        SnapshotOptions always = Asking.settings(pages, Duration.ZERO);
        try (Snapshot snapshot = mirror.read(always, Cancellation.never(), warnings::add)) {
            return Asking.ids(snapshot, wanted);
        }
    }

    private Path fileAfterTheClock() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v2/ticket_events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sealed_" + (startSec + 9)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A file that was checked is not read again, so that another mirror finds the damage. */
    private void damage(Path file) throws IOException {
        mirror.close();
        Files.write(file, new byte[100]);
        open();
    }

    private String withheldUntil(long fromSec, String end) {
        return "events from " + Instant.ofEpochSecond(fromSec) + " on cannot be requested before "
                + Instant.ofEpochSecond(fromSec + 62)
                + ", since the API withholds its last minute and this machine's clock says "
                + Instant.ofEpochSecond(clock.nowSec()) + end;
    }

    @Test
    void whatIsMirroredAfterTheClockIsShownWithoutARequest() throws Exception {
        assertEquals(ids(0, 18), asked(seconds(0, 18)));
        assertEquals(List.of(), pages.requests());
    }

    @Test
    void aDamagedFileAfterTheClockIsMissingUntilItsTimeAndAWarningSaysSo() throws Exception {
        damage(fileAfterTheClock());
        assertEquals(ids(0, 9), asked(seconds(0, 18)));
        assertEquals(List.of(), pages.requests());
        assertEquals(withheldUntil(startSec + 9, SHOWN), warnings.get(warnings.size() - 1));
        clock.advance(Duration.ofSeconds(10));
        assertEquals(ids(0, 18), asked(seconds(0, 18)));
        assertEquals(List.of(startSec + 9), pages.requests());
    }

    /** As another process does that finds it damaged. */
    @Test
    void aFileAfterTheClockThatGoesWhileTheStatementReadsIsNotRequested() throws Exception {
        Path file = fileAfterTheClock();
        mirror.close();
        open();
        whenAsked = () -> assertTrue(file.toFile().delete());
        assertEquals(ids(0, 9), asked(TimeRanges.of(startSec - 100, startSec + 18)));
        assertEquals(List.of(startSec - 100), pages.requests());
        assertEquals(List.of(withheldUntil(startSec + 9, SHOWN)), warnings);
    }

    @Test
    void aClockThatIsSetBackWhileAStatementReadsEndsItsRequests() throws Exception {
        clock.set(Instant.ofEpochSecond(startSec + 3_600));
        pages = PagedEvents.of(api.visible(), 3, clock, (fromSec, cancellation) -> whenAsked.run());
        whenAsked = () -> clock.set(Instant.ofEpochSecond(startSec + 24 + Page.WITHHELD_SEC));
        assertEquals(ids(0, 24), asked(seconds(0, 30)));
        // The first page's file is from the future then, and read again.
        assertEquals(List.of(startSec + 18, startSec + 20, startSec + 22, startSec + 18), pages.requests());
        assertEquals(withheldUntil(startSec + 24, SHOWN), warnings.get(warnings.size() - 1));
    }

    @Test
    void theNewestRowsAreSearchedWithoutWhatIsWithheld() throws Exception {
        damage(fileAfterTheClock());
        SnapshotOptions always = Asking.settings(pages, Duration.ZERO);
        try (Snapshot snapshot = mirror.read(always, Cancellation.never(), warnings::add)) {
            IncrementalScan scan = snapshot.slices(
                    List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, seconds(0, 18))),
                    TimeOrder.NEWEST_FIRST,
                    OptionalLong.of(1));
            List<Long> found = new ArrayList<>();
            Optional<List<String>> slice = scan.next(0);
            while (slice.isPresent()) {
                found.addAll(
                        Asking.longs(snapshot, "SELECT id FROM " + slice.get().get(0) + " ORDER BY id"));
                slice = scan.next(found.size());
            }
            assertEquals(ids(0, 9), found);
        }
        assertEquals(List.of(), pages.requests());
    }

    @Test
    void noRequestIsPricedOrRefusedForWhatCannotBeRequested() throws Exception {
        damage(fileAfterTheClock());
        SnapshotOptions none = new SnapshotOptions(pages, 0, Duration.ZERO, OptionalInt.of(0));
        assertEquals(ids(0, 9), Asking.ids(mirror, none, seconds(0, 18)));
        assertEquals(List.of(), pages.requests());
    }

    @Test
    void aRefreshOfWhatIsWithheldIsRefusedAndSaysWhenToTryAgain() {
        ClassifiedIOException refused = assertThrows(
                ClassifiedIOException.class,
                () -> mirror.maintenance().refresh(pages, new TimeRange(startSec + 10, startSec + 18)));
        assertEquals(
                withheldUntil(startSec + 10, SET) + "; what was refreshed before "
                        + Instant.ofEpochSecond(startSec + 10) + " stays, go on from there",
                refused.getMessage());
        assertEquals(List.of(), pages.requests());
    }

    @Test
    void aRefreshEndsWhereTheWithheldMinuteBegins() throws Exception {
        clock.set(Instant.ofEpochSecond(startSec + 9 + 60));
        mirror.maintenance().refresh(pages, new TimeRange(startSec, startSec + 18));
        assertEquals(List.of(startSec), pages.requests());
        clock.set(Instant.ofEpochSecond(startSec + 3_600));
        assertEquals(ids(0, 30), asked(seconds(0, 30)));
    }

    @Test
    void aComparisonLeavesOutWhatIsWithheld() throws Exception {
        clock.advance(Duration.ofSeconds(-3));
        assertEquals(List.of(), mirror.maintenance().compare(Asking.settings(pages), TimeRanges.every()));
        assertEquals(List.of(startSec), pages.requests());
    }
}
