package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Page bounds of random rows, compared with the paging rules applied to lists row by row. */
final class PageBoundsTest {

    @Property
    void aPageHasTheRowsAndTheEnvelopeOfTheRules(
            @ForAll @Size(max = 30) List<@LongRange(max = 12) Long> instants,
            @ForAll @LongRange(max = 14) long startSec,
            @ForAll @IntRange(min = 1, max = 8) int perPage,
            @ForAll @LongRange(max = 14) long visibleToSec) {
        List<Long> sorted = instants.stream().sorted().toList();
        HandWrittenRows rows = new HandWrittenRows(
                sorted.stream().map(instant -> new SandboxEvent(instant, "{}")).toList());

        PageBounds page = PageBounds.of(rows, startSec, perPage, visibleToSec);

        List<Long> left = sorted.stream()
                .filter(instant -> instant >= startSec && instant < visibleToSec)
                .toList();
        List<Long> first = left.subList(0, Math.min(perPage, left.size()));
        List<Long> served = new ArrayList<>();
        for (int row = page.fromRow(); row < page.toRow(); row++) {
            served.add(rows.instantSec(row));
        }
        assertEquals(left.size() == first.size(), page.endOfStream());
        if (left.isEmpty()) {
            assertEquals(OptionalLong.empty(), page.endSec());
        } else {
            long lastSec = first.get(first.size() - 1);
            boolean grown = left.size() > first.size() && first.get(0) == lastSec;
            assertEquals(OptionalLong.of(grown ? lastSec + 1 : lastSec), page.endSec());
            assertEquals(
                    grown ? left.stream().filter(instant -> instant == lastSec).toList() : first, served);
        }
    }

    @Property
    void followingThePagesGivesEveryRow(
            @ForAll @Size(max = 40) List<@LongRange(max = 12) Long> instants,
            @ForAll @IntRange(min = 1, max = 8) int perPage) {
        HandWrittenRows rows = new HandWrittenRows(instants.stream()
                .map(instant -> new SandboxEvent(instant, "{}"))
                .toList());
        int seenTo = 0;
        long startSec = 0;
        PageBounds page = PageBounds.of(rows, startSec, perPage, 100);
        while (!page.endOfStream()) {
            assertTrue(page.fromRow() <= seenTo && page.toRow() > seenTo, "no progress at " + startSec);
            seenTo = page.toRow();
            startSec = page.endSec().orElseThrow();
            page = PageBounds.of(rows, startSec, perPage, 100);
        }
        assertEquals(rows.size(), page.toRow());
    }
}
