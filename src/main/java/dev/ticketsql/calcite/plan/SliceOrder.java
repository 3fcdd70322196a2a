package dev.ticketsql.calcite.plan;

import dev.ticketsql.mirror.TimeOrder;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;

/** Derives the order of slices in which a sliced part gives its first rows. */
final class SliceOrder {

    private SliceOrder() {}

    /**
     * Returns the order of slices for the sort keys {@code keys}; empty if the instant does not decide the first rows.
     */
    static Optional<TimeOrder> of(SlicedPart part, List<RelFieldCollation> keys) {
        if (keys.isEmpty()) {
            return Optional.of(TimeOrder.ANY);
        }
        return instantOrder(part, keys.get(0))
                // Equal values of different seconds: the next key decides, and must give the same order.
                .filter(first -> first.isStrict()
                        || keys.size() == 1
                        || of(part, keys.subList(1, keys.size())).equals(Optional.of(of(first, keys.get(0)))))
                .map(first -> of(first, keys.get(0)));
    }

    /** Returns the order of slices for a column with that monotonicity, sorted by {@code key}. */
    static TimeOrder of(InstantOrder column, RelFieldCollation key) {
        return column.isRising() == key.direction.isDescending() ? TimeOrder.NEWEST_FIRST : TimeOrder.OLDEST_FIRST;
    }

    private static Optional<InstantOrder> instantOrder(SlicedPart part, RelFieldCollation key) {
        return InstantOrder.of(InstantColumns.of(part, key.getFieldIndex()));
    }
}
