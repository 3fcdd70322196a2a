package dev.ticketsql.calcite.plan;

import dev.ticketsql.mirror.TimeOrder;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;

/** Decides in which order of time what distributes over time gives its first rows. */
final class SliceOrder {

    private SliceOrder() {}

    /** In which order of time {@code part} gives its first rows by these keys first; empty if by none. */
    static Optional<TimeOrder> of(SlicedPart part, List<RelFieldCollation> keys) {
        if (keys.isEmpty()) {
            return Optional.of(TimeOrder.ANY);
        }
        return instantOrder(part, keys.get(0))
                // Where two seconds look alike, the next key decides; it must say the same.
                .filter(first -> first.tellsSeconds()
                        || keys.size() == 1
                        || of(part, keys.subList(1, keys.size())).equals(Optional.of(of(first, keys.get(0)))))
                .map(first -> of(first, keys.get(0)));
    }

    /** In which order of time a column that follows the instant so gives its first rows by {@code key}. */
    static TimeOrder of(InstantOrder column, RelFieldCollation key) {
        return column.isRising() == key.direction.isDescending() ? TimeOrder.NEWEST_FIRST : TimeOrder.OLDEST_FIRST;
    }

    private static Optional<InstantOrder> instantOrder(SlicedPart part, RelFieldCollation key) {
        return InstantOrder.of(InstantColumns.of(part, key.getFieldIndex()));
    }
}
