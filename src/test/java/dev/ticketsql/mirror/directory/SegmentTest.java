package dev.ticketsql.mirror.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TimeRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of segments. */
@Tag("time-zones")
final class SegmentTest {

    private static final String NAME =
            "sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet";

    @Test
    void aNameHasEveryComponentOfItsSegment() {
        Segment segment = new Segment(
                SegmentKind.SEALED,
                new TimeRange(1_700_000_000, 1_700_003_600),
                1_700_010_000,
                812,
                new Checksums(Map.of(
                        EventTable.TICKET_EVENTS, 0x1c291ca3L,
                        EventTable.TICKET_FIELD_CHANGES, 0x77ab01ffL,
                        EventTable.TICKET_COMMENTS, 0x0f3c2a1bL,
                        EventTable.TICKET_CHILD_EVENTS, 0x5d20e7c4L)));
        assertEquals(NAME, segment.fileName());
        assertEquals(Optional.of(segment), Segment.parse(NAME));
    }

    @Property(tries = 200)
    void everySegmentIsReadBackFromItsName(
            @ForAll SegmentKind kind,
            @ForAll @LongRange(max = 99_999_999_999L) long fromSec,
            @ForAll @LongRange(min = 1, max = 99_999_999_999L) long lengthSec,
            @ForAll @LongRange(max = 99_999_999_999L) long asOfSec,
            @ForAll @LongRange(max = 99_999_999_999L) long eventCount,
            @ForAll @LongRange(max = 0xFFFFFFFFL) long checksum,
            @ForAll Set<EventTable> written) {
        TimeRange range = new TimeRange(fromSec, fromSec + lengthSec);
        Checksums checksums = new Checksums(written.stream().collect(Collectors.toMap(it -> it, it -> checksum)));
        Segment segment = new Segment(kind, range, asOfSec, eventCount, checksums);
        assertEquals(Optional.of(segment), Segment.parse(segment.fileName()));
    }

    @Property(tries = 200)
    void checksumsHaveTheOrderOfTheirTexts(
            @ForAll @LongRange(max = 0xFFFFFFFFL) long one,
            @ForAll @LongRange(max = 0xFFFFFFFFL) long other,
            @ForAll Set<EventTable> ofOne,
            @ForAll Set<EventTable> ofOther) {
        Checksums first = new Checksums(ofOne.stream().collect(Collectors.toMap(it -> it, it -> one)));
        Checksums second = new Checksums(ofOther.stream().collect(Collectors.toMap(it -> it, it -> other)));
        assertEquals(
                Integer.signum(first.toString().compareTo(second.toString())), Integer.signum(first.compareTo(second)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "events.parquet",
                "sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet.damaged",
                "copy of sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "merged_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "SEALED_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_01700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_-1_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_1700003600_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_1700003600_1700000000_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_1700000000_99999999999999999999_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet",
                "sealed_1700000000_1700003600_1700010000_812_1C291CA3_77ab01ff_0f3c2a1b_none.parquet",
                "sealed_1700000000_1700003600_1700010000_812_1c291ca3.parquet",
                "sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b.parquet",
                "sealed_1700000000_1700003600_1700010000_812_none_77ab01ff_0f3c2a1b_none.parquet",
                "sealed_1700000000_1700003600_1700010000_812.parquet"
            })
    void otherNamesAreNoSegments(String name) {
        assertEquals(Optional.empty(), Segment.parse(name));
    }
}
