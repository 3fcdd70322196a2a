package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Rows that are there again without their source, once they were read to the end and are not too many. */
final class RowMemory extends AbstractEnumerable<@Nullable Object> {

    /** More may not fit, and nobody waits for a nested loop over them. */
    private static final int MAX_ROWS = 1_000_000;

    private final Enumerable<@Nullable Object> source;
    private @Nullable List<@Nullable Object> all;

    RowMemory(Enumerable<@Nullable Object> source) {
        this.source = source;
    }

    @Override
    public Enumerator<@Nullable Object> enumerator() {
        return all == null ? new Reading(source.enumerator()) : Linq4j.enumerator(all);
    }

    private final class Reading extends OnePass {

        private final Enumerator<@Nullable Object> rows;
        private List<@Nullable Object> read = new ArrayList<>();
        private boolean isKept = true;

        /** Asked for once: the source may compute it anew each time, and come to something else. */
        private @Nullable Object row;

        private Reading(Enumerator<@Nullable Object> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Object current() {
            return row;
        }

        @Override
        public boolean moveNext() {
            if (!rows.moveNext()) {
                if (isKept) {
                    all = read;
                }
                return false;
            }
            row = rows.current();
            if (isKept && read.size() == MAX_ROWS) {
                isKept = false;
                read = List.of();
            } else if (isKept) {
                read.add(row);
            }
            return true;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
