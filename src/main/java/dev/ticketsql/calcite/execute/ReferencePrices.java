package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.ReferenceScan;
import dev.ticketsql.reference.ReferencePrice;
import dev.ticketsql.reference.ReferenceTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prices of a statement's references as {@code EXPLAIN} writes them. Scans of one table are fetched together.
 *
 * @param byTable empty for a table whose price is not known
 */
record ReferencePrices(Map<ReferenceTable, Optional<ReferencePrice>> byTable) {

    private static final String UNKNOWN = "requests=?";

    /** Price of the table of {@code scan}. */
    String of(ReferenceScan scan) {
        return byTable.getOrDefault(scan.referenceTable(), Optional.empty())
                .map(ReferencePrice::toString)
                .orElse(UNKNOWN);
    }

    /** Price of all tables. That of a table of lists has the price of the table whose objects have them. */
    String total() {
        boolean isKnown = !byTable.isEmpty() && byTable.values().stream().allMatch(Optional::isPresent);
        Set<ReferenceTable> parents = byTable.keySet().stream()
                .flatMap(table -> table.parent().stream())
                .collect(Collectors.toSet());
        return isKnown
                ? byTable.entrySet().stream()
                        .filter(table -> !parents.contains(table.getKey()))
                        .map(Map.Entry::getValue)
                        .flatMap(Optional::stream)
                        .reduce(ReferencePrice.nothing(), ReferencePrice::plus)
                        .toString()
                : UNKNOWN;
    }
}
