package dev.ticketsql.calcite.execute;

import dev.ticketsql.mirror.SuppliedRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Supplies rows of Calcite's to the engine, which may scan them once for each slice of time. A small source is read
 * once and cached; a larger one is read again for each scan. Safe for the engine's threads.
 */
final class CachedRows implements SuppliedRows {

    /** Tables of names or incidents have fewer rows; these are some megabytes. */
    private static final int MAX_CACHED = 10_000;

    /** Converts a row of Calcite's to one of the engine's. */
    @FunctionalInterface
    interface Conversion {
        @Nullable
        Object[] converted(@Nullable Object row, int width);
    }

    private final List<Type> types;
    private final Supplier<Enumerable<@Nullable Object>> source;
    private final Conversion conversion;
    private final List<Enumerator<@Nullable Object>> open = new ArrayList<>();
    private Optional<List<@Nullable Object[]>> cached = Optional.empty();

    CachedRows(List<Type> types, Supplier<Enumerable<@Nullable Object>> source, Conversion conversion) {
        this.types = List.copyOf(types);
        this.source = source;
        this.conversion = conversion;
    }

    @Override
    public List<Type> types() {
        return types;
    }

    @Override
    public synchronized Iterator<@Nullable Object[]> rows() {
        if (cached.isPresent()) {
            return cached.get().iterator();
        }
        Enumerator<@Nullable Object> rows = source.get().enumerator();
        open.add(rows);
        List<@Nullable Object[]> first = new ArrayList<>();
        while (first.size() < MAX_CACHED) {
            if (!rows.moveNext()) {
                close(rows);
                cached = Optional.of(first);
                return first.iterator();
            }
            first.add(conversion.converted(rows.current(), types.size()));
        }
        return new Rest(first.iterator(), rows);
    }

    private synchronized void close(Enumerator<@Nullable Object> rows) {
        open.remove(rows);
        rows.close();
    }

    @Override
    public synchronized void close() {
        List.copyOf(open).forEach(this::close);
    }

    /** Returns the rows that were read ahead, then the rest of the source. */
    private final class Rest implements Iterator<@Nullable Object[]> {

        private final Iterator<@Nullable Object[]> first;
        private final Enumerator<@Nullable Object> rows;
        private boolean isAhead;
        private boolean isThere;

        Rest(Iterator<@Nullable Object[]> first, Enumerator<@Nullable Object> rows) {
            this.first = first;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (first.hasNext()) {
                return true;
            }
            if (!isAhead) {
                isThere = rows.moveNext();
                isAhead = true;
                if (!isThere) {
                    CachedRows.this.close(rows);
                }
            }
            return isThere;
        }

        @Override
        public @Nullable Object[] next() {
            if (first.hasNext()) {
                return first.next();
            }
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isAhead = false;
            return conversion.converted(rows.current(), types.size());
        }
    }
}
