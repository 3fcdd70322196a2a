package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.testing.PagedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sync, refresh and verify of a mirror, and its files as plain readers see them. */
final class MirrorMaintenanceTest extends MirrorMaintenanceFixture {

    @Test
    void filesReadPlainlyHoldEveryEventOnceAfterASync() throws Exception {
        api.add(Events.audit(900, clock.nowSec() - 300));
        sync();
        assertEquals(ids(), PlainDuckDb.ids(directory));

        clock.advance(Duration.ofMinutes(8));
        api.add(Events.audit(901, clock.nowSec() - 200));
        api.addLate(Events.audit(902, clock.nowSec() - 700), clock.nowSec());
        assertTrue(sync());
        assertEquals(53, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(0, overlaps());
    }

    /** A damaged file is found by the statement that reads it, not by a cron job every minute. */
    @Test
    void aSyncThatIsUpToDateReadsNoFile() throws Exception {
        sync();
        api.forgetRequests();
        Path file = mirror.mirroredRanges().get(0).file();
        Files.writeString(file, "damaged");
        try (Mirror next = Mirror.open(directory, Asking.SMALL, clock)) {
            assertTrue(next.maintenance().sync(Asking.settings(api), TimeRanges.from(startSec - 1000)));
            assertTrue(Files.exists(file));
            assertEquals(List.of(), api.requests());
            assertEquals(50, ids(next).size());
            assertEquals(List.of(file.getFileName() + ".damaged"), maintenance.setAside());
        }
    }

    @Test
    void aSyncThatIsUpToDateCostsNothing() throws Exception {
        sync();
        api.forgetRequests();
        assertTrue(sync());
        assertEquals(List.of(), api.requests());
    }

    /** Other people's queries rely on these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ticket_events | id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, type VARCHAR, \
            metric VARCHAR, instance_id BIGINT, event_type VARCHAR, updater_id BIGINT, via VARCHAR, client VARCHAR, \
            location VARCHAR, latitude DOUBLE, longitude DOUBLE, metadata VARCHAR, child_events VARCHAR, other VARCHAR
            ticket_field_changes | event_id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, \
            change_id BIGINT, event_type VARCHAR, field VARCHAR, new_value VARCHAR, previous_value VARCHAR, \
            added_tags VARCHAR, removed_tags VARCHAR, updater_id BIGINT, via VARCHAR, position BIGINT, \
            via_reference_id VARCHAR
            ticket_comments | event_id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, \
            comment_id BIGINT, author_id BIGINT, is_public BOOLEAN, body VARCHAR, html_body VARCHAR, \
            plain_body VARCHAR, via VARCHAR, attachments VARCHAR, created_at TIMESTAMP, type VARCHAR, \
            attributes VARCHAR, position BIGINT, via_reference_id VARCHAR
            ticket_child_events | event_id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, \
            child_id BIGINT, position BIGINT, event_type VARCHAR, via VARCHAR, via_reference_id VARCHAR, \
            author_id BIGINT, is_public BOOLEAN, attributes VARCHAR
            """)
    void filesKeepTheirColumnsAndTypes(String table, String columns) throws Exception {
        sync();
        assertEquals(
                List.of(columns.split(", ")),
                PlainDuckDb.rows(
                        directory,
                        "SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM " + table + ")"));
    }

    @Test
    void aRefreshedRangeShowsTheApisPresentEvents() throws Exception {
        sync();
        PagedEvents redacted = new PagedEvents(clock, 10);
        LongStream.range(0, 50)
                .filter(i -> i != 17)
                .forEach(i -> redacted.add(Events.audit(i, startSec + i * 10, i == 16 ? "redacted" : "Web form")));
        api = redacted;

        assertTrue(maintenance.refresh(api, new TimeRange(startSec + 150, startSec + 200)));

        assertEquals(List.of(startSec + 150), api.requests());
        assertEquals(49, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(List.of("16"), PlainDuckDb.rows(directory, "SELECT id FROM ticket_events WHERE via = 'redacted'"));
        assertEquals(0, overlaps());
        assertEquals(1, api.requests().size());
    }

    @Test
    void aRefreshThatFailsNamesTheSecondToGoOnFrom() throws Exception {
        sync();
        IOException failure = assertThrows(
                IOException.class,
                () -> maintenance.refresh(
                        (fromSec, sink, cancellation) -> {
                            if (fromSec > startSec) {
                                throw new IOException("no network");
                            }
                            return api.read(fromSec, sink, cancellation);
                        },
                        new TimeRange(startSec, startSec + 300)));
        assertEquals(
                "no network; what was refreshed before 2026-02-28T12:01:30Z stays, go on from there",
                failure.getMessage());
        assertEquals(50, ids().size());
    }

    @Test
    void verifyingReadsEveryFileAndNamesTheDamagedOne() throws Exception {
        sync();
        assertEquals(List.of(), maintenance.verify(TimeRanges.every()).damaged());
        MirroredRange range = mirror.mirroredRanges().get(1);
        byte[] bytes = Files.readAllBytes(range.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(range.file(), bytes);

        MirrorCheck check = maintenance.verify(TimeRanges.every());
        assertEquals(mirrorFiles() + 1, check.files());
        assertEquals(50, check.events());
        assertEquals(List.of(range.file().getFileName().toString()), check.damaged());
        assertEquals(List.of(range.file().getFileName() + ".damaged"), maintenance.setAside());

        api.forgetRequests();
        sync();
        assertEquals(1, api.requests().size());
        assertEquals(50, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
    }

    @Test
    void comparingWithTheApiCountsTheDifferences() throws Exception {
        sync();
        assertEquals(List.of(), maintenance.compare(Asking.settings(api), TimeRanges.every()));

        PagedEvents other = new PagedEvents(clock, 10);
        LongStream.range(1, 50)
                .forEach(i -> other.add(Events.audit(i, startSec + i * 10, i == 2 ? "changed" : "Web form")));
        other.add(Events.audit(700, startSec + 305)).add(Events.audit(701, startSec + 306));
        List<MirrorDifference> found =
                maintenance.compare(Asking.settings(other), TimeRanges.of(startSec, startSec + 400));
        assertEquals(
                List.of("0 missing, 1 surplus, 1 changed", "2 missing, 0 surplus, 0 changed"),
                found.stream()
                        .map(difference -> difference.missing() + " missing, " + difference.surplus() + " surplus, "
                                + difference.changed() + " changed")
                        .toList());
        assertTrue(found.get(0).range().contains(startSec + 20));
        assertTrue(found.get(1).range().contains(startSec + 305));
        assertEquals(50, ids().size());
    }

    @Test
    void filesThatPlainReadersWouldTakeForOursAreNamed() throws Exception {
        sync();
        assertEquals(List.of(), maintenance.strangers());
        Path file = mirror.mirroredRanges().get(1).file();
        Path copy = Files.copy(file, file.resolveSibling("copy of " + file.getFileName()));
        assertEquals(List.of(copy), maintenance.strangers());
        assertEquals(50, ids().size());
    }

    private int mirrorFiles() throws IOException {
        return mirror.mirroredRanges().size();
    }

    /** How many of the files begin before the one before them ends. */
    private long overlaps() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v2/ticket_events"))) {
            long[] bounds = files.map(file -> Segment.parse(file.getFileName().toString())
                            .orElseThrow()
                            .range())
                    .sorted()
                    .flatMapToLong(range -> LongStream.of(range.fromSec(), range.toSec()))
                    .toArray();
            long[] sorted = bounds.clone();
            Arrays.sort(sorted);
            return LongStream.range(0, bounds.length)
                    .filter(i -> bounds[(int) i] != sorted[(int) i])
                    .count();
        }
    }
}
