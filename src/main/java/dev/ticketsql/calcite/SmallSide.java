package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side of a join, as an execution read them before the other side. If they turn out to be many, the
 * reading stops and goes on where the join asks for them. For one thread.
 */
final class SmallSide {

    /** Of more rows than this the windows are not computed: they would hardly leave anything out. */
    private static final int MAX_ROWS = 1000;

    private final List<@Nullable Object> rows = new ArrayList<>();
    private @Nullable Enumerator<@Nullable Object> rest;
    private boolean isComplete;

    private SmallSide() {}

    /** Reads {@code side}, or as much of it as is looked at. */
    static SmallSide read(Enumerable<@Nullable Object> side) {
        SmallSide read = new SmallSide();
        Enumerator<@Nullable Object> reading = side.enumerator();
        while (read.rows.size() < MAX_ROWS && reading.moveNext()) {
            read.rows.add(reading.current());
        }
        read.isComplete = read.rows.size() < MAX_ROWS;
        if (read.isComplete) {
            reading.close();
        } else {
            read.rest = reading;
        }
        return read;
    }

    /** Whether {@link #rows} are all there are. */
    boolean isComplete() {
        return isComplete;
    }

    /** The rows that were read: a value of a column, or an array of several. */
    List<@Nullable Object> rows() {
        return rows;
    }

    /** All rows: those that were read, and the rest; from {@code side} when the rest was given before. */
    Enumerator<@Nullable Object> all(Enumerable<@Nullable Object> side) {
        if (isComplete) {
            return Linq4j.enumerator(rows);
        }
        Enumerator<@Nullable Object> further = rest;
        rest = null;
        return further == null ? side.enumerator() : new Joined(rows, further);
    }

    /** Rows that are there, then those that are still to be read. */
    private static final class Joined extends OnePass {

        private final Enumerator<@Nullable Object> first;
        private final Enumerator<@Nullable Object> further;
        private boolean isFirst = true;

        private Joined(List<@Nullable Object> rows, Enumerator<@Nullable Object> further) {
            this.first = Linq4j.enumerator(rows);
            this.further = further;
        }

        @Override
        public @Nullable Object current() {
            return isFirst ? first.current() : further.current();
        }

        @Override
        public boolean moveNext() {
            isFirst = isFirst && first.moveNext();
            return isFirst || further.moveNext();
        }

        @Override
        public void close() {
            further.close();
        }
    }
}
