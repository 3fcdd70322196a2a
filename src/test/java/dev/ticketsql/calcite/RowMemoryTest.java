package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.junit.jupiter.api.Test;

/** Rows that are joined with slice after slice, and how often their source is asked for them. */
final class RowMemoryTest {

    private final AtomicInteger asked = new AtomicInteger();

    private Enumerable<Object> source(int rows) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<Object> enumerator() {
                asked.incrementAndGet();
                return Linq4j.enumerator(
                        IntStream.range(0, rows).mapToObj(row -> (Object) row).toList());
            }
        };
    }

    @Test
    void rowsThatWereReadToTheEndAreThereAgain() {
        RowMemory memory = new RowMemory(source(3));
        for (int slice = 0; slice < 4; slice++) {
            assertEquals(IntStream.range(0, 3).boxed().toList(), memory.toList());
        }
        assertEquals(1, asked.get());
    }

    @Test
    void aRowIsAskedForOnce() {
        Enumerable<Object> computed = source(3).select(row -> asked.incrementAndGet());
        RowMemory memory = new RowMemory(computed);
        assertEquals(memory.toList(), memory.toList());
        assertEquals(1 + 3, asked.get());
    }

    @Test
    void noRowsAreRemembered() {
        RowMemory memory = new RowMemory(source(0));
        assertTrue(memory.toList().isEmpty());
        assertTrue(memory.toList().isEmpty());
        assertEquals(1, asked.get());
    }

    @Test
    void aPassThatStoppedEarlyIsNoMemory() {
        RowMemory memory = new RowMemory(source(3));
        try (Enumerator<Object> first = memory.enumerator()) {
            assertTrue(first.moveNext());
        }
        assertEquals(IntStream.range(0, 3).boxed().toList(), memory.toList());
        assertEquals(2, asked.get());
    }

    @Test
    void moreThanAMillionAreAskedForAgain() {
        RowMemory memory = new RowMemory(source(1_000_001));
        assertEquals(1_000_001, memory.count());
        assertEquals(1_000_001, memory.count());
        assertEquals(2, asked.get());
        RowMemory enough = new RowMemory(source(1_000_000));
        assertEquals(1_000_000, enough.count());
        assertEquals(1_000_000, enough.count());
        assertEquals(3, asked.get());
    }
}
